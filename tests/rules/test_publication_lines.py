"""The bibliographic lines of the department's own publications (ГОСТ 7.1-2003, section 5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import publication_lines as lines
from storage.records.publications import PublicationFields

PEOPLE = {2: ("Каталогова М. П.", "Каталогава М. П."), 3: ("Аннотова С. Ю.", "Анотава С. Ю.")}


def called(staff_id: int, language: str) -> str:
    return PEOPLE[staff_id][language == "be"]


def a_publication(**changes: object) -> PublicationFields:
    plain = {"series": "methodical", "kind": "memo", "title": "Стенд", "issued_year": 2026}
    return PublicationFields(**{**plain, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Стенд : памятка. – 2026."),
        (
            {"author_ids": (3,), "pages": 8},
            "Аннотова, С. Ю. Стенд : памятка / С. Ю. Аннотова. – 2026. – 8 с.",
        ),
        (
            {"author_ids": (2, 3), "subtitle": "по оформлению"},
            (
                "Каталогова, М. П. Стенд : памятка : по оформлению / М. П. Каталогова, "
                "С. Ю. Аннотова. – 2026."
            ),
        ),
        (
            {"author_ids": (2, 3), "authors": "Иванова А. И., Петрова Н. К."},
            "Стенд : памятка / М. П. Каталогова [и др.]. – 2026.",
        ),
        (
            {"authors": "участники конкурса", "kind": "poems"},
            "Стенд : сборник стихов / участники конкурса. – 2026.",
        ),
        (
            {"title": "Календарь юбилейных и памятных дат на 2027 год", "kind": "calendar"},
            "Календарь юбилейных и памятных дат на 2027 год. – 2026.",
        ),
        (
            {"kind": "index", "subtitle": "рекомендательный указатель к юбилеям"},
            "Стенд : рекомендательный указатель к юбилеям. – 2026.",
        ),
        (
            {"kind": "other", "genre": "библиопанорама", "link": "slonlib.by/1"},
            "Стенд : библиопанорама. – 2026. – Режим доступа: slonlib.by/1.",
        ),
        (
            {"title": "Памяць ідзе", "author_ids": (2,), "pages": 5, "link": "slonlib.by/2"},
            (
                "Каталогава, М. П. Памяць ідзе : памятка / М. П. Каталогава. – 2026. – 5 с. – "
                "Рэжым доступу: slonlib.by/2."
            ),
        ),
    ],
)
def test_the_line_of_a_publication(changes, said):
    assert lines.line(a_publication(**changes), called) == said


def test_the_institution_stands_before_the_people():
    assert lines.line(a_publication(author_ids=(3,)), called, "ГУК «Библиотека»") == (
        "Аннотова, С. Ю. Стенд : памятка / ГУК «Библиотека» ; С. Ю. Аннотова. – 2026."
    )


TEXTS = st.text(st.characters(categories=("L", "N"), exclude_characters="ы"), min_size=1)


@given(TEXTS, st.none() | TEXTS, st.sets(st.sampled_from([2, 3])), st.none() | st.integers(1, 99))
def test_a_line_holds_all_and_ends_with_one_point(title, subtitle, authors, pages):
    one = a_publication(title=title, subtitle=subtitle, author_ids=tuple(authors), pages=pages)
    said = lines.line(one, called)
    assert title in said
    assert (subtitle or "") in said
    assert (said[-1], said[-2:] == "..", "2026" in said) == (".", False, True)
