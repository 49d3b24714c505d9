"""A plain book written back in the authors' own words, to be changed and sent again. Pure."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from bot import books
from bot.forms.authoring import template, words
from bot.forms.authoring.template import MADE_AT, STEPS, Say, Writer
from bot.forms.labels import language_code
from bot.forms.sheets import base_name, plain_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.forms.sheets import Book, Sheet

SHEETS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "survey": words.SURVEY_WORDS,
    "choices": words.CHOICES_WORDS,
    "settings": words.SETTINGS_WORDS,
}
MARKS: Final[Mapping[str, str]] = {"ru": "рус", "be": "бел", "en": "англ"}
LANGUAGES: Final = ("ru", "be")  # in that order in the tables of words
WIDTH: Final = 20  # of a column that the template does not have
_OURS: Final = {header: name for name, header in words.PLAIN_HEADERS.items()}
_MESSAGE: Final = words.PLAIN_HEADERS["check_message"] + "_"
_EXAMPLE_STEP: Final = 1  # speaks of the template's example rows


def workbook(book: Book, language: str, t: Say) -> bytes:
    """Return the .xlsx of a plain book in Russian or Belarusian; `t` says the notes."""
    out = io.BytesIO()
    with books.opened(out, in_memory=True) as written:
        written.set_properties({"created": MADE_AT.replace(tzinfo=None)})
        writer = _Native(written, LANGUAGES.index(language), t)
        for name in SHEETS:
            if name in book.sheets:
                writer.sheet(name, book.sheets[name])
        writer.help([step for at, step in enumerate(STEPS) if at != _EXAMPLE_STEP], writer.offered)
    return out.getvalue()


class _Native(Writer):
    """Writes what an author has written, in the words of the template."""

    offered: Sequence[str] = ()

    def sheet(self, name: str, sheet: Sheet) -> None:
        """Write a sheet: headers with notes, rows, drop-downs."""
        page = self.book.add_worksheet(words.SHEET_WORDS[name][self.place].capitalize())
        page.freeze_panes(1, 0)
        ours = {row.cells.get("namespaces") for row in sheet.rows} == {words.NAMESPACE}
        headers = [one for one in sheet.headers if not ours or one != "namespaces"]
        for place, header in enumerate(headers):
            width, note = self._look(_column(header))
            page.set_column(place, place, width, self.text)
            page.write_string(0, place, self._header(name, header, headers), self.head)
            if note:
                page.write_comment(0, place, note, {"x_scale": 2})
        for number, row in enumerate(sheet.rows, 1):
            for place, header in enumerate(headers):
                if text := row.cells.get(header, ""):
                    page.write_string(number, place, self._cell(header, text), self.text)
        if name == "survey":
            kinds = [self._cell("type", row.get("type")) for row in sheet.rows]
            self.offered = list(dict.fromkeys((*self.types(), *kinds)))
            columns = [_column(header) for header in headers]
            self.drop_downs(page, columns, list(self.offered))

    def _look(self, name: str) -> tuple[int, str]:
        """Return the width of a column and its note, "" where the template has no such column."""
        columns = (*template.COLUMNS, *template.CHOICE_COLUMNS, *template.SETTING_COLUMNS)
        found = next((one for one in columns if one[0] == name), None)
        if found is None:
            return WIDTH, ""
        example = template.EXAMPLES.get(name, ("", ""))[self.place]
        return found[1], self.t(found[2], example=example) if example else self.t(found[2])

    def _header(self, sheet: str, header: str, beside: Sequence[str]) -> str:
        """Return the authors' word for a header; one that has none stays as it is."""
        name = _column(header)
        if name not in SHEETS[sheet]:
            return header
        word = SHEETS[sheet][name][self.place]
        if name not in words.TRANSLATED:
            return word
        code = _language(header)
        if code:
            return f"{word} ({MARKS[code]})" if code in MARKS else header
        is_alone = not any(_column(one) == name for one in beside if one != header)
        return word if is_alone and "::" not in header else header

    def _cell(self, header: str, text: str) -> str:
        """Return a cell in the authors' words: types, yes and no, what is compared."""
        name, place = _column(header), self.place
        if name == "type":
            return self._type(text)
        if name in {"required", "read_only"} and text in {"yes", "no"}:
            return {"yes": ("да", "так"), "no": ("нет", "не")}[text][place]
        if name == "compare" and text in words.COMPARE_WORDS:
            return words.COMPARE_WORDS[text][place]
        if name == "known" and text in words.KNOWN_WORDS:
            return words.KNOWN_WORDS[text][place]
        if name == "default_language":
            return MARKS.get(language_code(text), text)
        return text

    def _type(self, kind: str) -> str:
        for spelled in (kind, kind.replace(" ", "_")):  # pyxform takes «begin group» too
            if spelled in words.TYPE_WORDS:
                return words.TYPE_WORDS[spelled][self.place]
        if kind.endswith(" or_other"):
            return f"{self._type(kind.removesuffix(' or_other'))} {words.OTHER_WORDS[self.place]}"
        of, _, name = kind.partition(" ")
        return f"{words.LIST_TYPES[of][self.place]} {name}" if of in words.LIST_TYPES else kind


def _column(header: str) -> str:
    """Return the key of a header in the tables of words."""
    if header.startswith(_MESSAGE):
        return "check_message"
    return _OURS.get(header) or (base_name(header) if "::" in header else plain_name(header))


def _language(header: str) -> str:
    if header.startswith(_MESSAGE):
        return header.removeprefix(_MESSAGE)
    return language_code(header.partition("::")[2]) if "::" in header else ""
