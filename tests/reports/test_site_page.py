"""The site's page and feed as values: valid, in their languages, whatever people write."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sited import ATOM, a_picture, a_site, an_item, checked_feed, checked_page, schema

from bot.reports import site_feed, site_page
from bot.rules.news import line

XML = "{http://www.w3.org/XML/1998/namespace}"
HOSTILE = (
    "<script>alert(1)</script> & \"'<!--",
    "</style><img src=x onerror=alert(1)>",
    "Эмодзи 👩‍🏫🇧🇾, \u202eнаоборот\u202c, שלום עולם, مرحبا",
    "Оченьдлинное" * 40,
    "{{ site.base }}{% raw %}",
    "]]> \x00\x07\x0b\ufffe\ud800 конец",
)


def test_a_page_says_what_it_is_told() -> None:
    """Languages, dates, alternative texts and the places of each piece."""
    be = an_item(
        2, title="Восень у бібліятэцы", language="be", library="Дзераўная", people=25,
        on=date(2025, 10, 12), pictures=(a_picture("Дзеці малююць"),),
    )  # fmt: skip
    made = site_page.pages(a_site(an_item(), be))
    assert list(made) == ["index.html", "archive-2026.html", "archive-2025.html"]
    page = checked_page(made["index.html"])
    assert page.getroot().get("lang") == "ru"
    assert [(one.get("id"), one.get("lang")) for one in page.iter("article")] == [
        ("news-1", "ru"),
        ("news-2", "be"),
    ]
    assert [one.get("datetime") for one in page.iter("time")] == ["2026-10-12", "2025-10-12"]
    assert [one.text for one in page.iter("time")] == [
        "12 октября 2026\N{NARROW NO-BREAK SPACE}г.",
        "12 кастрычніка 2025\N{NARROW NO-BREAK SPACE}г.",
    ]
    assert [one.tail.strip() for one in page.iter("time")] == [
        "Деревная.",
        "Дзераўная. Прыйшло 25 чалавек.",
    ]
    [picture] = page.iter("img")
    assert dict(picture.attrib) == {
        "src": f"pictures/{'0' * 20}-a-1280x960.jpg",
        "srcset": f"pictures/{'0' * 20}-a-1280x960.jpg 1280w, "
        f"pictures/{'0' * 20}-b-640x480.jpg 640w",
        "sizes": "(max-width: 46rem) calc(100vw - 2rem), 44rem",
        "width": "1280",
        "height": "960",
        "alt": "Дзеці малююць",
        "loading": "lazy",
    }
    assert [one.text for one in page.iter("figcaption")] == ["Дзеці малююць"]
    assert [
        one.text for one in checked_page(made["archive-2025.html"]).iter("h1", "h2", "h3")
    ] == [
        "Новости библиотек, 2025",
        "2025",
        "Восень у бібліятэцы",
    ]


def test_a_page_without_news_says_so() -> None:
    made = site_page.pages(a_site())
    assert list(made) == ["index.html"]
    assert [one.text for one in checked_page(made["index.html"]).iter("p")][-1] == (
        "Новостей пока нет."
    )
    assert checked_feed(site_feed.feed(a_site())).findall(f"{ATOM}entry") == []


def test_many_pieces_are_paged_by_years() -> None:
    """Up to 100 on one page; of more the newest 50, and each year whole for ever."""
    first = date(2026, 12, 31)
    items = [an_item(n, on=first - timedelta(days=5 * n)) for n in range(1, 102)]
    assert _articles(site_page.pages(a_site(*items[:100]))["index.html"]) == 100
    made = site_page.pages(a_site(*items))
    assert {name: _articles(text) for name, text in made.items()} == {
        "index.html": 50,
        "archive-2026.html": 72,
        "archive-2025.html": 29,
    }
    assert len(made["index.html"]) < 60_000


def _articles(text: str) -> int:
    return len(list(checked_page(text).iter("article")))


def test_the_feed_names_each_piece_for_ever() -> None:
    """Ids, languages, times, addresses relative to the base, pictures as enclosures."""
    item = an_item(language="be", pictures=(a_picture(),))
    root = checked_feed(site_feed.feed(a_site(item, base="https://slonimlib.by/news")))
    assert root.get(f"{XML}base") == "https://slonimlib.by/news/"
    [entry] = root.findall(f"{ATOM}entry")
    assert entry.get(f"{XML}lang") == "be"
    said = {one: entry.findtext(f"{ATOM}{one}") for one in ("id", "title", "updated", "published")}
    assert said == {
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "title": "Осень в библиотеке",
        "updated": "2026-10-14T09:00:00+00:00",
        "published": "2026-10-13T09:00:00+00:00",
    }
    assert [dict(one.attrib) for one in entry.findall(f"{ATOM}link")] == [
        {"href": "archive-2026.html#news-1", "rel": "alternate", "type": "text/html"},
        {
            "href": f"pictures/{'0' * 20}-a-1280x960.jpg",
            "rel": "enclosure",
            "type": "image/jpeg",
            "length": "90000",
        },
    ]
    assert entry.findtext(f"{ATOM}content") == (
        "<p>Дзераўная.</p>\n<p>Читали Якуба Коласа.</p>\n<p>Рисовали закладки.</p>\n"
        f'<figure><img src="pictures/{"0" * 20}-a-1280x960.jpg" width="1280" height="960" '
        'alt="Дети рисуют закладки"></figure>'
    ).replace("Дзераўная", "Деревная")


def test_the_schema_can_say_no() -> None:
    """A feed without its id, or with an element that Atom does not know, is refused."""
    content = site_feed.feed(a_site(an_item()))
    root = checked_feed(content)
    root.remove(root.find(f"{ATOM}id"))
    assert not schema().validate(root)
    root = checked_feed(content)
    root.find(f"{ATOM}entry").find(f"{ATOM}published").tag = f"{ATOM}printed"
    assert not schema().validate(root)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(text: str) -> None:
    """Nothing that a person types becomes markup, on the page or in the feed."""
    _check(text, text, text)


signs = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@given(signs, signs, signs)
def test_whatever_is_typed_the_page_and_the_feed_are_valid(
    title: str, body: str, alt: str
) -> None:
    _check(title, body, alt)


def _check(title: str, body: str, alt: str) -> None:
    item = an_item(
        title=title, body=body, library=alt, people=3, pictures=(a_picture(alt),)
    )  # fmt: skip
    site = a_site(item, institution=title)
    for text in site_page.pages(site).values():
        page = checked_page(text)
        assert [one.get("alt") for one in page.iter("img")] == [line(alt)]
        assert list(page.iter("script", "iframe", "object")) == []
        assert [len(list(page.iter(tag))) for tag in ("article", "h3", "style")] == [1, 1, 1]
        [heading] = page.iter("h3")
        assert heading.text == line(title)
    root = checked_feed(site_feed.feed(site))
    assert (root.findtext(f"{ATOM}entry/{ATOM}title") or "") == line(title)
