"""Photos of news: who has not agreed is left out, proposed descriptions follow their numbers."""

from datetime import date
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import news
from storage.records.site import NewsFields, NewsPhoto

NEWS: Final = NewsFields(
    library_id=1, title="Осень", happened_on=date(2026, 10, 14), body="Пили чай.", people=None,
    language="ru", photos=(),
)  # fmt: skip


def a_photo(file_id: int, alt: str, people: str | None = "agreed") -> NewsPhoto:
    return NewsPhoto(file_id=file_id, alt=alt, people=people, parents="none")


def test_only_who_has_said_no_is_left_out() -> None:
    unsaid, agreed = a_photo(1, "", None), a_photo(2, "")
    assert news.without_refused((unsaid, agreed, a_photo(3, "", "refused"))) == (unsaid, agreed)


def test_a_proposed_description_is_counted_anew_and_an_own_one_stays() -> None:
    photos = (a_photo(1, "Осень: фото 1"), a_photo(3, "Осень: фото 3"), a_photo(4, "Пирог"))
    assert [one.alt for one in news.renumbered(NEWS, photos)] == [
        "Осень: фото 1", "Осень: фото 2", "Пирог",
    ]  # fmt: skip


@given(st.permutations(range(1, news.MOST_PHOTOS + 1)))
def test_in_any_order_the_numbers_run(order: list[int]) -> None:
    photos = [a_photo(n, news.proposed_alt(NEWS, n)) for n in order]
    assert [one.alt for one in news.renumbered(NEWS, photos)] == [
        news.proposed_alt(NEWS, n) for n in range(1, news.MOST_PHOTOS + 1)
    ]
