"""Which published questionnaires a contest can ask, and what the others lack."""

from pathlib import Path

import pytest
from publishing import workbook

from bot.forms import convert
from bot.rules import own_questions

CONTEST = ("конкурс", "contest", "Конкурс", "Конкурс", "да")
LIBRARY = ("библиотека", "library", "Библиотека", "Бібліятэка", "да")
TITLE = ("текст", "title", "Название", "Назва", "да")
NEEDED = (CONTEST, LIBRARY, TITLE)
MORE = ("начало группы", "more", "Дополнить", "Дапоўніць")
END = ("конец группы",)
AGAIN = ("начало повтора", "photos", "Фото", "Фота")
LINK = ("текст", "link", "Ссылка", "Спасылка")


@pytest.mark.parametrize(
    ("rows", "lacks"),
    [
        (NEEDED, ()),
        ((*NEEDED, AGAIN, ("фото", "photo", "Фото", "Фота"), ("конец повтора",)), ()),
        ((*NEEDED, MORE, LINK, END), ()),
        ((LINK,), ("contest", "library", "title")),
        ((CONTEST, LIBRARY, (*TITLE[:4], "")), ("title",)),
        ((CONTEST, LIBRARY, MORE, TITLE, END), ("title",)),
        ((("текст", *CONTEST[1:]), LIBRARY, TITLE), ("contest",)),
        ((CONTEST, ("сотрудник", *LIBRARY[1:]), TITLE), ("library",)),
        ((*NEEDED, ("текст", "published_on", "Дата", "Дата")), ("published_on",)),
        ((*NEEDED, ("текст", "coauthors", "Соавторы", "Сааўтары")), ("coauthors",)),
        ((*NEEDED, AGAIN, ("фото", "picture", "Фото", "Фота"), ("конец повтора",)), ("photos",)),
        ((*NEEDED, ("фото", "photos", "Фото", "Фота")), ("photos",)),
        ((*NEEDED, ("текст", "more", "Ещё", "Яшчэ")), ("more",)),
    ],
)
def test_what_a_questionnaire_lacks(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...], lacks: tuple[str, ...]
) -> None:
    """Three names are asked of everybody; what bears a known name is read as the shipped one."""
    path = tmp_path / "own.md"
    path.write_bytes(workbook(*rows))
    assert own_questions.lacking(convert.load(path)) == lacks


def test_the_form_of_a_contest_names_its_questionnaire() -> None:
    """What its drafts and submissions are called has no code."""
    form = own_questions.named("ugolok")
    assert (form, own_questions.kind_of(form), own_questions.code_of(form)) == (
        "entry_own:ugolok",
        "entry_own",
        "ugolok",
    )
    assert own_questions.kind_of("entry_press") == "entry_press"
    assert (own_questions.is_own(form), own_questions.is_own("entry_press")) == (True, False)
