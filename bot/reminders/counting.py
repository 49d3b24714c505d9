"""Counts what a contest has come to when its judging ends, and asks the chairman about ties.

Called where the judging ends: by a press, by the tick, and again after each casting vote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.catalogs import translator
from bot.clock import stamp
from bot.network import Network
from bot.rules import judging as jury
from bot.rules import scoring
from bot.rules.scoring import Score
from bot.screens import result_casting as screens
from bot.screens.screen import Screen
from storage import entries, judging, results
from storage.database import Reader, Tx
from storage.outbox import BROADCAST, Outgoing
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement
from storage.records.people import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All that the results of a contest follow from."""

    contest: Contest
    entries: Mapping[int, Entry]  # that take part
    judgements: Sequence[Judgement]
    scores: Sequence[Score]
    votes: Mapping[int, int]
    chairman: Staff | None  # None: there is none who works here
    concerned: frozenset[int]  # entries that the chairman is concerned in

    @property
    def castable(self) -> list[tuple[int, ...]]:
        """Return the ties that the chairman decides, also those decided already."""
        if self.contest.tie_rule != "chairman" or self.chairman is None:
            return []
        return [one for one in scoring.ties(self.scores) if not self.concerned & {*one}]

    @property
    def to_cast(self) -> list[tuple[int, ...]]:
        """Return the ties that wait for the chairman."""
        return [one for one in self.castable if not {*one} <= set(self.votes)]

    @property
    def left_shared(self) -> list[tuple[int, ...]]:
        """Return the ties that the chairman must not decide, though the regulation says so."""
        if self.contest.tie_rule != "chairman":
            return []
        return [one for one in scoring.ties(self.scores) if one not in self.castable]


async def read(db: Reader, network: Network, contest: Contest) -> Tally:
    """Return what the jury has said of a contest by now."""
    key = contest.contest_id
    taking = scoring.taking_part(await entries.of_contest(db, key))
    said = await judging.of_contest(db, key)
    chairman = chairman_of(network, contest)
    return Tally(
        contest=contest,
        entries={one.entry_id: one for one in taking},
        judgements=said,
        scores=scoring.scores(contest, taking, said),
        votes=await judging.casting_votes(db, key),
        chairman=chairman,
        concerned=frozenset(_concerned(chairman, taking, said) if chairman else ()),
    )


async def ties_wait(db: Reader, network: Network, contest: Contest) -> bool:
    """Tell whether the chairman has still to decide; asked by each tick, so reads no more."""
    if contest.tie_rule != "chairman":
        return False
    return bool((await read(db, network, contest)).to_cast)


def chairman_of(network: Network, contest: Contest) -> Staff | None:
    """Return the chairman of a contest's jury, where the person still works here."""
    duties = (one.staff_id for one in contest.jurors if one.duty == "chairman")
    people = (network.staff.get(one) for one in duties)
    return next((one for one in people if one is not None and one.is_active), None)


def _concerned(person: Staff, taking: list[Entry], said: list[Judgement]) -> set[int]:
    own = {one.entry_id for one in taking if jury.is_concerned(person, one)}
    declared = (one for one in said if one.has_conflict and one.staff_id == person.staff_id)
    return own | {one.entry_id for one in declared}


async def finish(
    tx: Tx, network: Network, contest: Contest, now: datetime, *, by: int | None
) -> list[Outgoing]:
    """Write the results of a contest whose judging has ended; return what is to be said.

    The caller has taken the contest to the step «judged» and hands the messages to the outbox.
    """
    tally = await read(tx, network, contest)
    await recount(tx, tally, now=stamp(now), by=by)
    if not tally.to_cast or tally.chairman is None:
        return []
    return _asked(network, tally, tally.chairman, now)


async def refresh(tx: Tx, tally: Tally, *, now: str, by: int | None) -> None:
    """Count anew where an entry was withdrawn since the judging ended; published ones stay."""
    contest = tally.contest
    known = {one.entry_id for one in await results.of_contest(tx, contest.contest_id)}
    if contest.published_at is None and known != set(tally.entries):
        await recount(tx, tally, now=now, by=by)


async def recount(tx: Tx, tally: Tally, *, now: str, by: int | None) -> None:
    """Write the results anew; awards that were changed by hand stay."""
    contest = tally.contest
    known = {one.entry_id: one for one in await results.of_contest(tx, contest.contest_id)}
    counted = scoring.results(contest, tally.entries.values(), tally.judgements, tally.votes)
    kept = scoring.keep_awards(contest, known, counted)
    await results.put(tx, contest.contest_id, kept, now=now, by=by)


def _asked(network: Network, tally: Tally, person: Staff, now: datetime) -> list[Outgoing]:
    """Ask the chairman about the ties; who is out of reach sees it in «Мои дела»."""
    if person.user_id is None or not person.is_reachable:
        return []
    screen = screens.asked(translator(person.language), tally.contest, len(tally.to_cast))
    screen = Screen(screen.text, screen.rows, silent=network.institution.is_quiet(now.time()))
    payload = screen.as_json() | {"edit": False}
    return [Outgoing(person.user_id, "show", payload, lane=BROADCAST)]
