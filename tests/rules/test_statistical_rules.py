"""Rows of the statistical form: read from cells, compared, filled; the shipped example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogs import LANGUAGES, translator
from bot.errors import BadAnswerError, UserError
from bot.imports import statistical_checking, statistical_grid
from bot.imports.memorable_grid import Fault
from bot.rules import statistical_form as rules
from bot.rules.measures import NAMES
from bot.rules.statistical_form import EXAMPLE, Changes, Form
from storage.measures import MEASURES
from storage.records.report import Number, StatisticalRow

HEADS = ("Код строки", "Название по-русски", "Название по-белорусски", "Показатель бота", "Число")
WORDS = st.text("абвг 12", min_size=1, max_size=8).filter(lambda one: one.strip() == one != "")
ROWS = st.lists(
    st.builds(
        StatisticalRow, st.integers(1, 99).map(str), WORDS, st.none() | WORDS,
        st.none() | st.sampled_from(sorted(MEASURES)),
    ),
    min_size=1, max_size=6, unique_by=lambda one: one.code,
)  # fmt: skip


def read(*rows: tuple[str, ...]) -> statistical_grid.Found:
    lines = [(1, ["Форма статистики"]), (2, list(HEADS))]
    lines += [(number, list(row)) for number, row in enumerate(rows, 3)]
    return statistical_grid.read([("Лист", lines)], statistical_checking.known())


@given(ROWS, st.sampled_from(LANGUAGES))
def test_rows_written_in_any_language_are_read_back(
    rows: list[StatisticalRow], language: str
) -> None:
    """A measure is known by its name in any language of the bot, as the list of cells has it."""
    t = translator(language)
    found = read(
        *(
            (one.code, one.wording_ru, one.wording_be or "",
             t.plain(NAMES[one.measure]) if one.measure else "", "5")
            for one in rows
        )
    )  # fmt: skip
    expected = [" ".join(one.wording_ru.split()) for one in rows]
    assert found.faults == []
    assert [one.wording_ru for one in found.rows] == expected
    assert [(one.code, one.measure) for one in found.rows] == [
        (one.code, one.measure) for one in rows
    ]
    assert statistical_grid.from_json(found.as_json()) == tuple(found.rows)


@given(ROWS, ROWS)
def test_changes_count_every_row(
    before: list[StatisticalRow], after: list[StatisticalRow]
) -> None:
    made = rules.changes(before, after)
    assert made.added + made.changed + made.same == len(after)
    assert made.removed + made.changed + made.same == len(before)
    assert rules.changes(after, after) == Changes(0, 0, 0, len(after))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_have_one_name(language: str) -> None:
    """The list of a cell must say which."""
    t = translator(language)
    names = [t.plain(text).casefold() for text in NAMES.values()]
    assert len(names) == len(set(names))


def test_each_mistake_names_its_row() -> None:
    found = read(
        ("1", "Фонд", "", "Нет такого", ""),
        ("", "Фонд", "", "", ""),
        ("", "", "", "", ""),
        ("2", "", "", "", ""),
        ("3", "Фонд", "", "", ""),
        ("3", "Ещё фонд", "", "", ""),
        ("4" * 21, "Фонд", "", "", ""),
        ("5", "ф" * 301, "", "", ""),
    )
    assert [(one.row, one.values.get("name", "")) for one in found.faults] == [
        (3, "Нет такого"), (4, ""), (6, ""), (8, ""), (9, ""), (10, ""),
    ]  # fmt: skip
    assert found.faults[3] == Fault(
        "Лист", 8, "The code «{code}» stands in row {row} already.", {"code": "3", "row": "7"}
    )
    assert [one.code for one in found.rows] == ["3"]


def test_a_table_without_headers_or_rows_is_refused() -> None:
    for pages in ([], [("Лист", [(1, ["Дата", "Название"])])]):
        with pytest.raises(UserError):
            statistical_grid.read(pages, {})
    with pytest.raises(UserError):
        read()
    with pytest.raises(UserError):
        read(*((str(number), "Строка", "", "", "") for number in range(501)))
    with pytest.raises(BadAnswerError):
        rules.row("1", "", "", "", {})


def test_the_example_fills_what_is_known_and_leaves_the_rest() -> None:
    assert {one.measure for one in EXAMPLE if one.measure} <= set(MEASURES)
    assert [one.code for one in EXAMPLE] == [str(n) for n in range(1, len(EXAMPLE) + 1)]
    assert all(one.wording_be for one in EXAMPLE)
    form = Form(2026, EXAMPLE, None, {"figure_users": Number(300, 5)})
    assert [form.value(one) for one in EXAMPLE[:4]] == [None, None, None, 305]
    assert form.filled == 1
