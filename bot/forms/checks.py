"""What pyxform does not check, or stops at: every problem of a sheet at once. Pure."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.forms import expressions
from bot.forms.authoring import words
from bot.forms.problems import Problem
from bot.forms.sheets import base_name, plain_name
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.forms.sheets import Book, Row

MAX_QUESTIONS = 600
MAX_DEPTH = 20  # of groups in one another; a thousand would exhaust the stack
BOT_LISTS = frozenset(
    {"libraries", "staff", "contests", "nominations", "media", "recommendations"}
)
"""Lists that live in the bot's database and are served as `<name>.csv`."""

MEDIA = ("image", "audio", "video", "big-image")
NOT_ATTACHED = msgid(
    "The file {file} is not attached: send a .zip with the workbook and its files."
)
_EXPRESSIONS = ("relevant", "constraint", "calculation", "repeat_count", "choice_filter", "check")
_YES_NO = frozenset({"yes", "no", "true", "false", "true()", "false()"})
_NAME = re.compile(r"[^\W\d][\w.-]*")
_CHOICE = re.compile(r"(select_one|select_multiple|select one|select multiple|rank)\s+(\S.*)")
_FROM_FILE = re.compile(r"select[_ ](?:one|multiple)[_ ]from[_ ]file\s+(\S+)")
_BLOCK = re.compile(r"(begin|end)[_ ](group|repeat|lgroup|looped group|loop)")
_COMPARED = re.compile(r"\$\{\s*([\w.-]+)\s*\}\s*!?=\s*(?:'([^']*)'|\"([^\"]*)\")")
_REVERSED = re.compile(r"(?:'([^']*)'|\"([^\"]*)\")\s*!?=\s*\$\{\s*([\w.-]+)\s*\}")
_SELECTED = re.compile(r"selected\(\s*\$\{\s*([\w.-]+)\s*\}\s*,\s*(?:'([^']*)'|\"([^\"]*)\")")
_PULLED = re.compile(r"pulldata\(\s*['\"]([^'\"]+)['\"]")

_NO_MAP = frozenset({"geotrace", "geoshape", "osm"})
_UNASKED = frozenset(
    {"audit", "background-audio", "background-geopoint", "start-geopoint", "save incomplete"}
)
_EXTERNAL_CHOICES = ("select_one_external", "select one external")
_VENDOR = re.compile(
    r"(?:begin|end)[_ ](?:kobomatrix|score|rank)\b.*|score__row|rank__level|"
    r"select_(?:one|multiple)_from_google.*|kobomatrix|xml-external|literacy.*"
)
_MAPS = frozenset({"map", "maps", "quick-map", "quick map", "placement-map"})
_KNOWN_TYPES = (
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "select_one",
    "select_multiple", "rank", "range", "acknowledge", "geopoint", "image", "audio", "video",
    "file", "barcode", "calculate", "hidden", "today", "start", "end", "username",
    "begin_group", "end_group", "begin_repeat", "end_repeat",
)  # fmt: skip
_OWN_TYPES = (
    *words.TYPES,
    *(each for spelled in words.LIST_TYPES.values() for each in spelled),
)
_HEADERS = frozenset({
    "type", "name", "label", "hint", "guidance_hint", "default", "required", "required_message",
    "relevant", "constraint", "constraint_message", "calculation", "appearance", "parameters",
    "choice_filter", "repeat_count", "read_only", "trigger", "image", "audio", "video", "note",
    "big-image", "media", "bind", "body", "instance", "control", "save_to", "notes", "disabled",
    "requiredmsg", "noapperrorstring", "no_app_error_string", "autoplay", "rows", "intent",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """An internal list: names, and the name that each label stands for."""

    names: frozenset[str]
    by_label: dict[str, str]
    columns: frozenset[str]


@dataclass(slots=True)
class Survey:
    """What the checks of a row need to know of the whole form."""

    book: Book
    attached: frozenset[str]
    files: frozenset[str] = frozenset()
    names: dict[str, int] = field(default_factory=dict)
    lists: dict[str, Choices] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    other_of: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add(self, row: Row, column: str, text: str, /, **values: Any) -> None:
        """Note a problem of a row of the survey sheet."""
        self.problems.append(Problem("survey", row.number, row.header(column), text, values))

    def warn(self, row: Row, column: str, text: str, /, **values: Any) -> None:
        """Note what is probably a mistake, but may be meant."""
        where = row.header(column)
        self.problems.append(Problem("survey", row.number, where, text, values, is_warning=True))


def problems(book: Book, attached: Collection[str], files: Collection[str] = ()) -> list[Problem]:
    """Return every problem of a workbook, in the order of its rows.

    `attached` are the lists that come with the file, by name without ending, `files` the names
    of all files beside it.
    """
    if "survey" not in book.sheets:
        text = msgid("There is no sheet “survey” with the questions.")
        return [Problem("survey", 0, "", text)]
    survey = Survey(book, frozenset(attached) | BOT_LISTS, frozenset(files))
    _collect_lists(survey)
    _collect_names(survey)
    _check_settings(survey)
    _check_headers(survey)
    _check_size(survey)
    _check_blocks(survey)
    for row in book.rows("survey"):
        if row.get("type") and not _is_disabled(row):
            _check_row(survey, row)
    _check_cycles(survey)
    return sorted(survey.problems, key=lambda p: (p.sheet != "survey", p.row))


def _is_disabled(row: Row) -> bool:
    return row.get("disabled").lower() in {"yes", "true"}


def _collect_lists(survey: Survey) -> None:
    gathered: dict[str, list[Row]] = {}
    for row in survey.book.rows("choices"):
        gathered.setdefault(row.get("list_name"), []).append(row)
    for name, rows in gathered.items():
        labels = {t: r.get("name") for r in rows for t in r.translated("label")}
        columns = {plain_name(header) for row in rows for header in row.cells}
        names = [row.get("name") for row in rows]
        survey.lists[name] = Choices(frozenset(names), labels, frozenset(columns))
        _check_choices(survey, name, rows)


def _check_choices(survey: Survey, name: str, rows: list[Row]) -> None:
    allows_doubles = any(
        r.get("allow_choice_duplicates").lower() == "yes" for r in survey.book.rows("settings")
    )
    times = Counter(row.get("name") for row in rows)
    for row in rows:
        choice = row.get("name")
        if not choice and name:
            text = msgid("The choice has no name: write a short one in Latin letters.")
            survey.problems.append(Problem("choices", row.number, "name", text))
        elif times[choice] > 1 and not allows_doubles and name:
            text = msgid("The name “{name}” stands twice in the list “{list}”.")
            values = {"name": choice, "list": name}
            survey.problems.append(Problem("choices", row.number, "name", text, values))
        elif name and " " in choice and name in _ticked_lists(survey):
            text = msgid("A name of a choice cannot hold a space here: “{name}”.")
            survey.problems.append(Problem("choices", row.number, "name", text, {"name": choice}))


def _ticked_lists(survey: Survey) -> set[str]:
    found = (_CHOICE.fullmatch(row.get("type")) for row in survey.book.rows("survey"))
    return {m[2].split()[0] for m in found if m and ("multiple" in m[1] or m[1] == "rank")}


def _collect_names(survey: Survey) -> None:
    for row in survey.book.rows("survey"):
        name, kind = row.get("name"), row.get("type")
        if not name or kind.startswith("end") or _is_disabled(row):
            continue
        survey.names.setdefault(name, row.number)
        match = _CHOICE.fullmatch(kind)
        if match:
            words = match[2].split()
            survey.list_of[name] = words[0]
            if "or_other" in kind or kind.endswith("or specify other"):
                survey.other_of.add(name)
                survey.names.setdefault(f"{name}_other", row.number)


def _check_settings(survey: Survey) -> None:
    for row in survey.book.rows("settings"):
        if row.get("public_key"):
            text = msgid("An encrypted form cannot be asked in a chat: remove the key.")
            survey.problems.append(Problem("settings", row.number, "public_key", text))
    for row in survey.book.rows("entities"):
        text = msgid("Entities are not kept by the bot: remove the sheet “entities”.")
        survey.problems.append(Problem("entities", row.number, "", text))


def _check_headers(survey: Survey) -> None:
    for header in survey.book.sheets["survey"].headers:
        name = base_name(header)
        near = difflib.get_close_matches(name, _HEADERS, 1, 0.7)
        if name not in _HEADERS and near:
            text = msgid("The column “{name}” is not read. Did you mean “{near}”?")
            values = {"name": header, "near": near[0]}
            survey.problems.append(Problem("survey", 0, header, text, values, is_warning=True))


def _check_size(survey: Survey) -> None:
    kinds = (row.get("type") for row in survey.book.rows("survey"))
    questions = sum(1 for kind in kinds if kind and not _BLOCK.match(kind))
    if questions > MAX_QUESTIONS:
        text = msgid("There are {count} questions; a chat form has at most {limit}.")
        values = {"count": questions, "limit": MAX_QUESTIONS}
        survey.problems.append(Problem("survey", 0, "", text, values))
    if not questions:
        text = msgid("There is no question in the sheet “survey”.")
        survey.problems.append(Problem("survey", 0, "", text))


def _check_blocks(survey: Survey) -> None:
    opened: list[tuple[Row, str]] = []
    for row in survey.book.rows("survey"):
        match = _BLOCK.fullmatch(row.get("type").lower())
        if match is None or _is_disabled(row):
            continue
        if match[1] == "begin":
            opened.append((row, match[2]))
            if len(opened) == MAX_DEPTH + 1:
                text = msgid("Groups stand in one another more than {limit} deep.")
                survey.add(row, "type", text, limit=MAX_DEPTH)
        elif not opened:
            survey.add(row, "type", msgid("Nothing is open here that could end."))
        elif opened.pop()[1] != match[2]:
            survey.add(row, "type", msgid("This ends another block than the one that is open."))
    for row, kind in opened:
        text = msgid("The block is not closed: “{end}” is missing.")
        survey.add(row, "type", text, end=f"end_{kind}")


def _check_row(survey: Survey, row: Row) -> None:
    if not _is_possible(survey, row):
        return
    _check_name(survey, row)
    _check_source(survey, row)
    _check_yes_no(survey, row, "required")
    _check_yes_no(survey, row, "read_only")
    for column in _EXPRESSIONS:
        if row.get(column):
            _check_expression(survey, row, column, row.get(column))
    for column in ("label", "hint", "constraint_message", "required_message"):
        _check_mentions(survey, row, column)
    for column in MEDIA:
        for file in dict.fromkeys(row.translated(column)):
            if file not in survey.files:
                survey.add(row, column, NOT_ATTACHED, file=file)
    if "${" in row.get("default"):
        _check_expression(survey, row, "default", row.get("default"))


def _is_possible(survey: Survey, row: Row) -> bool:
    """Refuse what a chat cannot ask; tell whether the row is worth checking on."""
    kind = row.get("type").strip()
    reason = _impossible(kind.lower(), row)
    if reason:
        column = "appearance" if reason in _BY_APPEARANCE and row.get("appearance") else "type"
        survey.add(row, column, reason, type=row.get(column))
        return False
    if _is_known(kind):
        return True
    near = difflib.get_close_matches(kind.split()[0], _KNOWN_TYPES, 1)
    near = near or difflib.get_close_matches(words.folded(kind), _OWN_TYPES, 1, 0.7)
    if near:
        text = msgid("There is no type “{type}”. Did you mean “{near}”?")
        survey.add(row, "type", text, type=kind, near=near[0])
    else:
        survey.add(row, "type", msgid("There is no type “{type}”."), type=kind)
    return False


_APP = msgid("Another app cannot be started from a chat: “{type}”.")
_MAP = msgid("A choice on a map is not possible in a chat: “{type}”.")
_SEARCH = msgid("Use select_one_from_file instead of “{type}”.")
_BY_APPEARANCE = frozenset({_APP, _MAP, _SEARCH})


def _impossible(kind: str, row: Row) -> str:
    if kind in _NO_MAP:
        return msgid("A chat cannot draw on a map: “{type}”. A place is asked with geopoint.")
    if kind in _UNASKED:
        return msgid("A chat records nothing unasked: remove “{type}”.")
    if kind.startswith(_EXTERNAL_CHOICES):
        return msgid("“{type}” is not possible in a chat. Use choices or select_one_from_file.")
    if _VENDOR.fullmatch(kind):
        return msgid("“{type}” is known to one vendor only. Use the standard types, please.")
    return _impossible_look(row)


def _impossible_look(row: Row) -> str:
    appearance = row.get("appearance")
    if appearance.startswith("ex:") or row.get("body::intent") or "app=" in row.get("parameters"):
        return _APP
    if "search(" in appearance:
        return _SEARCH
    return _MAP if _MAPS & set(appearance.split()) else ""


def _is_known(kind: str) -> bool:
    from pyxform.question_type_dictionary import (  # noqa: PLC0415 - only where forms are converted
        QUESTION_TYPE_DICT,
    )

    plain = kind.replace(" or specify other", "").replace(" or_other", "")
    return bool(
        kind in QUESTION_TYPE_DICT
        or kind.replace("_", " ") in QUESTION_TYPE_DICT
        or _CHOICE.fullmatch(plain)
        or _FROM_FILE.fullmatch(plain)
        or _BLOCK.fullmatch(kind.lower())
        or kind == "csv-external"
    )


def _check_name(survey: Survey, row: Row) -> None:
    name, kind = row.get("name"), row.get("type").lower()
    if kind.startswith("end"):
        return
    if not name:
        survey.add(row, "name", msgid("The question has no name: write a short one."))
    elif not _NAME.fullmatch(name):
        text = msgid("The name “{name}” may hold letters, digits, “_” and begin with a letter.")
        survey.add(row, "name", text, name=name)


def _check_source(survey: Survey, row: Row) -> None:
    kind = row.get("type")
    file = _FROM_FILE.match(kind)
    if file:
        _check_attached(survey, row, "type", file[1])
    elif kind == "csv-external":
        _check_attached(survey, row, "type", f"{row.get('name')}.csv")
    match = _CHOICE.fullmatch(kind)
    if match is None:
        return
    name = match[2].split()[0]
    if not name.startswith("${") and name not in survey.lists:
        near = difflib.get_close_matches(name, list(survey.lists), 1)
        text = msgid("There is no list “{name}” in the sheet “choices”.")
        if near:
            text = msgid("There is no list “{name}” in “choices”. Did you mean “{near}”?")
            survey.add(row, "type", text, name=name, near=near[0])
        else:
            survey.add(row, "type", text, name=name)


def _check_attached(survey: Survey, row: Row, column: str, file: str) -> None:
    stem = file.rpartition(".")[0] or file
    if stem not in survey.attached:
        survey.add(row, column, msgid("The file {file} is not attached."), file=file)


def _check_yes_no(survey: Survey, row: Row, column: str) -> None:
    cell = row.get(column)
    if not cell or cell.lower().replace(" ", "") in _YES_NO:
        return
    if "${" in cell or "(" in cell or "=" in cell:
        _check_expression(survey, row, column, cell)
        return
    text = msgid("Write “yes” or “no” or a condition, not “{found}”.")
    survey.add(row, column, text, found=cell)


def _check_expression(survey: Survey, row: Row, column: str, source: str) -> None:
    is_filter = column == "choice_filter"
    found = expressions.findings(source, survey.names.keys(), columns=is_filter)
    for text, values in found:
        note = survey.warn if text == expressions.NEITHER else survey.add
        note(row, column, text, **values)
    _check_compared(survey, row, column, source)
    for match in _PULLED.finditer(source):
        _check_attached(survey, row, column, f"{match[1].removesuffix('.csv')}.csv")
    if column == "relevant" and row.get("name") in expressions.referred(source):
        text = msgid("The condition of “{name}” depends on “{name}” itself.")
        survey.add(row, column, text, name=row.get("name"))


def _check_compared(survey: Survey, row: Row, column: str, source: str) -> None:
    """Find a choice's label, or a name that its list lacks, where a name should stand."""
    pairs = [(m[1], m[2] or m[3] or "") for m in _COMPARED.finditer(source)]
    pairs += [(m[3], m[1] or m[2] or "") for m in _REVERSED.finditer(source)]
    pairs += [(m[1], m[2] or m[3] or "") for m in _SELECTED.finditer(source)]
    for name, literal in dict.fromkeys(pairs):
        choices = survey.lists.get(survey.list_of.get(name, ""))
        if choices is None or not literal or literal in choices.names:
            continue
        meant = choices.by_label.get(literal)
        if meant:
            text = msgid("“{label}” is a label. Compare with the choice's name: '{name}'.")
            survey.add(row, column, text, label=literal, name=meant)
        elif not (literal == "other" and name in survey.other_of):
            text = msgid("The list of “{question}” has no choice “{name}”.")
            survey.warn(row, column, text, question=name, name=literal)


def _check_mentions(survey: Survey, row: Row, column: str) -> None:
    for text in row.translated(column):
        for finding, values in expressions.unknown_names(text, survey.names.keys()):
            survey.add(row, column, finding, **values)


def _check_cycles(survey: Survey) -> None:
    rows = {row.get("name"): row for row in survey.book.rows("survey") if row.get("calculation")}
    needs = {
        name: [n for n in expressions.referred(row.get("calculation")) if n in rows]
        for name, row in rows.items()
        if not row.get("trigger") and not row.get("calculation").strip().startswith("once(")
    }
    reported: set[str] = set()
    for name in needs:
        cycle = _cycle(name, needs)
        if cycle and not reported & set(cycle):
            reported |= set(cycle)
            text = msgid("The calculation goes in a circle: {names}.")
            survey.add(rows[name], "calculation", text, names=" → ".join([*cycle, name]))


def _cycle(start: str, needs: dict[str, list[str]]) -> list[str]:
    """Return the names on a way from `start` back to it, none if there is no such way."""
    waiting = [[start]]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for name in needs.get(way[-1], ()):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                waiting.append([*way, name])
    return []


def sources(book: Book) -> Iterator[str]:
    """Yield the files of choices that a form asks for, by name."""
    for row in book.rows("survey"):
        match = _FROM_FILE.match(row.get("type"))
        if match:
            yield match[1]
        elif row.get("type") == "csv-external":
            yield f"{row.get('name')}.csv"
        for text in row.cells.values():
            for pulled in _PULLED.finditer(text):
                yield f"{pulled[1].removesuffix('.csv')}.csv"
