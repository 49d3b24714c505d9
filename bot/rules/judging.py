"""Who scores what in a contest, and until when; pure.

Source: domain.md, section 4 («scores blind to other jurors, no scoring own library»).
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from bot.rules.contests import corrected_until
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement
from storage.records.people import Staff


def is_concerned(person: Staff, entry: Entry) -> bool:
    """Tell whether an entry is a person's own or of their library: then they never score it."""
    is_author = person.staff_id in {entry.staff_id, *entry.coauthors}
    return is_author or entry.library_id in person.library_ids


def is_judging(contest: Contest) -> bool:
    """Tell whether jurors may give and change points."""
    return contest.handed_at is not None and contest.judged_at is None


Obstacle = Literal["open", "over", "jury", "criteria", "entries"]


def until(contest: Contest) -> date:
    """Return the last day on which jurors give points, to its end."""
    return corrected_until(contest)


def obstacles(contest: Contest, entries: Iterable[Entry], today: date) -> tuple[Obstacle, ...]:
    """Return why a contest cannot be handed to its jury today; empty: it can."""
    found: dict[Obstacle, bool] = {
        "open": today <= contest.closes_on,
        "over": until(contest) < today,
        "jury": not any(one.scores for one in contest.jurors),
        "criteria": not contest.criteria,
        "entries": not any(one.state == "admitted" for one in entries),
    }
    return tuple(name for name, stands in found.items() if stands)


def gives_points(contest: Contest, staff_id: int) -> bool:
    """Tell whether a person scores in a contest: then others' points are closed to them."""
    juror = contest.juror(staff_id)
    return juror is not None and juror.scores


def is_complete(contest: Contest, judgement: Judgement) -> bool:
    """Tell whether a juror's points count: for every criterion, and without a conflict."""
    given = {one.criterion_id for one in contest.criteria} <= set(judgement.points)
    return given and not judgement.has_conflict


def counted(contest: Contest, judgements: list[Judgement]) -> list[Judgement]:
    """Return the complete judgements of those who are in the jury and score."""
    scoring = {one.staff_id for one in contest.jurors if one.scores}
    return [one for one in judgements if one.staff_id in scoring and is_complete(contest, one)]
