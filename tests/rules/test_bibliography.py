"""Bibliographic lines by ГОСТ 7.1-2003, against worked examples."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import bibliography
from bot.rules.bibliography import Publication

PAPER = Publication(
    authors=("Закладкина Н. И.",),
    title="Книга пришла в каждый двор",
    medium="Слонімскі веснік",
    on=date(2026, 10, 7),
    place="№ 40, с. 5",
)


@pytest.mark.parametrize(
    ("about", "line"),
    [
        (
            PAPER,
            ("Закладкина, Н. И. Книга пришла в каждый двор / Н. И. Закладкина // Слонімскі "
            "веснік. – 2026. – 7 окт. (№ 40). – С. 5."),
        ),
        (
            # Two authors: the heading is the first one, all stand behind the stroke (5.2.6).
            Publication(
                authors=("Закладкіна Н. І.", "Фармулярава А. С."),
                title="Кніга прыйшла ў кожны двор.",
                medium="Слонімскі веснік",
                on=date(2026, 5, 13),
                place="с. 5-6",
                language="be",
            ),
            ("Закладкіна, Н. І. Кніга прыйшла ў кожны двор / Н. І. Закладкіна, А. С. Фармулярава "
            "// Слонімскі веснік. – 2026. – 13 мая. – С. 5–6."),
        ),
        (
            # More than three: described under the title, the first one with «и др.».
            Publication(
                authors=("Первая А. А.", "Вторая Б. Б.", "Третья В. В.", "Четвёртая Г. Г."),
                title="Лето в библиотеке",
                medium="Газета Слонімская",
                on=date(2026, 6, 1),
                place="12",
            ),
            ("Лето в библиотеке / А. А. Первая [и др.] // Газета Слонімская. – 2026. – 1 июня. – "
            "С. 12."),
        ),
        (
            # Nobody is named: a journalist about us.
            Publication(
                title="Первое лето в библиотеке",
                medium="Газета Слонімская",
                on=date(2026, 8, 26),
                place="с. 12",
            ),
            "Первое лето в библиотеке // Газета Слонімская. – 2026. – 26 авг. – С. 12.",
        ),
        (
            # A remote resource: «Режим доступа», «Дата доступа».
            Publication(
                authors=("Книжник П. А.",),
                title="Вёска чытае",
                medium="slonves.by",
                kind="internet",
                on=date(2026, 11, 2),
                link="https://slonves.by/kultura/1",
                accessed_on=date(2026, 11, 5),
                language="be",
            ),
            ("Книжник, П. А. Вёска чытае [Электронны рэсурс] / П. А. Книжник // slonves.by. – "
            "2026. – 2 ліст. – Рэжым доступу: https://slonves.by/kultura/1. – Дата доступу: "
            "05.11.2026."),
        ),
        (
            # Another language is described in Russian; a broadcast has a day and no page.
            Publication(
                title="Ein Tag im Dorf", medium="Радио «Слоним»", kind="air",
                on=date(2026, 3, 8), language="other",
            ),
            "Ein Tag im Dorf // Радио «Слоним». – 2026. – 8 марта.",
        ),
    ],
)  # fmt: skip
def test_lines(about: Publication, line: str) -> None:
    assert bibliography.line(about) == line


TEXTS = st.text(alphabet="абв где.№,1-–", min_size=1, max_size=30).filter(str.strip)


@settings(deadline=None)  # a busy machine is no fault of the line
@given(
    authors=st.lists(st.sampled_from(["Иванов И. И.", "Пётр", "Мицкевич А.А."]), max_size=5),
    title=TEXTS,
    place=st.text(max_size=20),
    link=st.sampled_from(["", "https://a.by/x"]),
)
def test_every_line_ends_with_one_point_and_doubles_none(authors, title, place, link) -> None:
    said = bibliography.line(
        Publication(
            authors=tuple(authors), title=title, medium="Газета", on=date(2026, 1, 1),
            place=place, link=link, accessed_on=date(2026, 1, 2) if link else None,
        )
    )  # fmt: skip
    assert said.endswith(".")
    assert not said.endswith("..")
    assert " // Газета. – 2026. – 1 янв." in said
    assert ".. –" not in said.split(" // ")[1]
