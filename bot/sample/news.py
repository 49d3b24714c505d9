"""The sample's news for the site and the log of what was put there."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bot.sample.reading import Day, Row
from storage import libraries, news, site_log
from storage.database import Tx
from storage.records.site import LogFields, NewsFields

EDITOR: Final = "4"


async def load(tx: Tx, day: Day, people: Mapping[str, int], written: Iterable[Row]) -> None:
    """Hand in, return and publish news as the rows say."""
    places = await _places(tx)
    for row in written:
        await _news(tx, row, day(row["day"]), places[row["library"]], people)


async def log(tx: Tx, day: Day, people: Mapping[str, int], put: Iterable[Row]) -> None:
    """Note what the editor has put on the site by hand."""
    places = await _places(tx)
    for row in put:
        on = day(row["day"])
        line = LogFields(
            kind=row["kind"],
            title=row["title"],
            put_on=on,
            url=row["url"] or None,
            library_id=places.get(row["library"]),
        )
        await site_log.add(tx, line, now=_at(on), by=people[EDITOR])


async def _places(tx: Tx) -> dict[str, int]:
    return {one.code: one.library_id for one in await libraries.known(tx)}


async def _news(tx: Tx, row: Row, on: date, library_id: int, people: Mapping[str, int]) -> None:
    said = NewsFields(
        library_id=library_id,
        title=row["title"],
        happened_on=on,
        body=row["text"],
        language=row["language"],
        people=int(row["people"]) if row["people"] else None,
    )
    author, editor = people[row["author"]], people[EDITOR]
    news_id = await news.hand_in(tx, said, origin=None, now=_at(on), by=author)
    if row["state"] == "returned":
        await news.give_back(tx, news_id, row["remark"], now=_at(on), by=editor)
    one = await news.by_id(tx, news_id)
    if row["state"] == "published" and one is not None:
        await news.publish(tx, one, on=on, url=None, now=_at(on), by=editor)


def _at(on: date) -> str:
    return f"{on.isoformat()}T09:00:00Z"
