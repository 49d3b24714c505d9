"""Review of questionnaires: the moves of a sheet's state, what makes it be looked at; pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final, Literal, get_args
from zlib import crc32

from bot.errors import BadAnswerError
from bot.forms import compared
from bot.forms.compared import Field
from bot.forms.model import Form
from bot.msgid import msgid
from bot.rules import privacy
from storage.records.contests import EntryRemark
from storage.records.monitoring import Acceptance, CampaignUnit, Remark

Move = Literal["send", "accept", "undo", "return", "settle"]
Flag = Literal["disputed", "doubt", "changed", "clarified", "unconfirmed", "correcting"]
FLAGS: Final = get_args(Flag)  # what is worse stands first

REMARK_LEAST: Final = 10  # characters: «проверьте» alone does not say what
LINE: Final = 500  # characters of a remark or an explanation
UNDO: Final = timedelta(hours=1)
ALLOWED: Final[Mapping[str, frozenset[Move]]] = {
    "waiting": frozenset({"send"}),
    "sent": frozenset({"send", "accept", "return"}),
    "returned": frozenset({"send", "return", "settle"}),
    "accepted": frozenset({"send", "undo", "return"}),
}


def after(state: str, move: Move, open_remarks: int = 0) -> str | None:
    """Return a sheet's state after a move; None where the state does not allow it.

    `open_remarks` are those that wait for the library after the move. `send` puts a version of
    answers in force, `settle` takes an explanation or withdraws remarks.
    """
    if move not in ALLOWED[state]:
        return None
    if move == "accept":
        return "accepted"
    if move == "return":
        return "returned"
    return "returned" if open_remarks else "sent"


# -------------------------------------------------------------------- flags


def flags(
    unit: CampaignUnit,
    explained: Collection[str],
    remarks: Iterable[Remark] = (),
    *,
    on_behalf: str | None = None,
    is_correcting: bool = False,
) -> tuple[Flag, ...]:
    """Return why a sent sheet is to be looked at before it is accepted; empty: nothing is odd.

    `explained` are the questions whose soft check spoke; `on_behalf` what the librarian has said
    of answers entered for them (waiting, confirmed, disputed); `is_correcting`: somebody is
    changing the answers at this moment.
    """
    is_changed = unit.accepted_submission not in {None, unit.submission_id}
    is_clarified = any(one.state in {"corrected", "explained"} for one in remarks)
    found: dict[Flag, bool] = {
        "disputed": on_behalf == "disputed",
        "doubt": bool(explained),
        "changed": is_changed,
        "clarified": is_clarified,
        "unconfirmed": on_behalf == "waiting",
        "correcting": is_correcting,
    }
    return tuple(flag for flag, is_set in found.items() if is_set)


def can_undo(one: Acceptance, made_at: datetime, now: datetime) -> bool:
    """Tell whether an acceptance can still be taken back: for an hour."""
    return one.undone_at is None and now - made_at <= UNDO


def mark(units: Iterable[CampaignUnit]) -> str:
    """Return a short mark of which sheets, in which versions, a button was offered for."""
    seen = ",".join(f"{one.unit_id}:{one.submission_id}" for one in units)
    return f"{crc32(seen.encode()):08x}"


def is_whole(units: Iterable[CampaignUnit], closed: Collection[int] = ()) -> bool:
    """Tell whether a campaign has nothing left to wait for: all its sheets are accepted.

    A library that has closed (one of `closed`) and has sent nothing is not waited for.
    """
    known = list(units)
    return any(one.state == "accepted" for one in known) and all(
        one.state == "accepted" or (one.state == "waiting" and one.library_id in closed)
        for one in known
    )


# -------------------------------------------------------------------- a sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a sheet under the number that people know it by, with what goes with it."""

    number: int
    field: Field
    aside: tuple[Field, ...] = ()  # its explanation, its note

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths of the question and of what goes with it."""
        return (self.field.path, *(one.path for one in self.aside))


@lru_cache(maxsize=32)
def asked(form: Form) -> tuple[Asked, ...]:
    """Return the questions of a form with their numbers, explanations with their question."""
    fields = list(compared.fields(form).values())
    main = [one for one in fields if not one.explains]
    return tuple(
        Asked(number, one, tuple(aside for aside in fields if aside.explains == one.name))
        for number, one in enumerate(main, 1)
    )


def numbered(form: Form, number: int) -> Asked | None:
    """Return the question with a number."""
    return next((one for one in asked(form) if one.number == number), None)


def of_path(form: Form, path: str) -> Asked | None:
    """Return the question at a path, also by its explanation; None where the form has none."""
    return next((one for one in asked(form) if path in one.paths), None)


def values(answers: Mapping[str, Any], path: str) -> list[Any]:
    """Return the answers to a question: one, or one for each time that it was repeated."""
    return list(_values(answers, path.split("/")))


def _values(found: Any, names: list[str]) -> Iterator[Any]:
    if isinstance(found, list) and names:
        for one in found:
            yield from _values(one, names)
    elif not names:
        if found not in (None, "", []):
            yield found
    elif isinstance(found, dict):
        yield from _values(found.get(names[0]), names[1:])


def settled_by(
    form: Form,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    remarks: Iterable[Remark | EntryRemark],
) -> dict[int, Any]:
    """Return the remarks that a new version answers, each with what its question says now.

    A remark is answered where its question, its explanation or its note says something else.
    """
    found = {}
    for remark in remarks:
        one = of_path(form, remark.question)
        if one is None:
            continue
        if any(values(old, path) != values(new, path) for path in one.paths):
            found[remark.remark_id] = answer(new, one.field.path)
    return found


def answer(answers: Mapping[str, Any], path: str) -> Any:
    """Return what a sheet says at a path as a remark keeps it; None where it says nothing."""
    found = values(answers, path)
    return found[0] if len(found) == 1 else found or None


def listed(kept: Any) -> list[Any]:
    """Return what a remark keeps as the answers that `values` gives."""
    return kept if isinstance(kept, list) and len(kept) != 1 else [] if kept is None else [kept]


# -------------------------------------------------------------------- what is typed


LONG: Final = msgid("The remark is too long: {length} characters, at most {limit} fit.")
NUMBER: Final = msgid(
    "Here is a number that looks like a telephone, a document or an address: {number}. What "
    "belongs to residents is not kept: write it anew without that, please."
)


def one_line(text: str) -> str:
    """Return a typed line; refuse a long one, and what looks like a resident's number."""
    line = " ".join(text.split())
    if len(line) > LINE:
        raise BadAnswerError(LONG, length=len(line), limit=LINE)
    if found := privacy.findings(line):
        raise BadAnswerError(NUMBER, number=", ".join(one.text for one in found))
    return line
