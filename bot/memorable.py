"""A month of the calendar of memorable days with what suits it, for the chat and the digest."""

from typing import Final

from bot import finding
from bot.rules import memorable as rules
from bot.screens.memorable import MATERIALS, Month
from storage import memorable_days, publications
from storage.database import Reader
from storage.records.materials import MemorableDay

FIRST_DAYS: Final = 10  # of the next month that are told ahead
EACH: Final = 3  # publications that one day brings


async def month(
    db: Reader, year: int, number: int, *, may_change: bool = False, is_digest: bool = False
) -> Month:
    """Return a month of a year's calendar, the first days of the next one and materials."""
    plain = Month(year, number, ())
    days = rules.of_year(await memorable_days.of_month(db, year, number), year)
    after = rules.of_year(await memorable_days.of_month(db, *plain.next), plain.next[0])
    ahead = [one for one in after if one.day is not None and one.day <= FIRST_DAYS]
    ids: dict[int, None] = {}
    for one in (*days, *ahead):
        ids |= dict.fromkeys(await suiting(db, one))
    shown = await publications.by_ids(db, list(ids)[:MATERIALS])
    return Month(year, number, days, ahead, shown, may_change, is_digest)


async def suiting(db: Reader, one: MemorableDay) -> list[int]:
    """Return the publications that suit a day: those for the very day, then by its title."""
    found = await finding.on_day(db, (one.month, one.day), EACH) if one.day is not None else []
    for title in filter(None, (one.title_ru, one.title_be)):
        words = rules.telling(title)
        if words and len(found) < EACH:
            by_title = await finding.search(db, words, EACH)
            found += by_title.publication_ids[: by_title.whole]
    return list(dict.fromkeys(found))[:EACH]
