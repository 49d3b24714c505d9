"""An author's book turned into plain XLSForm, with the way back to what was written. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.forms import expressions
from bot.forms.authoring import conditions, headers, lexicon, lint, types, words
from bot.forms.authoring.lexicon import ConditionError
from bot.forms.authoring.vocabulary import MANY, ONE, OTHER, TEXT, Vocabulary
from bot.forms.labels import language_code
from bot.forms.problems import Problem
from bot.forms.sheets import Book, Row, Sheet, base_name, plain_name
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CYRILLIC = re.compile(r"[а-яёіў]", re.IGNORECASE)
_CHOICE = re.compile(r"(select_one|select one|select_multiple|select multiple|rank)\s+(\S+)")
_YES_NO = ("required", "read_only")
_CONDITIONS = (
    "relevant", "constraint", "calculation", "repeat_count", "check", "ask_if", *_YES_NO,
)  # fmt: skip
_TYPE = words.SURVEY_WORDS["type"][:2]  # the header says in which language types are written
_REFUSED = "\0"  # the text of a cell whose fault is said already
_OF_ANSWER = frozenset({"constraint", "check", "ask_if"})
_NEVER = {"check": "true()", "ask_if": "false()"}
_RECOMMENDATIONS = "select_multiple_from_file recommendations.csv"
_ANY_RECOMMENDATION = "count(instance('recommendations')/root/item) > 0"
_DOUBLE = msgid("The columns “{first}” and “{second}” mean the same. Leave one of them.")


@dataclass(frozen=True, slots=True)
class Plain:
    """A book as plain XLSForm; `problems` are those that only the author's words have."""

    book: Book
    problems: tuple[Problem, ...]
    _titles: Mapping[str, str]
    _headers: Mapping[tuple[str, str], str]

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of the plain book with sheet and column as the author calls them."""
        title = self._titles.get(problem.sheet, problem.sheet)
        known = self._headers.get((problem.sheet, problem.column))
        column = known or self._headers.get(
            (problem.sheet, base_name(problem.column)), problem.column
        )
        values = dict(problem.values)
        if "end" in values and words.folded(self._headers.get(("survey", "type"), "")) in _TYPE:
            place = _TYPE.index(words.folded(self._headers["survey", "type"]))
            values["end"] = words.TYPE_WORDS[values["end"]][place]
        return replace(problem, sheet=title, column=column, values=values)


def read(written: Book) -> Plain:
    """Turn an author's book into plain XLSForm; one that is plain already stays as it is."""
    reader = _Reader(written)
    book = reader.book()
    return Plain(book, tuple(reader.problems), reader.titles, reader.written_headers)


@dataclass(slots=True)
class _Reader:
    written: Book
    problems: list[Problem] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    written_headers: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    first_language: str = ""

    def book(self) -> Book:
        self.names = headers.languages(self.written)
        found: dict[str, Sheet] = {}
        for sheet in self.written.sheets.values():
            name = words.SHEETS.get(words.folded(sheet.title), sheet.name)
            if name in found:
                text = msgid("The sheets “{first}” and “{second}” mean the same. Leave one.")
                values = {"first": self.titles.get(name, name), "second": sheet.title}
                self.problems.append(Problem(sheet.title, 0, "", text, values))
            elif words.folded(sheet.title) not in words.HELP_SHEETS:
                self._note_title(name, sheet)
                found[name] = self._with_plain_headers(name, sheet)
        return self._completed(found)

    def _note_title(self, name: str, sheet: Sheet) -> None:
        is_ours = name != sheet.title.lower() and words.folded(sheet.title) in words.SHEETS
        self.titles[name] = sheet.title if is_ours else name

    def _completed(self, found: dict[str, Sheet]) -> Book:
        if "survey" not in found:
            return Book(found)
        found["survey"] = replace(
            found["survey"], rows=tuple(self._typed(row) for row in found["survey"].rows)
        )
        self._add_yes_no(found)
        found["settings"] = self._settings(found)
        if not found["settings"].rows:
            del found["settings"]
        vocabulary = _vocabulary(found["survey"].rows, _rows(found, "choices"))
        rows = tuple(self._translated(row, vocabulary) for row in found["survey"].rows)
        asking, check = words.PLAIN_HEADERS["ask_if"], words.PLAIN_HEADERS["check"]
        added = [name for row in rows for name in row.cells]  # columns that a type implies
        names = dict.fromkeys(
            check if h == asking else h for h in (*found["survey"].headers, *added)
        )
        found["survey"] = replace(
            found["survey"], headers=tuple(names), rows=tuple(_ordered(row, names) for row in rows)
        )
        return Book(found)

    def _with_plain_headers(self, name: str, sheet: Sheet) -> Sheet:
        mapping = headers.plain(name, sheet.headers, self.names)
        self._note_headers(name, sheet, mapping)
        rows = tuple(
            Row(row.number, {mapping[header]: text for header, text in row.cells.items()})
            for row in sheet.rows
        )
        return Sheet(
            name, tuple(mapping[h] for h in sheet.headers), rows, sheet.title, sheet.stray
        )

    def _note_headers(self, name: str, sheet: Sheet, mapping: Mapping[str, str]) -> None:
        first: dict[str, str] = {}
        for header in sheet.headers:
            plain = mapping[header]
            key = plain_name(plain)
            if key in first:
                text = msgid("The column “{header}” stands twice. Leave one of them.")
                values = {"header": header}
                if first[key] != header:
                    text, values = _DOUBLE, {"first": first[key], "second": header}
                self.problems.append(Problem(name, 0, header, text, values))
            first.setdefault(key, header)
            self.written_headers.setdefault((name, plain), header)
            self.written_headers.setdefault((name, key), header)
            if not plain.startswith("bind::"):
                self.written_headers.setdefault((name, base_name(plain)), header)
            if plain != header and "::" in plain and plain.split("::")[0] in words.TRANSLATED:
                self.first_language = self.first_language or plain.split("::")[1]
            if plain == words.PLAIN_HEADERS["ask_if"]:
                self.written_headers.setdefault((name, words.PLAIN_HEADERS["check"]), header)
        if any(_CYRILLIC.search(header.partition("::")[0]) for header in sheet.headers):
            for column in words.HEADERS.get(name, {}).values():
                spelled = _own_words(name)[column][0]
                self.written_headers.setdefault((name, column), spelled)

    def _refuse(self, row: Row, column: str, text: str, /, *, at: int = 0, **values: Any) -> None:
        where = row.header(column)
        self.problems.append(Problem("survey", row.number, where, text, values, position=at))

    def _typed(self, row: Row) -> Row:
        """Return a row with the words of its type, yes and no, look and comparing as XLSForm's."""
        kind = row.get("type")
        changed = {"type": types.plain(kind)} if kind else {}
        if types.lacks_list(kind):
            text = msgid("Name the list of answers, for example “{example}”.")
            self._refuse(row, "type", text, example=f"{kind.strip()} жанры")
        if types.scale(kind) and not row.get("parameters"):
            changed["parameters"] = types.scale(kind)
        for column in ("required", "read_only", "disabled"):
            changed[column] = words.YES_NO.get(words.folded(row.get(column)), "")
        changed["appearance"] = _looks(row.get("appearance"))
        changed["compare"] = self._compare(row)
        changed["known"] = self._known(row)
        for column in ("check", "ask_if"):  # «нет»: nothing is to be asked about here
            is_off = words.YES_NO.get(words.folded(row.get(column))) == "no"
            changed[column] = _NEVER[column] if is_off else ""
        if changed.get("type") == _RECOMMENDATIONS and not row.get("relevant"):
            changed["relevant"] = _ANY_RECOMMENDATION
        return _with(row, changed)

    def _compare(self, row: Row) -> str:
        cell = row.get("compare")
        if not cell:
            return ""
        known = words.COMPARES.get(words.folded(cell), "")
        if not known:
            right = ", ".join(f"«{spelled[0]}»" for spelled in words.COMPARE_WORDS.values())
            text = msgid("Compare with: {right}; not “{found}”.")
            self._refuse(row, "compare", text, right=right, found=cell)
        return known or _REFUSED

    def _known(self, row: Row) -> str:
        cell = row.get("known")
        if not cell:
            return ""
        known = words.KNOWN.get(words.folded(cell), "")
        if not known:
            right = ", ".join(f"«{spelled[0]}»" for spelled in words.KNOWN_WORDS.values())
            text = msgid("The bot knows: {right}; not “{found}”.")
            self._refuse(row, "known", text, right=right, found=cell)
        elif types.plain(row.get("type")) != "integer":
            text = msgid("What the bot knows is a count: the type must be “{right}”.")
            self._refuse(row, "type", text, right=words.TYPE_WORDS["integer"][0])
        return known or _REFUSED

    def _translated(self, row: Row, vocabulary: Vocabulary) -> Row:
        changed = {"default": _default(row, vocabulary)}
        for column in _CONDITIONS:
            source = row.get(column)
            if source and not (column in _YES_NO and lexicon.WORD.fullmatch(source)):
                changed[column] = self._condition(row, column, source, vocabulary)
        return _with_asking(_with(row, changed))

    def _condition(self, row: Row, column: str, source: str, vocabulary: Vocabulary) -> str:
        if lint.EXCEL_FAULT.fullmatch(source):
            self._refuse(row, column, lint.NOT_COMPUTED, found=source)
            return _REFUSED
        try:
            return conditions.translate(
                source, vocabulary, row.get("name"), has_answer=column in _OF_ANSWER
            )
        except ConditionError as error:
            self._refuse(row, column, error.text, at=error.position, **error.values)
            for text, values in expressions.unknown_names(source, vocabulary.kinds):
                self._refuse(row, column, text, **values)
            return _REFUSED

    def _add_yes_no(self, found: dict[str, Sheet]) -> None:
        wanted = f"select_one {words.YES_NO_LIST}"
        rows = _rows(found, "choices")
        is_used = any(row.get("type").startswith(wanted) for row in found["survey"].rows)
        if not is_used or any(row.get("list_name") == words.YES_NO_LIST for row in rows):
            return
        labels = self._labels_of(found["survey"])
        added = tuple(
            Row(0, {"list_name": words.YES_NO_LIST, "name": name} | _cells(labels, texts))
            for name, texts in words.YES_NO_LABELS.items()
        )
        sheet = found.get("choices") or Sheet("choices", (), ())
        found["choices"] = replace(
            sheet,
            headers=tuple(dict.fromkeys((*sheet.headers, "list_name", "name", *labels))),
            rows=(*sheet.rows, *added),
        )
        self.titles.setdefault("choices", "choices")

    def _labels_of(self, survey: Sheet) -> dict[str, str]:
        """Return the languages of the labels of a form by header."""
        found = {h: h for h in survey.headers if base_name(h) == "label"}
        codes = {h: language_code(h.partition("::")[2]) if "::" in h else "ru" for h in found}
        return codes or {"label": "ru"}

    def _settings(self, found: dict[str, Sheet]) -> Sheet:
        sheet = found.get("settings") or Sheet("settings", (), ())
        cells = dict(sheet.rows[0].cells) if sheet.rows else {}
        number = sheet.rows[0].number if sheet.rows else 0
        before = dict(cells)
        language = cells.get("default_language", "")
        code = words.LANGUAGE_WORDS.get(words.folded(language), "")
        if code and language not in self.names.values():
            cells["default_language"] = self.names[code]
        elif not language and self.first_language:
            cells["default_language"] = self._default_language(found["survey"])
        if _has_own_columns(found["survey"]) and "bot=" not in cells.get("namespaces", ""):
            cells["namespaces"] = f"{cells.get('namespaces', '')} {words.NAMESPACE}".strip()
        self.titles.setdefault("settings", "settings")
        if cells == before:
            return sheet
        names = tuple(dict.fromkeys((*sheet.headers, *cells)))
        return replace(sheet, headers=names, rows=(Row(number, cells), *sheet.rows[1:]))

    def _default_language(self, survey: Sheet) -> str:
        languages = [h.partition("::")[2] for h in survey.headers if h.startswith("label::")]
        return (languages or [self.first_language])[0]


def _rows(found: Mapping[str, Sheet], name: str) -> tuple[Row, ...]:
    return found[name].rows if name in found else ()


def _own_words(sheet: str) -> Mapping[str, tuple[str, ...]]:
    tables = {"survey": words.SURVEY_WORDS, "choices": words.CHOICES_WORDS}
    return tables.get(sheet, words.SETTINGS_WORDS)


def _has_own_columns(survey: Sheet) -> bool:
    return any(header.startswith("bind::bot:") for header in survey.headers)


def _looks(cell: str) -> str:
    if words.folded(cell) in words.LOOKS:
        return words.LOOKS[words.folded(cell)]
    return ""


def _cells(labels: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    return {header: texts.get(code, texts["ru"]) for header, code in labels.items()}


def _default(row: Row, vocabulary: Vocabulary) -> str:
    """Return a default with the label of an answer, «сегодня» or a date as XLSForm writes it."""
    cell = row.get("default")
    name = vocabulary.named(row.get("name"), cell) if cell else None
    if name:
        return name
    if words.folded(cell) in {"сегодня", "сёння"}:
        return "today()"
    day = lexicon.DAY.fullmatch(cell)
    if day and day[1] and row.get("type") == "date":
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    return ""


def _with(row: Row, changed: Mapping[str, str]) -> Row:
    """Return a row with other texts in some columns; an empty text changes nothing."""
    cells = dict(row.cells)
    for column, text in changed.items():
        if text:
            cells[row.header(column)] = text
    return Row(row.number, {header: text for header, text in cells.items() if text != _REFUSED})


def _ordered(row: Row, headers: Iterable[str]) -> Row:
    """Return a row with its cells in the order of the headers, so that pyxform's XML is stable."""
    known = {header: row.cells[header] for header in headers if header in row.cells}
    return Row(row.number, {**known, **row.cells})


def _with_asking(row: Row) -> Row:
    """Return a row with «переспросить если» as the soft check that must hold instead."""
    cells = dict(row.cells)
    asked = cells.pop(words.PLAIN_HEADERS["ask_if"], "")
    if not asked:
        return row
    check = cells.get(words.PLAIN_HEADERS["check"], "")
    holds = "true()" if asked == _NEVER["ask_if"] else f"not({asked})"
    cells[words.PLAIN_HEADERS["check"]] = f"({check}) and {holds}" if check else holds
    return Row(row.number, cells)


def _vocabulary(survey: tuple[Row, ...], choices: tuple[Row, ...]) -> Vocabulary:
    lists: dict[str, dict[str, str]] = {}
    for row in choices:
        offered = lists.setdefault(row.get("list_name"), {})
        for label in (*row.translated("label"), row.get("name")):
            offered.setdefault(label, row.get("name"))
    kinds: dict[str, str] = {}
    answers: dict[str, Mapping[str, str]] = {}
    by_label: dict[str, str] = {}
    for row in survey:
        name, kind = row.get("name"), row.get("type")
        if not name or kind.startswith("end"):
            continue
        match = _CHOICE.match(kind)
        kinds.setdefault(name, _kind(kind, match))
        if match:
            answers.setdefault(name, lists.get(match[2], {}))
        by_label |= {words.folded(label): name for label in row.translated("label")}
    return Vocabulary(kinds, answers, by_label)


def _kind(kind: str, match: re.Match[str] | None) -> str:
    if match:
        return ONE if "one" in match[1] else MANY
    return TEXT if kind in {"text", "barcode"} else OTHER
