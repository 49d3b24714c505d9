"""The institution's news as an Atom feed (RFC 4287); pure: values -> XML."""

from html import escape
from typing import Final

from bot.reports.site_page import Item, Picture, Site
from bot.rules import site as rules
from bot.rules.news import line, paragraphs

XML: Final = "{http://www.w3.org/XML/1998/namespace}"
ATOM: Final = "{http://www.w3.org/2005/Atom}"
SUMMARY: Final = 280  # characters


def feed(site: Site) -> bytes:
    """Return the newest news as a feed; addresses are relative to where it lies."""
    from feedgen.feed import FeedGenerator  # noqa: PLC0415  # only in the child process
    from lxml import etree  # noqa: PLC0415

    made = FeedGenerator()
    made.id(site.feed_id)
    made.title(site.title)
    made.author(name=line(site.institution))
    made.generator("knigonosha")
    made.updated(max([site.updated_at, *(one.updated_at for one in site.items)]))
    made.link(href=rules.FEED, rel="self", type="application/atom+xml")
    made.link(href=rules.INDEX, rel="alternate", type="text/html")
    shown = site.items[: rules.NEWEST]
    for item in shown:
        _entry(made.add_entry(order="append"), item, site)
    root = etree.fromstring(made.atom_str())
    root.set(f"{XML}lang", site.language)
    if site.base:
        root.set(f"{XML}base", f"{site.base.rstrip('/')}/")
    for entry, item in zip(root.iter(f"{ATOM}entry"), shown, strict=True):
        entry.set(f"{XML}lang", item.language)
        # feedgen 1.0 forgets what a link of an entry is for.
        for link in _links(item):
            etree.SubElement(entry, f"{ATOM}link", link)
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return written


def _entry(entry: "object", item: Item, site: Site) -> None:
    from feedgen.entry import FeedEntry  # noqa: PLC0415

    if not isinstance(entry, FeedEntry):
        raise TypeError(entry)
    entry.id(item.feed_id)
    entry.title(line(item.title))
    entry.author(name=line(site.institution))
    entry.updated(item.updated_at)
    entry.published(item.published_at)
    entry.summary(_summary(item))
    entry.content(_content(item), type="html")


def _links(item: Item) -> list[dict[str, str]]:
    pictures = (one.largest for one in item.pictures)
    return [
        {"href": item.place, "rel": "alternate", "type": "text/html"},
        *(
            {
                "href": f"{rules.PICTURES}/{one.name}",
                "rel": "enclosure",
                "type": "image/jpeg",
                "length": str(one.bytes),
            }
            for one in pictures
        ),
    ]


def _summary(item: Item) -> str:
    text = line(item.body)
    return text if len(text) <= SUMMARY else f"{text[: SUMMARY - 1].rstrip()}…"


def _content(item: Item) -> str:
    parts = [f"<p>{escape(item.facts)}</p>"]
    parts += [f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs(item.body)]
    return "\n".join([*parts, *map(_figure, item.pictures)])


def _figure(picture: Picture) -> str:
    one, alt = picture.largest, escape(line(picture.alt))
    return (
        f'<figure><img src="{rules.PICTURES}/{one.name}" width="{one.width}" '
        f'height="{one.height}" alt="{alt}"></figure>'
    )
