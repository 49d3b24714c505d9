"""Publications looked for by a typed line: the index kept, and what it finds.

The door between the words (`bot/rules/finding.py`) and the index (`storage/finding.py`).
"""

from dataclasses import dataclass
from typing import Final

from bot.rules import finding as rules
from bot.rules.finding import Query, Vocabulary, Work
from bot.rules.named_days import DayOfYear
from bot.rules.publications import KINDS
from storage import contests, finding, publications, staff
from storage.database import Database, Reader, Tx
from storage.records.contests import Contest
from storage.records.people import Staff
from storage.records.publications import Publication

MOST: Final = 60  # found works at most: nobody reads on
ENOUGH: Final = 5  # so many found by strict reading need no looser one
PORTION: Final = 200  # stale publications that one search or tick puts right
# What people call the series, whatever the kind.
_SERIES: Final = {
    "scenarios": "сценарий сценарные материалы сцэнарый",
    "methodical": "методические материалы метадычныя",
}


async def refresh(tx: Tx, portion: int = PORTION) -> int:
    """Put stale publications right, at most `portion`; return how many that were."""
    if await finding.version(tx) != str(rules.VERSION):
        await finding.make_anew(tx)
        await finding.note_version(tx, str(rules.VERSION))
    keys = await finding.stale(tx, portion)
    if not keys:
        return 0
    people = {one.staff_id: one for one in await staff.known(tx)}
    made_of = {one.contest_id: one for one in await contests.known(tx)}
    found = await publications.by_ids(tx, keys)
    words = {one.publication_id: rules.tokens(_work(one, people, made_of)) for one in found}
    await finding.keep(tx, keys, words)
    return len(keys)


async def keep(database: Database) -> None:
    """Put a portion right beside the work; without anything stale nothing is written."""
    async with database.read() as db:
        is_fresh = await finding.version(db) == str(rules.VERSION)
        if is_fresh and not await finding.stale(db, 1):
            return
    async with database.write() as tx:
        await refresh(tx)


def _work(one: Publication, people: dict[int, Staff], made_of: dict[int, Contest]) -> Work:
    kind = KINDS.get(one.kind)
    authors = [
        f"{person.full_name(language)}"
        for key in one.author_ids
        if (person := people.get(key))
        for language in ("ru", "be")
    ]
    contest = made_of.get(one.contest_id or 0)
    other = [
        *((kind.ru, kind.be) if kind else ()),
        one.genre,
        _SERIES[one.series],
        one.authors,
        *authors,
        str(one.issued_year),
        str(one.content_year or ""),
    ]
    return Work(
        title=" ".join(filter(None, (one.title, one.subtitle))),
        theme=" ".join(filter(None, (one.theme, one.event, contest.title if contest else None))),
        about=one.about or "",
        other=" ".join(filter(None, other)),
        days=one.days,
    )


async def read(db: Reader, text: str) -> Query:
    """Read a typed line with the words that the index has: keyboard and misspellings mended."""
    asked = [one for one in map(rules.asked, rules.readings(text)) if not one.is_empty]
    if not asked:
        return Query()
    tokens = frozenset[str]().union(*(one.tokens for one in asked))
    counts = await finding.counts(db, tokens)
    best = max(asked, key=lambda one: rules.known(one, counts))
    if all(rules.is_known(one, counts) for one in best.terms):
        return best
    return rules.corrected(best, Vocabulary(await finding.vocabulary(db)))


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed line finds, the best first; the first `whole` have every telling word."""

    publication_ids: tuple[int, ...]
    whole: int


async def search(db: Reader, text: str, limit: int = MOST) -> Found:
    """Return what a typed line looks for; where few have all its words, then those with some."""
    query = await read(db, text)
    found: dict[int, None] = {}
    if query.is_empty:
        return Found((), 0)
    for expression in rules.expressions(query):
        if len(found) >= min(ENOUGH, limit):
            break
        found |= dict.fromkeys(await finding.matching(db, expression, limit))
    whole = min(len(found), limit)
    if len(found) < min(ENOUGH, limit):
        found |= dict.fromkeys(await finding.matching(db, rules.loosest(query), limit))
    return Found(tuple(found)[:limit], whole)


async def on_day(db: Reader, day: DayOfYear, limit: int) -> list[int]:
    """Return the publications for a day of the year, the best first."""
    return await finding.matching(db, f'"{rules.day_token(day)}"', limit)


async def first(db: Reader, text: str, count: int, *, is_whole: bool = False) -> list[Publication]:
    """Return the first `count` publications that a typed line finds.

    `is_whole`: only those that have all its telling words.
    """
    found = await search(db, text, count)
    ids = found.publication_ids[: found.whole] if is_whole else found.publication_ids
    return await publications.by_ids(db, ids)
