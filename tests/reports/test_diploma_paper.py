"""A diploma from the shipped template on paper: one page, however much it has to say."""

from datetime import date
from pathlib import Path

import pytest
from filed import office
from pypdf import PdfReader

from bot.catalogs import translator
from bot.reports import diploma_template, diplomas
from bot.rules.diplomas import Diploma


@pytest.mark.parametrize(
    ("language", "award"),
    [("ru", "поощрительный диплом"), ("be", "заахвочвальны дыплом")],
)
def test_the_longest_diploma_takes_one_page(language: str, award: str, tmp_path: Path) -> None:
    """Words of the jury, a nomination, and a title and a library of two lines each."""
    diploma = Diploma(
        award=award,
        words="за верность теме и бережное отношение к истории родного края",
        winner="Переплётова-Каталогова Александра Константиновна",
        post="библиотекарь",
        library="Интегрированная библиотека агрогородка Большие Шиловичи, отдел краеведения",
        contest="Создать новый образ сельской библиотеки",
        entry="Читаем всей деревней: от бабушкиной полки до электронного каталога за один год",
        nomination="Лучшее оформление детского уголка",
        on=date(2026, 10, 21),
        institution="ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        city="г. Слоним",
        head="О. С. Экслибрисова",
    )
    made = diplomas.render(diploma_template.build(language), translator(language), diploma)
    office(made, "docx", tmp_path, "pdf")
    pages = PdfReader(tmp_path / "made" / "book.pdf").pages
    assert [page.extract_text().split()[-4:] for page in pages] == [
        ["г.", "Слоним,", "2026", "год"]
    ]
