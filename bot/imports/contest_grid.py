"""A contest's workbook: the form's own questions by their labels, and its parts a row each; pure.

Sheets: «Конкурс», «Номинации», «Критерии», «Жюри», «Награды». Every fault is named with its
sheet and row; a file with one is taken by nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from bot.errors import BadAnswerError, UserError
from bot.forms import builtin, engine
from bot.forms.draft import Draft
from bot.forms.env import Env
from bot.forms.model import Question
from bot.imports.columns import SPACES
from bot.msgid import msgid
from bot.rules import contest_making as rules
from storage.records.contests import AwardFields, CriterionFields, Juror
from storage.records.people import Staff

FORM: Final = "contest"
MAIN, NOMINATIONS, CRITERIA, JURY, AWARDS = "main", "nominations", "criteria", "jury", "awards"
SHEETS: Final[Mapping[str, tuple[str, str]]] = {  # in Russian, in Belarusian
    MAIN: ("Конкурс", "Конкурс"),
    NOMINATIONS: ("Номинации", "Намінацыі"),
    CRITERIA: ("Критерии", "Крытэрыі"),
    JURY: ("Жюри", "Журы"),
    AWARDS: ("Награды", "Узнагароды"),
}
DUTIES: Final[Mapping[str, str]] = {
    "": "juror",
    "член жюри": "juror",
    "член журы": "juror",
    "председатель": "chairman",
    "старшыня": "chairman",
    "секретарь": "secretary",
    "сакратар": "secretary",
}
COMMENT: Final = "#"  # a row that begins with it is an example
Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, in words still to be translated."""

    sheet: str
    row: int
    text: Any
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """What a workbook says, and what is wrong in it."""

    answers: dict[str, Any] = field(default_factory=dict)  # as a submission of the form
    nominations: list[tuple[str, str | None]] = field(default_factory=list)
    criteria: list[CriterionFields] = field(default_factory=list)
    jurors: list[Juror] = field(default_factory=list)
    awards: list[AwardFields] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return what it says as JSON holds it."""
        return {
            "answers": self.answers,
            "nominations": self.nominations,
            "criteria": [asdict(one) for one in self.criteria],
            "jurors": [asdict(one) for one in self.jurors],
            "awards": [asdict(one) for one in self.awards],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Found":
        """Return what `as_json` wrote."""
        return cls(
            dict(kept["answers"]),
            [(ru, be) for ru, be in kept["nominations"]],
            [CriterionFields(**one) for one in kept["criteria"]],
            [Juror(**one) for one in kept["jurors"]],
            [AwardFields(**one) for one in kept["awards"]],
        )


def labels() -> dict[str, dict[str, str]]:
    """Return the labels of the form's questions by their paths and languages."""
    found: dict[str, dict[str, str]] = {}
    for node in builtin.load(FORM).walk():
        if isinstance(node, Question):
            found[node.path] = {one: _plain(node.label.parts(one)) for one in ("ru", "be")}
    return found


def _plain(parts: Iterable[Any]) -> str:
    return "".join(part for part in parts if isinstance(part, str))


def read(pages: Iterable[tuple[str, Rows]], env: Env, people: Iterable[Staff]) -> Found:
    """Read the sheets of a workbook; raise UserError where none of them is known."""
    found, sheets = Found(), {}
    for title, rows in pages:
        name = next((key for key, known in SHEETS.items() if _is(title, known)), None)
        if name is not None:
            sheets[name] = (title.strip(), _kept(rows))
    if MAIN not in sheets:
        raise UserError(
            msgid("There is no sheet «{sheet}». Ask for the example and fill that in."),
            sheet=SHEETS[MAIN][0],
        )
    _read_main(found, *sheets[MAIN], env)
    staff = [one for one in people if one.is_active]
    takers: dict[str, Callable[[list[str]], None]] = {
        NOMINATIONS: lambda cells: found.nominations.append(rules.names(cells[0], cells[1])),
        CRITERIA: lambda cells: found.criteria.append(rules.criterion(*cells[:4])),
        JURY: lambda cells: found.jurors.append(_juror(cells, staff, found.jurors)),
        AWARDS: lambda cells: found.awards.append(rules.award(cells[0], cells[1])),
    }
    for name, take in takers.items():
        if name in sheets:
            _each(found, *sheets[name], take)
    return found


def _is(title: str, known: tuple[str, str]) -> bool:
    return title.strip().casefold() in {one.casefold() for one in known}


def _kept(rows: Rows) -> list[tuple[int, list[str]]]:
    """Return the rows that say something, without examples."""
    told = ((number, [SPACES.sub(" ", one).strip() for one in cells]) for number, cells in rows)
    return [
        (number, cells)
        for number, cells in told
        if any(cells) and not cells[0].startswith(COMMENT)
    ]


def _each(
    found: Found,
    title: str,
    rows: list[tuple[int, list[str]]],
    take: Callable[[list[str]], None],
) -> None:
    """Take each row below the headers; name what is wrong and go on."""
    for number, cells in rows[1:]:
        try:
            take([*cells, "", "", "", ""])
        except BadAnswerError as fault:
            found.faults.append(Fault(title, number, fault.text, fault.values))


def _read_main(found: Found, title: str, rows: list[tuple[int, list[str]]], env: Env) -> None:
    form = builtin.load(FORM)
    known = {label.casefold(): path for path, by in labels().items() for label in by.values()}
    typed: dict[str, tuple[int, str]] = {}
    for number, cells in rows:
        path = known.get(cells[0].rstrip(" *:").casefold())
        value = cells[1] if len(cells) > 1 else ""
        if path is None:
            if number > 1:
                text = msgid("The line «{line}» is not known. Write in the example's lines.")
                found.faults.append(Fault(title, number, text, {"line": cells[0]}))
        elif value:
            typed[path] = number, value
        else:
            typed.setdefault(path, (number, ""))
    draft, bad = engine.start(form, env), False
    last = rows[-1][0] if rows else 1
    for path, question in _questions():
        number, value = typed.get(path, (last, ""))
        if not value and question.bind.required is not True:
            continue
        if bad and path in rules.DAYS:
            continue  # it is compared with the day that is wrong
        try:
            draft = _answered(draft, env, path, value)
        except BadAnswerError as fault:
            bad = bad or path in {"opens_on", *rules.DAYS}
            found.faults.append(Fault(title, number, fault.text, fault.values))
    found.answers = engine.submission(form, draft, env)


def _questions() -> Iterator[tuple[str, Question]]:
    for node in builtin.load(FORM).walk():
        if isinstance(node, Question):
            yield node.path, node


def _answered(draft: Draft, env: Env, path: str, value: str) -> Draft:
    if not value:
        line = labels()[path].get(env.language) or labels()[path]["ru"]
        raise BadAnswerError(msgid("«{line}» is empty. Write it in the second column."), line=line)
    return engine.answer(builtin.load(FORM), draft, value, env, path)


def _juror(cells: list[str], staff: list[Staff], known: list[Juror]) -> Juror:
    """Return a person of the staff by name, initials or code, with the duty."""
    name, duty = cells[0].casefold(), DUTIES.get(cells[1].casefold())
    if duty is None:
        raise BadAnswerError(
            msgid("«{duty}» is no duty of a jury. Write: chairman, secretary or member."),
            duty=cells[1],
        )
    fitting = [one for one in staff if name in _called(one)]
    if len(fitting) != 1:
        raise BadAnswerError(
            msgid("«{name}»: there is no such colleague. Write the surname and the name as in "
                  "the list of people.")
            if not fitting
            else msgid("«{name}»: several colleagues are called so. Write the full name."),
            name=cells[0],
        )  # fmt: skip
    [person] = fitting
    if any(one.staff_id == person.staff_id for one in known):
        raise BadAnswerError(msgid("«{name}» is there twice."), name=cells[0])
    if duty != "juror" and any(one.duty == duty for one in known):
        raise BadAnswerError(msgid("A jury has one chairman and one secretary."))
    return Juror(staff_id=person.staff_id, duty=duty)


def _called(person: Staff) -> set[str]:
    forms = {str(person.code or person.staff_id)}
    for language in ("ru", "be"):
        forms |= {
            person.surname(language),
            person.initials(language),
            person.full_name(language),
            " ".join(person.full_name(language).split()[:2]),
        }
    return {one.casefold() for one in forms}
