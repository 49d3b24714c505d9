"""One typed line of a consultation: its parts in any order, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.search import Option
from bot.rules import consulting
from bot.rules.consulting import Known, Line

TODAY = date(2026, 10, 15)
LIBRARIES = [
    Option("SL-02", ("Жировичи", "Жыровічы")),
    Option("SL-03", ("Деревная", "Дзераўная")),
    Option("SL-06", ("Василевичи", "Васілевічы")),
]
TOPICS = [
    Option("records", ("Учёт, отчёты", "Улік, справаздачы")),
    Option("stock", ("Фонд, списание", "Фонд, спісанне")),
    Option("events", ("Мероприятия", "Мерапрыемствы")),
    Option("press", ("Подписка", "Падпіска")),
    Option("own-13", ("Дизайн", "Дызайн")),
    Option("other", ("Другое", "Іншае")),
]
KNOWN = Known(LIBRARIES, TOPICS, TODAY)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "телефон, Деревная, акт списания, 10 мин",
            Line(channel="phone", library="SL-03", topic="stock", subject="акт списания",
                minutes=10),
        ),
        (
            "Тэлефон; Дзераўная; акт спісання; 10 хв",
            Line(channel="phone", library="SL-03", topic="stock", subject="акт спісання",
                minutes=10),
        ),
        (
            "вчера, на месте, группа 12, учёт посещений, полчаса",
            Line(channel="place", topic="records", subject="учёт посещений", minutes=30,
                is_group=True, people=12, held_on=date(2026, 10, 14)),
        ),
        (
            "пры выездзе, Жыровічы, 5 чалавек, 1 гадз, як аформіць куток, дызайн",
            Line(channel="visit", library="SL-02", topic="own-13", minutes=60, is_group=True,
                people=5, subject="як аформіць куток, дызайн"),
        ),
        (
            "12.10\nсайт\nвасилевичи\nподписка на второе полугодие",
            Line(channel="site", library="SL-06", topic="press", held_on=date(2026, 10, 12),
                subject="подписка на второе полугодие"),
        ),
        ("1 человек", Line(people=1)),
        ("группа", Line(is_group=True)),
        ("0 мин, 601 мин, 20.10", Line(subject="0 мин, 601 мин, 20.10")),
        ("", Line()),
    ],
)  # fmt: skip
def test_a_line_says_it_all(text: str, line: Line) -> None:
    assert consulting.read(text, KNOWN) == line


def test_what_is_missing_is_asked_in_turn() -> None:
    line = consulting.read("Деревная", KNOWN)
    assert line.missing == "channel"
    line = consulting.read("тел", KNOWN, line)
    assert line.missing == "topic"
    line = consulting.read("отчёт", KNOWN, line)
    assert line == Line(channel="phone", library="SL-03", topic="records", subject="отчёт")
    assert line.missing is None
    assert Line(channel="site", library="", topic="other").missing is None


PARTS = {
    "channel": {"телефон": "phone", "па тэлефоне": "phone", "сайт": "site", "на месте": "place"},
    "library": {"Деревная": "SL-03", "Жыровічы": "SL-02", "василевичи": "SL-06"},
    "minutes": {"10 мин": 10, "45 хв": 45, "2 часа": 120, "паўгадзіны": 30},
    "held_on": {"вчера": date(2026, 10, 14), "12.10": date(2026, 10, 12)},
}


@given(
    st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(sorted(words)) for name, words in PARTS.items()}
    ),
    st.permutations([*PARTS, "subject"]),
    st.sampled_from([", ", ";", " ,\n"]),
    st.sampled_from(["", "акт списания", "как оформить стенд"]),
)
def test_the_order_of_parts_does_not_matter(
    said: dict[str, str], order: list[str], comma: str, subject: str
) -> None:
    """Each part is read as itself whatever stands before it, and nothing is lost."""
    spoken = {**said, **({"subject": subject} if subject else {})}
    line = consulting.read(comma.join(spoken[one] for one in order if one in spoken), KNOWN)
    assert {name: getattr(line, name) for name in PARTS} == {
        name: PARTS[name][said[name]] if name in said else None  # type: ignore[index]
        for name in PARTS
    }
    assert line.subject == subject


@given(st.text(max_size=80))
def test_no_text_fails_and_every_letter_is_somewhere(text: str) -> None:
    line = consulting.read(text, KNOWN)
    if line == Line(subject=line.subject, topic=line.topic):
        kept = [one for one in consulting._PART.split(text.strip(" .,;\n")) if one]
        assert line.subject == ", ".join(kept)
