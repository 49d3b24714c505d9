"""Records behind a number in words: whose day it is that counts."""

from datetime import date

import pytest

from bot.catalogs import translator
from bot.screens.report_records import Names, Record, told

NAMES = Names(
    library=lambda _: "Павлово",
    person=lambda _: "Читалова Н. И.",
    place=lambda _, __: "",
    purpose=str,
)
LAST = date(2026, 12, 15)  # of the contest; today it is October


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        ("contests", "ru", "«Мой край» (конкурс до 15.12.26)"),
        ("entries", "ru", "«Мой край», Павлово (конкурс до 15.12.26)"),
        ("entries", "be", "«Мой край», Павлово (конкурс да 15.12.26)"),
        ("awards", "be", "Дыплом, «Мой край», Павлово (конкурс да 15.12.26)"),
        ("uses", "ru", "15.12.26 Павлово, «Мой край»"),
    ],
)
def test_the_last_day_of_a_contest_is_called_so(kind: str, language: str, said: str) -> None:
    """An entry of October is not shown as one of a day to come."""
    values = {"title": "Мой край", "award": "Диплом", "award_be": "Дыплом", "award_words": None}
    assert told(translator(language), kind, Record("1", LAST, 9, 5, values), NAMES) == said
