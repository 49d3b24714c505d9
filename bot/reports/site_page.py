"""The institution's news as static pages without a script; pure: values -> HTML.

One page with the newest, one for each year with all of it, so that an address never changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator, translator
from bot.msgid import msgid, plural
from bot.rules import site as rules
from bot.rules.news import line, paragraphs

if TYPE_CHECKING:
    from jinja2 import Template

PEOPLE: Final = plural("{n} person came.", "{n} people came.")
TITLE: Final = msgid("News of libraries")


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a picture as a file under `pictures/`."""

    name: str
    width: int
    height: int
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its sizes, the largest first; `is_told`: somebody has described it."""

    alt: str
    sizes: tuple[Size, ...]
    is_told: bool = True

    @property
    def largest(self) -> Size:
        """Return the size for a wide window."""
        return self.sizes[0]

    @property
    def srcset(self) -> str:
        """Return the sizes as HTML names them; empty where there is only one."""
        if len(self.sizes) == 1:
            return ""
        return ", ".join(f"{rules.PICTURES}/{one.name} {one.width}w" for one in self.sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A piece of news as everybody reads it."""

    news_id: int
    feed_id: str
    title: str
    on: date
    body: str
    language: str
    library: str  # in the language of the news
    people: int | None = None
    pictures: tuple[Picture, ...] = ()
    published_at: str  # UTC
    updated_at: str

    @property
    def place(self) -> str:
        """Return where it stays for ever, relative to the page."""
        return rules.place(self.news_id, self.on)

    @property
    def facts(self) -> str:
        """Return its library and how many came, in its language."""
        t = translator(self.language)
        came = "" if self.people is None else t.plain(PEOPLE, n=self.people)
        return line(" ".join(part for part in (f"{self.library}.", came) if part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that is shown: the newest first."""

    institution: str
    language: str
    feed_id: str
    items: Sequence[Item] = ()
    base: str = ""  # the address that the page is served at; empty where that is not known
    updated_at: str = "2026-01-01T00:00:00+00:00"  # of a site without news

    @property
    def title(self) -> str:
        """Return what the page and the feed are called."""
        return line(f"{translator(self.language).plain(TITLE)}. {self.institution}")

    @property
    def years(self) -> list[int]:
        """Return the years that have news, the latest first."""
        return sorted({one.on.year for one in self.items}, reverse=True)


def pages(site: Site) -> Mapping[str, str]:
    """Return the pages by the names of their files."""
    newest = site.items if len(site.items) <= rules.MOST else site.items[: rules.NEWEST]
    made = {rules.INDEX: _page(site, newest, None)}
    for year in site.years:
        items = [one for one in site.items if one.on.year == year]
        made[rules.archive(year)] = _page(site, items, year)
    return made


def _page(site: Site, items: Sequence[Item], year: int | None) -> str:
    t = translator(site.language)
    shown = sorted({one.on.year for one in items}, reverse=True)
    title = site.title if year is None else f"{year}. {site.title}"
    return _template().render(
        site=site,
        language=site.language,
        title=title,
        heading=t.plain(TITLE),
        institution=line(site.institution),
        year=year,
        groups=[(one, [each for each in items if each.on.year == one]) for one in shown],
        words=_words(t),
        index=rules.INDEX,
        feed=rules.FEED,
        pictures=rules.PICTURES,
        archive=rules.archive,
        anchor=rules.anchor,
        line=line,
        paragraphs=paragraphs,
        day=lambda item: translator(item.language).full_day(item.on),
    )


def _words(t: Translator) -> Mapping[str, str]:
    return {
        "skip": t.plain(msgid("To the news")),
        "years": t.plain(msgid("News by years")),
        "newest": t.plain(msgid("The newest")),
        "empty": t.plain(msgid("There is no news yet.")),
        "feed": t.plain(msgid("The news as a feed (Atom)")),
    }


@cache
def _template() -> "Template":
    import jinja2  # noqa: PLC0415  # only in the child process

    text = (resources.files("bot.reports") / "site_page.html").read_text("utf-8")
    environment: Any = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(text)  # type: ignore[no-any-return]  # jinja2 as Any
