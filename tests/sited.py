"""Builders of the site's page and feed, and what checks them."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
from lxml import etree

from bot.reports.site_page import Item, Picture, Site, Size

SCHEMA = Path(__file__).parent / "data" / "atom.rng"
ATOM = "{http://www.w3.org/2005/Atom}"


def an_item(news_id: int = 1, **other: Any) -> Item:
    values: dict[str, Any] = {
        "news_id": news_id,
        "feed_id": f"urn:uuid:00000000-0000-4000-8000-{news_id:012}",
        "title": "Осень в библиотеке",
        "on": date(2026, 10, 12),
        "body": "Читали Якуба Коласа.\n\nРисовали закладки.",
        "language": "ru",
        "library": "Деревная",
        "published_at": "2026-10-13T09:00:00+00:00",
        "updated_at": "2026-10-14T09:00:00+00:00",
    }
    return Item(**{**values, **other})


def a_picture(alt: str = "Дети рисуют закладки", stem: str = "0" * 20) -> Picture:
    sizes = (Size(f"{stem}-a-1280x960.jpg", 1280, 960, 90_000),
             Size(f"{stem}-b-640x480.jpg", 640, 480, 30_000))  # fmt: skip
    return Picture(alt, sizes)


def a_site(*items: Item, **other: Any) -> Site:
    values: dict[str, Any] = {
        "institution": "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "language": "ru",
        "feed_id": "urn:uuid:00000000-0000-4000-8000-000000000000",
    }
    return Site(items=items, **{**values, **other})


@cache
def schema() -> Any:
    return etree.RelaxNG(etree.parse(SCHEMA))


def checked_feed(content: bytes) -> Any:
    """Return a feed's root after the schema of RFC 4287 and its rule on authors have passed."""
    root = etree.fromstring(content)
    assert schema().validate(root), schema().error_log
    entries = list(root.iter(f"{ATOM}entry"))
    assert root.find(f"{ATOM}author") is not None
    assert all(one.find(f"{ATOM}author") is not None for one in entries)
    return root


def checked_page(text: str) -> Any:
    """Return a page as a tree after a strict parser of HTML5 has found no error."""
    parser = html5lib.HTMLParser(
        strict=True, tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False
    )
    return parser.parse(text)
