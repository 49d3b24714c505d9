"""All that the files of a contest are made of, read at one moment in a child process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import local, parse_stamp
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import signing
from bot.rules.institution import Institution
from storage import contests, entries, institution, judging, libraries, results, staff
from storage.database import Reader
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement, Result
from storage.records.libraries import Library
from storage.records.people import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestBook:
    """A contest with everything that the jury said of it."""

    contest: Contest
    entries: list[Entry]
    judgements: list[Judgement]
    dealt: list[tuple[int, int]]  # entry, juror
    votes: Mapping[int, int]  # the chairman's, by entry
    results: list[Result]
    forwarded: Mapping[int, str]
    libraries: Mapping[int, Library]
    people: Mapping[int, Staff]
    institution: Institution
    zone: ZoneInfo

    def day_of(self, moment: str) -> date:
        """Return the institution's date of a stored moment."""
        return local(parse_stamp(moment), self.zone).date()

    def head(self) -> Staff | None:
        """Return who heads the institution."""
        return signing.head(self.people.values())

    def central(self) -> Library | None:
        """Return the library where the institution is."""
        return signing.central(self.libraries.values())


async def read(db: Reader, arguments: Mapping[str, Any]) -> ContestBook:
    """Read a contest; `arguments`: contest_id, zone. Raise UserError where there is none."""
    await db.all("BEGIN")  # one moment for all of it
    contest_id = arguments["contest_id"]
    known = {one.contest_id: one for one in await contests.known(db)}
    if contest_id not in known:
        raise UserError(msgid("There is no such contest."))
    book = ContestBook(
        contest=known[contest_id],
        entries=await entries.of_contest(db, contest_id),
        judgements=await judging.of_contest(db, contest_id),
        dealt=await judging.dealt(db, contest_id),
        votes=await judging.casting_votes(db, contest_id),
        results=await results.of_contest(db, contest_id),
        forwarded=await results.forwarded(db, contest_id),
        libraries={one.library_id: one for one in await libraries.known(db)},
        people={one.staff_id: one for one in await staff.known(db)},
        institution=Institution(await institution.get_all(db)),
        zone=ZoneInfo(arguments["zone"]),
    )
    await db.all("COMMIT")
    return book
