"""`BOT_DATA/site/`: the published news as pages, a feed and pictures; in a child process."""

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from bot.reports import site_feed, site_files, site_page, site_pictures
from bot.reports.cleanse_picture import HeldError
from bot.reports.site_page import Item, Picture, Site
from bot.rules import news as rules
from bot.rules import site as places
from bot.rules.institution import Institution
from storage import files, institution, libraries, news
from storage.database import Reader
from storage.records.libraries import Library
from storage.records.site import News

KIND: Final = "site"  # of the job


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Make the site anew; `arguments`: language. `path` lies in BOT_DATA/outgoing."""
    return await build(db, path.parent.parent, str(arguments["language"]))


async def build(db: Reader, data: Path, language: str) -> dict[str, Any]:
    """Make the site under `data`; return how many items it has and whose pictures are lost.

    Two processes take turns. What is written is named in the database before it begins, so a
    site that a kill left behind is made whole by the next one.
    """
    folder = data / "site"
    (folder / places.PICTURES).mkdir(parents=True, exist_ok=True)
    with _alone(data):
        site, lost = await _read(db, data, language)
        pages = {name: text.encode() for name, text in site_page.pages(site).items()}
        pages[places.FEED] = site_feed.feed(site)
        site_files.sync(folder / places.PICTURES)
        named = {size.name for one in site.items for each in one.pictures for size in each.sizes}
        site_files.settle(folder, pages, named)
    return {"items": len(site.items), "lost": lost}


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    with (data / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


async def _read(db: Reader, data: Path, language: str) -> tuple[Site, list[str]]:
    await db.all("BEGIN")  # one moment for all of it
    found = await news.published(db)
    known = {one.library_id: one for one in await libraries.known(db)}
    settings = Institution(await institution.get_all(db))
    shas = await _bytes_of(db, found)
    feed_id, changed_at = await news.feed_id(db), await news.changed_at(db)
    await db.all("COMMIT")
    lost: list[str] = []
    items = tuple(_item(one, known[one.library_id], shas, data, lost) for one in found)
    site = Site(
        institution=settings["institution_name"],
        language=language,
        feed_id=feed_id,
        items=items,
        base=settings["site_url"],
        **({"updated_at": changed_at} if changed_at else {}),
    )
    return site, lost


async def _bytes_of(db: Reader, found: list[News]) -> dict[int, str]:
    """Return the hashes of the photos that may be shown: fetched, with consent, no press."""
    ids = [each.file_id for one in found for each in one.photos if each.has_consent]
    scans = await news.scans_among(db, ids)
    stored = await files.hashes(db, ids)
    return {key: sha for key, sha in stored.items() if key not in scans}


def _item(
    one: News, library: Library, shas: Mapping[int, str], data: Path, lost: list[str]
) -> Item:
    pictures = []
    for number, photo in enumerate(one.photos, 1):
        proposed = rules.proposed_alt(one, number)
        try:
            sizes = site_pictures.made(
                data / "files", shas[photo.file_id], data / "site" / places.PICTURES
            )
        except (HeldError, KeyError):
            lost.append(f"{number}, {one.title}")
            continue
        alt = photo.alt or proposed
        pictures.append(Picture(alt, sizes, is_told=alt != proposed))
    return Item(
        news_id=one.news_id,
        feed_id=one.feed_id or "",
        title=one.title,
        on=one.happened_on,
        body=one.body,
        language=one.language,
        library=library.short(one.language),
        people=one.people,
        pictures=tuple(pictures),
        published_at=one.published_at or one.updated_at,
        updated_at=one.updated_at,
    )
