"""One juror's work in a contest: what is dealt, what is left, the own table; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.rules import judging, scoring
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement
from storage.records.people import Staff


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry in a juror's hands: its place among theirs (from 1) and what they said of it."""

    contest: Contest
    entry: Entry
    judgement: Judgement
    place: int = 1
    total: int = 1

    @property
    def has_conflict(self) -> bool:
        """Tell whether the juror is concerned and does not score it."""
        return self.judgement.has_conflict

    @property
    def is_whole(self) -> bool:
        """Tell whether every criterion has points."""
        return judging.is_complete(self.contest, self.judgement)

    @property
    def points(self) -> list[int | None]:
        """Return the points in the order of the criteria; None where there are none."""
        given = self.judgement.points
        return [given.get(one.criterion_id) for one in self.contest.criteria]

    @property
    def is_begun(self) -> bool:
        """Tell whether some criterion has points."""
        return any(one is not None for one in self.points)

    @property
    def sum(self) -> Fraction:
        """Return the weighted points, exactly."""
        pairs = zip(self.contest.criteria, self.points, strict=True)
        return sum(
            (scoring.weight(one) * given for one, given in pairs if given is not None),
            Fraction(0),
        )


def sheets(
    contest: Contest,
    person: Staff,
    entries: Iterable[Entry],
    dealt: Iterable[int],
    said: Mapping[int, Judgement],
) -> list[Sheet]:
    """Return what a juror scores, by nomination, with what they declared a conflict for.

    Never an entry of their own or of their library, whatever is dealt.
    """
    shown = {*dealt, *(key for key, one in said.items() if one.has_conflict)}
    order = {one.nomination_id: place for place, one in enumerate(contest.nominations)}
    found = sorted(
        (
            one
            for one in entries
            if one.entry_id in shown
            and one.state == "admitted"
            and not judging.is_concerned(person, one)
        ),
        key=lambda one: (order.get(one.nomination_id or 0, -1), one.entry_id),
    )
    return [
        Sheet(
            contest,
            one,
            said.get(one.entry_id) or Judgement(entry_id=one.entry_id, staff_id=person.staff_id),
            place,
            len(found),
        )
        for place, one in enumerate(found, 1)
    ]


def left(known: Iterable[Sheet]) -> list[Sheet]:
    """Return what still waits for points."""
    return [one for one in known if not (one.is_whole or one.has_conflict)]


def following(known: list[Sheet], entry_id: int) -> Sheet | None:
    """Return the next one without all its points, behind an entry and then from the start."""
    at = next((n for n, one in enumerate(known) if one.entry.entry_id == entry_id), -1)
    around = [*known[at + 1 :], *known[: max(at, 0)]]
    return next(iter(left(around)), None)


def table(known: Iterable[Sheet]) -> list[Sheet]:
    """Return the own table: the highest sum first, then what is unfinished, conflicts last."""
    return sorted(known, key=_in_table)


def _in_table(sheet: Sheet) -> tuple[bool, bool, Fraction, int]:
    reached = -sheet.sum if sheet.is_whole else Fraction(0)
    return sheet.has_conflict, not sheet.is_whole, reached, sheet.place


def may_score(contest: Contest, today: date) -> bool:
    """Tell whether points may be given and changed: until the end of the last day, or closing."""
    until = contest.judging_until_on
    return judging.is_judging(contest) and (until is None or today <= until)
