"""Where things are on the institution's page of news; pure."""

from datetime import date
from typing import Final

INDEX: Final = "index.html"
FEED: Final = "feed.xml"
PICTURES: Final = "pictures"
NEWEST: Final = 50  # items of the first page where there are more than MOST
MOST: Final = 100


def archive(year: int) -> str:
    """Return the name of the page with all news of a year."""
    return f"archive-{year}.html"


def anchor(news_id: int) -> str:
    """Return the name of a piece of news within a page."""
    return f"news-{news_id}"


def place(news_id: int, happened_on: date) -> str:
    """Return where a piece of news stays for ever: on the page of its year."""
    return f"{archive(happened_on.year)}#{anchor(news_id)}"


def address(base: str, news_id: int, happened_on: date) -> str:
    """Return the address of a piece of news; `base`: where the page is served."""
    return f"{base.rstrip('/')}/{place(news_id, happened_on)}"
