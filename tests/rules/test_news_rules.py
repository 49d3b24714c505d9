"""Rules of news and of the site's log: what is refused, kept, covered."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import news as rules
from bot.rules.news import Obstacles
from bot.rules.site_log import Covered, covered
from storage.records.site import News, NewsFields, NewsPhoto

# Where nobody can be recognised nobody asks about children.
SAID = st.sampled_from(
    [("none", "none")]
    + [(one, other) for one in ("agreed", "refused") for other in ("none", "agreed", "refused")]
)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=40)


def a_photo(file_id: int = 1, **other: object) -> NewsPhoto:
    values = {"alt": "Дети", "people": "agreed", "parents": "agreed"} | other
    return NewsPhoto(file_id=file_id, **values)  # type: ignore[arg-type]


def some_news(*photos: NewsPhoto, **other: object) -> NewsFields:
    values = {
        "library_id": 3, "title": "Осень", "happened_on": date(2026, 10, 12), "body": "Читали.",
        "language": "ru",
    } | other  # fmt: skip
    return NewsFields(photos=photos, **values)  # type: ignore[arg-type]


def test_each_photo_that_keeps_news_off_the_site_is_named() -> None:
    """Without consent or its words, a newspaper's page, not here yet, lost."""
    one = some_news(
        a_photo(1), a_photo(2, people=None), a_photo(3, parents="refused"), a_photo(4, alt=" "),
        a_photo(5), a_photo(6), a_photo(7),
    )  # fmt: skip
    states = dict.fromkeys(range(1, 6), "stored") | {6: "wanted", 7: "failed"}
    assert rules.obstacles(one, states, frozenset({5})) == Obstacles(
        consent=(2, 3), alt=(4,), scan=(5,), coming=(6,), lost=(7,)
    )
    assert not rules.obstacles(some_news(a_photo(1)), {1: "stored"}, frozenset())


@given(st.lists(SAID, max_size=5), st.integers(0, 900) | st.none())
def test_a_correction_begins_with_what_was_said(
    consents: list[tuple[str, str]], people: int | None
) -> None:
    """A photo that must not be shown never becomes one that may, and the other way round."""
    photos = [a_photo(n, people=one, parents=other) for n, (one, other) in enumerate(consents, 1)]
    one = some_news(*photos, people=people)
    again = rules.stated(rules.answers_of(one, "SL-03"), 3, "ru")
    assert replace(again, photos=()) == replace(one, photos=())
    kept = rules.described_as(again, one)
    assert [(each.file_id, each.alt, each.has_consent) for each in kept.photos] == [
        (each.file_id, each.alt, each.has_consent) for each in photos
    ]


@given(st.integers(1, 6), st.data())
def test_every_order_of_photos_can_be_reached(count: int, data: st.DataObject) -> None:
    """Moving up keeps all of them; the first one goes to the end."""
    photos = tuple(a_photo(n) for n in range(1, count + 1))
    number = data.draw(st.integers(1, count))
    moved = rules.moved_up(photos, number)
    assert sorted(one.file_id for one in moved) == list(range(1, count + 1))
    assert moved.index(photos[number - 1]) == (number - 2) % count


@given(words)
def test_a_proposed_description_fits(title: str) -> None:
    assert len(rules.proposed_alt(some_news(title=title * 9), 10)) <= rules.ALT


def test_the_language_is_told_by_its_letters() -> None:
    texts = ("Восень у бібліятэцы", "Осень и зима", "Каляда", "Ёлка", "")
    assert [rules.language_of(one, "be") for one in texts] == ["be", "ru", "be", "be", "be"]


def test_a_mark_changes_with_all_that_is_shown() -> None:
    """Title, text, day, order and words of photos, consents, language, library."""
    said = some_news(a_photo(1), a_photo(2))
    one = News(
        **{name: getattr(said, name) for name in NewsFields.__slots__},
        news_id=1, staff_id=5, sent_at="", updated_at="",
    )  # fmt: skip
    others = [
        replace(one, title="Зима"), replace(one, body="Пели."), replace(one, people=5),
        replace(one, happened_on=date(2026, 10, 13)), replace(one, photos=one.photos[::-1]),
        replace(one, photos=(a_photo(1, alt="Иное"), a_photo(2))), replace(one, language="be"),
        replace(one, photos=(a_photo(1, people=None), a_photo(2))), replace(one, library_id=4),
    ]  # fmt: skip
    assert len({rules.mark(each) for each in (one, *others)}) == 10


@given(st.lists(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=30))
def test_months_are_counted_as_by_hand(days: list[date]) -> None:
    today = date(2026, 12, 31)
    for year in (2025, 2026):
        found = covered(days, year, today)
        months = {one.month for one in days if one.year == year}
        assert (found.count, found.of) == (len(months), 12)
        assert {n for first, last in found.rows for n in range(first, last + 1)} == months


def test_months_of_this_year_that_have_begun_count() -> None:
    today = date(2026, 10, 15)
    days = [date(2026, month, 1) for month in (1, 2, 3, 5)]
    assert covered(days, 2026, today) == Covered(((1, 3), (5, 5)), 4, 10)
    assert covered((), 2026, today) == Covered((), 0, 10)
