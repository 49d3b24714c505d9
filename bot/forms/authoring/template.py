"""The workbook that an author fills in: headers with notes, drop-downs, an example. Pure."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.forms.authoring import example, words
from bot.msgid import msgid

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Say = Callable[..., str]  # t(msgid, **values)

MADE_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes every time
LAST_ROW: Final = 700  # drop-downs reach so far; a form has at most 600 questions
HELP_TITLE: Final = ("Как заполнять", "Як запаўняць")
LANGUAGE_MARKS: Final = ("рус", "бел")
COLUMNS: Final[tuple[tuple[str, int, str], ...]] = (
    ("type", 22, msgid("What is answered. Choose from the list or type: one of, then its list.")),
    ("name", 16, msgid("A short name for conditions and tables, the same every year.")),
    ("label", 40, msgid("The question as people read it.")),
    ("hint", 30, msgid("A line of explanation under the question; may stay empty.")),
    ("required", 14, msgid("“Yes” if the question cannot be skipped.")),
    ("relevant", 30, msgid("When to ask: for example {example}. Empty: always.")),
    ("constraint", 22, msgid("Which answers are accepted: for example {example}.")),
    ("constraint_message", 30, msgid("What to say to an answer that is not accepted.")),
    ("calculation", 26, msgid("For the type “calculation”: what to compute, it is not asked.")),
    ("default", 16, msgid("The answer that stands there before anything is asked.")),
    ("compare", 16, msgid("What the earlier answer shown beside the question is.")),
    ("ask_if", 34, msgid("When to ask again “Is that right?”; the answer can be kept.")),
    ("check_message", 34, msgid("What to say when asking again.")),
    ("known", 20, msgid("A count that the bot keeps itself; it is only confirmed.")),
)
EXAMPLES: Final[Mapping[str, tuple[str, str]]] = {
    "relevant": ("internet = да", "internet = так"),
    "constraint": ("от 0 до 100", "ад 0 да 100"),
}
CHOICE_COLUMNS: Final[tuple[tuple[str, int, str], ...]] = (
    ("list_name", 20, msgid("The list to which the answer belongs; the type names it.")),
    ("name", 16, msgid("A short name in Latin letters, for tables.")),
    ("label", 36, msgid("The answer as people read it on the button.")),
)
SETTING_COLUMNS: Final[tuple[tuple[str, int, str], ...]] = (
    ("form_title", 36, msgid("The name that people see.")),
    ("form_id", 20, msgid("A short name in Latin letters; it never changes.")),
    ("version", 12, msgid("Any number or date that tells versions apart.")),
    ("default_language", 18, msgid("The language to use where a text is missing.")),
)
STEPS: Final = (
    msgid("Each row of the first sheet is one question, in the order of asking."),
    msgid("The rows that are there are an example: change them or delete them."),
    msgid("Rest the pointer on a header to read what goes into the column."),
    msgid("Empty columns may be deleted. English names of XLSForm are understood too."),
    msgid("Answers to choose from stand in the second sheet, list by list."),
    msgid("In conditions write names of questions and answers as people read them."),
    msgid("Send the file to the bot. It lists every mistake with its row and column."),
    msgid("What can be answered, for the column “type”:"),
)
_TYPES: Final = (
    "text", "integer", "decimal", "select_one yes_no", "date", "time", "note", "calculate",
    "image", "audio", "video", "file", "geopoint", "range", "begin_group", "end_group",
    "begin_repeat", "end_repeat", "select_one_from_file libraries.csv",
    "select_one_from_file staff.csv", "select_multiple_from_file recommendations.csv",
)  # fmt: skip


def build(language: str, t: Say) -> bytes:
    """Return the workbook in Russian or Belarusian (any other is Russian); `t` says the notes."""
    place = 1 if language == "be" else 0
    out = io.BytesIO()
    with books.opened(out, in_memory=True) as book:
        book.set_properties({"created": MADE_AT.replace(tzinfo=None)})
        writer = Writer(book, place, t)
        writer.survey()
        writer.choices()
        writer.settings()
        writer.help()
    return out.getvalue()


class Writer:
    """Writes the sheets one by one; `place` is 0 for Russian words, 1 for Belarusian ones."""

    def __init__(self, book: Workbook, place: int, t: Say) -> None:
        self.book = book
        self.place = place
        self.t = t
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})

    def survey(self) -> None:
        """Write the questions of the example."""
        page = self.book.add_worksheet(words.SHEET_WORDS["survey"][self.place].capitalize())
        headers = self._heads(page, COLUMNS, words.SURVEY_WORDS)
        for number, row in enumerate(example.SURVEY, 1):
            for key, cells in row.items():
                page.write_string(number, headers.index(key), cells[self.place], self.text)
        self.drop_downs(page, headers, self._types())

    def choices(self) -> None:
        """Write the lists of the example."""
        page = self.book.add_worksheet(words.SHEET_WORDS["choices"][self.place].capitalize())
        self._heads(page, CHOICE_COLUMNS, words.CHOICES_WORDS)
        for number, (name, code, *labels) in enumerate(example.CHOICES, 1):
            for column, text in enumerate((name[self.place], code, *labels)):
                page.write_string(number, column, text, self.text)

    def settings(self) -> None:
        """Write the name of the example."""
        page = self.book.add_worksheet(words.SHEET_WORDS["settings"][self.place].capitalize())
        headers = self._heads(page, SETTING_COLUMNS, words.SETTINGS_WORDS)
        for key, cells in example.SETTINGS.items():
            page.write_string(1, headers.index(key), cells[self.place], self.text)
        self.drop_down(page, headers.index("default_language"), list(LANGUAGE_MARKS))

    def drop_downs(self, page: Worksheet, headers: list[str], types: list[str]) -> None:
        """Offer the words of the columns of questions; `types` are those of the help sheet."""
        place = self.place
        offered: dict[str, Any] = {
            "type": f"='{HELP_TITLE[place]}'!$B$1:$B${len(types)}",
            "required": [("да", "так")[place], ("нет", "не")[place]],
            "compare": [spelled[place] for spelled in words.COMPARE_WORDS.values()],
            "known": [spelled[place] for spelled in words.KNOWN_WORDS.values()],
        }
        for name, source in offered.items():
            if name in headers:
                self.drop_down(page, headers.index(name), source)

    def help(self, steps: Sequence[str] = STEPS, types: Sequence[str] = ()) -> None:
        """Write the steps, and beside them the types that the drop-down offers."""
        page = self.book.add_worksheet(HELP_TITLE[self.place])
        page.set_column(0, 0, 80, self.text)
        page.set_column(1, 1, 30, self.text)
        for number, step in enumerate(steps):
            page.write_string(number, 0, self.t(step))
        for number, word in enumerate(types or self._types()):
            page.write_string(number, 1, word)

    def types(self) -> list[str]:
        """Return the types that need no list."""
        return [words.TYPE_WORDS[kind][self.place] for kind in _TYPES]

    def _types(self) -> list[str]:
        found = self.types()
        lists = (("помещение", "памяшканне"), ("помощь", "дапамога"))
        for kind, name in zip(("select_one", "select_multiple"), lists, strict=True):
            found.append(f"{words.LIST_TYPES[kind][self.place]} {name[self.place]}")
        return found

    def _heads(
        self,
        page: Worksheet,
        columns: tuple[tuple[str, int, str], ...],
        table: Mapping[str, tuple[str, ...]],
    ) -> list[str]:
        """Write the headers with their notes; return the keys of the columns in order."""
        page.freeze_panes(1, 0)
        headers: list[str] = []
        for name, width, note in columns:
            marks = ("ru", "be") if name in words.TRANSLATED else ("",)
            for mark in marks:
                title = table[name][self.place]
                if mark:
                    title += f" ({LANGUAGE_MARKS[marks.index(mark)]})"
                place = len(headers)
                page.set_column(place, place, width, self.text)
                page.write_string(0, place, title, self.head)
                example_of = EXAMPLES.get(name, ("", ""))[self.place]
                said = self.t(note, example=example_of) if example_of else self.t(note)
                page.write_comment(0, place, said, {"x_scale": 2})
                headers.append(f"{name} {mark}".strip())
        return headers

    def drop_down(self, page: Worksheet, place: int, source: Any) -> None:
        """Offer the words of a column; others may be typed."""
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        page.data_validation(1, place, LAST_ROW, place, rule)
