"""What passes pyxform and the grammar in silence and is still an author's mistake. Pure."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.forms import expressions
from bot.forms.authoring import words
from bot.forms.problems import Problem
from bot.forms.sheets import FILE_SHEETS, base_name
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.forms.sheets import Book, Row

EXCEL_FAULT = re.compile(r"#[A-ZА-Я/0]+[!?]?")
NOT_COMPUTED = msgid("Excel could not compute the cell: {found}. Begin its text with '.")
_MIXED = re.compile(r"(?=[^\W\d_]*[a-zA-Z])(?=[^\W\d_]*[а-яА-ЯёЁіІўЎ])[^\W\d_]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: [\d:]+)?")
_CHOICE = re.compile(r"(select_one|select one|select_multiple|select multiple|rank)\s+(\S+)")
_BEGIN = re.compile(r"begin[_ ](?:group|repeat)", re.IGNORECASE)
_END = re.compile(r"end[_ ](?:group|repeat)", re.IGNORECASE)
_THIS = re.compile(r"(?<![\w.)\]/])\.(?![\w./])")
_ALONE = re.compile(
    r"(?:^|\band\s|\bor\s|\bnot\(|(?<![\w-])\()\s*\$\{\s*([\w.-]+)\s*\}\s*(?=$|and\b|or\b|\))"
)
_EQUAL = re.compile(r"\$\{\s*([\w.-]+)\s*\}\s*!?=\s*(?:'([^']+)'|\"([^\"]+)\")")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TRUTHS = ("relevant", "constraint", "required", "check")
_SILENT = frozenset({
    "calculate", "hidden", "start", "end", "today", "username", "email", "deviceid",
    "phonenumber", "subscriberid", "simserial", "audit", "csv-external", "xml-external",
    "begin_group", "end_group", "begin_repeat", "end_repeat", "begin group", "end group",
    "begin repeat", "end repeat", "start-geopoint", "background-audio", "background-geopoint",
})  # fmt: skip
_SHOWN = ("label", "hint", "image", "audio", "video", "media", "big-image", "guidance_hint")
_CYRILLIC = re.compile(r"[а-яёіў]", re.IGNORECASE)
_MESSAGES = (
    ("constraint_message", "constraint"),
    ("required_message", "required"),
    ("check_message", "check"),
)


@dataclass(slots=True)
class _Lint:
    book: Book
    found: list[Problem] = field(default_factory=list)

    def add(self, sheet: str, row: Row, column: str, text: str, /, **values: Any) -> None:
        self.found.append(Problem(sheet, row.number, row.header(column), text, values))

    def warn(self, sheet: str, row: Row, column: str, text: str, /, **values: Any) -> None:
        where = row.header(column)
        self.found.append(Problem(sheet, row.number, where, text, values, is_warning=True))


def problems(book: Book) -> list[Problem]:
    """Return the faults and warnings of a plain book, those of the survey first."""
    lint = _Lint(book)
    _check_sheets(lint)
    for name in ("survey", "choices", "settings"):
        for row in book.rows(name):
            _check_cells(lint, name, row)
    survey = [row for row in book.rows("survey") if row.get("disabled").lower() != "yes"]
    _check_names(lint, survey)
    for row in survey:
        _check_row(lint, row)
    _check_order(lint, survey)
    _check_compared(lint, survey)
    _check_choices(lint, survey)
    _check_languages(lint)
    _check_settings(lint)
    return lint.found


def _check_sheets(lint: _Lint) -> None:
    for sheet in lint.book.sheets.values():
        if sheet.name not in FILE_SHEETS:
            text = msgid("This sheet is not read.")
            lint.found.append(Problem(sheet.title, 0, "", text, is_warning=True))
            continue
        for number, column, found in sheet.stray:
            text = msgid("“{found}” stands under no header and is not read.")
            values = {"found": found[:40]}
            lint.found.append(Problem(sheet.name, number, column, text, values, is_warning=True))
        for header in sheet.headers if sheet.name == "survey" else ():
            _check_header(lint, header)


def _check_header(lint: _Lint, header: str) -> None:
    """Warn of a column in the authors' language that is none of ours."""
    if not _CYRILLIC.search(header.partition("::")[0]):
        return
    near = difflib.get_close_matches(words.folded(header), words.HEADERS["survey"], 1, 0.7)
    text, values = msgid("The column “{name}” is not read."), {"name": header}
    if near:
        text = msgid("The column “{name}” is not read. Did you mean “{near}”?")
        values["near"] = near[0]
    lint.found.append(Problem("survey", 0, header, text, values, is_warning=True))


def _check_cells(lint: _Lint, sheet: str, row: Row) -> None:
    for header, text in row.cells.items():
        if EXCEL_FAULT.fullmatch(text):
            values = {"found": text}
            lint.found.append(Problem(sheet, row.number, header, NOT_COMPUTED, values))
    for column in ("name", "list_name"):
        mixed = _MIXED.search(row.get(column))
        if mixed:
            said = msgid("Latin and Cyrillic letters are mixed in “{name}”: retype it.")
            lint.add(sheet, row, column, said, name=mixed[0])


def _check_names(lint: _Lint, survey: list[Row]) -> None:
    """Find the second question of a name in one group, and what stands without a type."""
    taken: list[set[str]] = [set()]
    for row in survey:
        kind, name = row.get("type"), row.get("name")
        if not kind and (name or any(row.translated("label"))):
            lint.add("survey", row, "type", msgid("The question has no type."))
        if _END.match(kind):
            if len(taken) > 1:
                taken.pop()
            continue
        if name and kind and name in taken[-1]:
            text = msgid("The name “{name}” stands twice: every question needs its own.")
            lint.add("survey", row, "name", text, name=name)
        taken[-1].add(name)
        if _BEGIN.match(kind):
            taken.append(set())


def _check_row(lint: _Lint, row: Row) -> None:
    kind = row.get("type")
    if not kind:
        return
    is_shown = any(any(row.translated(column)) for column in _SHOWN)
    if kind not in _SILENT and not is_shown and not row.get("calculation"):
        text = msgid("The question “{name}” has no text.")
        lint.add("survey", row, "label", text, name=row.get("name"))
    if kind == "calculate" and not row.get("calculation") and not row.get("trigger"):
        lint.add("survey", row, "calculation", msgid("The calculation is missing."))
    if kind == "note" and row.get("required").lower() in {"yes", "true", "true()"}:
        lint.warn("survey", row, "required", msgid("A note asks nothing: nobody can answer it."))
    _check_default(lint, row, kind)
    _check_answer_used(lint, row)
    for message, rule in _MESSAGES:
        if _has(row, message) and not row.get(rule):
            lint.warn("survey", row, message, msgid("There is a message, but nothing to check."))


def _has(row: Row, column: str) -> bool:
    own = words.PLAIN_HEADERS.get(column, "\0")
    return any(row.translated(column)) or any(header.startswith(own) for header in row.cells)


def _check_default(lint: _Lint, row: Row, kind: str) -> None:
    default = row.get("default")
    if not default or "(" in default or "$" in default:
        return
    if kind in {"integer", "decimal"} and not _NUMBER.fullmatch(default):
        text = msgid("The answer given beforehand must be a number, not “{found}”.")
        lint.add("survey", row, "default", text, found=default)
    if kind == "date" and not _DATE.fullmatch(default):
        text = msgid("Write a date like this: {example}; not “{found}”.")
        lint.add("survey", row, "default", text, example="01.09.2026", found=default)
    match = _CHOICE.match(kind)
    names = _names_of(lint, match[2]) if match else []
    unknown = [name for name in default.split() if name not in names]
    if names and unknown:
        text = msgid("The list has no answer “{found}”.")
        lint.add("survey", row, "default", text, found=default)


def _names_of(lint: _Lint, name: str) -> list[str]:
    return [row.get("name") for row in lint.book.rows("choices") if row.get("list_name") == name]


def _check_answer_used(lint: _Lint, row: Row) -> None:
    """See that a check looks at the answer, and that a condition of showing does not."""
    relevant, constraint = row.get("relevant"), row.get("constraint")
    if relevant and _THIS.search(expressions.masked(relevant)):
        text = msgid("“.” is the answer to this very question; name the question that decides.")
        lint.add("survey", row, "relevant", text)
    if not constraint or _THIS.search(expressions.masked(constraint)):
        return
    if row.get("name") not in expressions.referred(constraint):
        text = msgid("The check does not look at the answer itself, which is written “.”.")
        lint.warn("survey", row, "constraint", text)


def _check_order(lint: _Lint, survey: list[Row]) -> None:
    """Warn of a condition that waits for a question further down."""
    places = {row.get("name"): row.number for row in reversed(survey) if row.get("type")}
    asked = {row.get("name") for row in survey if row.get("type") not in _SILENT}
    for row in survey:
        for name in dict.fromkeys(expressions.referred(row.get("relevant"))):
            if name in asked and places.get(name, 0) > row.number:
                text = msgid(
                    "“{name}” is asked later (row {row}), so this stays hidden till then."
                )
                lint.warn("survey", row, "relevant", text, name=name, row=places[name])


def _check_compared(lint: _Lint, survey: list[Row]) -> None:
    """Warn of comparing that is grammatical and cannot be meant."""
    kinds = {row.get("name"): row.get("type") for row in survey}
    for row in survey:
        for column in _TRUTHS:
            source = row.get(column)
            for name in dict.fromkeys(_ALONE.findall(source)):
                if _CHOICE.match(kinds.get(name, "")):
                    text = msgid("“{name}” alone means any answer; say which one you mean.")
                    lint.warn("survey", row, column, text, name=name)
            for match in _EQUAL.finditer(source):
                _check_pair(lint, row, column, kinds.get(match[1], ""), match)


def _check_pair(lint: _Lint, row: Row, column: str, kind: str, match: re.Match[str]) -> None:
    name, literal = match[1], match[2] or match[3]
    if kind in {"integer", "decimal", "range"} and not _NUMBER.fullmatch(literal):
        text = msgid("“{name}” is a number and never equals “{text}”.")
        lint.warn("survey", row, column, text, name=name, text=literal)
    if kind.startswith(("select_multiple", "select multiple")):
        text = msgid("“{name}” may have several answers: write “{right}” instead of “{wrong}”.")
        right = f"selected(${{{name}}}, '{literal}')"
        lint.warn("survey", row, column, text, name=name, right=right, wrong=match[0])


def _check_choices(lint: _Lint, survey: list[Row]) -> None:
    used = {match[2] for row in survey if (match := _CHOICE.match(row.get("type")))}
    seen: Counter[tuple[str, str]] = Counter()
    unused: set[str] = set()
    for row in lint.book.rows("choices"):
        name = row.get("list_name")
        if not name:
            lint.add("choices", row, "list_name", msgid("The choice belongs to no list."))
            continue
        if name not in used and name not in unused:
            unused.add(name)
            _warn_of_unused(lint, row, name, used)
        if not any(row.translated("label")) and not any(row.translated("image")):
            lint.add("choices", row, "label", msgid("The choice has no text."))
        for label in dict.fromkeys(row.translated("label")):
            seen[name, label] += 1
            if seen[name, label] > 1:
                text = msgid("Two answers of one list read “{label}”.")
                lint.warn("choices", row, "label", text, label=label)
        if _DATE.fullmatch(row.get("name")):
            text = msgid("Excel may have made a date of this: “{name}”. Set the format to text.")
            lint.warn("choices", row, "name", text, name=row.get("name"))


def _warn_of_unused(lint: _Lint, row: Row, name: str, used: set[str]) -> None:
    survey = " ".join(text for r in lint.book.rows("survey") for text in r.cells.values())
    if used and name not in survey:
        text = msgid("No question uses the list “{list}”.")
        lint.warn("choices", row, "list_name", text, list=name)


def _check_languages(lint: _Lint) -> None:
    """Warn of a text that one language has and another lacks."""
    for sheet in ("survey", "choices"):
        headers = lint.book.sheets[sheet].headers if sheet in lint.book.sheets else ()
        for base in ("label", "hint", "constraint_message"):
            columns = [h for h in headers if base_name(h) == base and "::" in h]
            for row in lint.book.rows(sheet):
                lacking = [header for header in columns if not row.cells.get(header)]
                if lacking and len(lacking) < len(columns):
                    _warn_of_languages(lint, sheet, row, lacking)


def _warn_of_languages(lint: _Lint, sheet: str, row: Row, lacking: list[str]) -> None:
    for header in lacking:
        text = msgid("There is no text in this language: {language}.")
        values = {"language": header.partition("::")[2]}
        lint.found.append(Problem(sheet, row.number, header, text, values, is_warning=True))


def _check_settings(lint: _Lint) -> None:
    rows = lint.book.rows("settings")
    for row in rows[1:]:
        lint.warn("settings", row, "form_id", msgid("Only the first row of settings is read."))
    languages = list(dict.fromkeys(_languages(lint.book)))
    for row in rows[:1]:
        wanted = row.get("default_language")
        if wanted and languages and wanted not in languages:
            text = msgid("No question has a text in “{language}”. There are: {languages}.")
            values = {"language": wanted, "languages": ", ".join(languages)}
            lint.warn("settings", row, "default_language", text, **values)


def _languages(book: Book) -> Iterator[str]:
    for header in book.sheets["survey"].headers if "survey" in book.sheets else ():
        if base_name(header) == "label" and "::" in header:
            yield header.partition("::")[2].strip()
