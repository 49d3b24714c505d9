"""What presses and typed words of a walk mean, in Russian and Belarusian."""

import pytest

from bot.rules.walk_words import Said, Words
from storage.records.rounds import Tap

LABELS = {
    "readers": ("Уже читатели", "Ужо чытачы"),
    "new_readers": ("Новый читатель", "Новы чытач"),
    "not_reading": ("Не читают", "Не чытаюць"),
    "nobody": ("Никого нет", "Нікога няма"),
    "undo": ("Отменить последнее", "Скасаваць апошняе"),
    "more": ("Ещё…", "Яшчэ…"),
    "another": ("Ещё житель", "Яшчэ жыхар"),
    "issued": ("Выдано изданий", "Выдадзена"),
    "homebound": ("На дому", "Дома ў чытача"),
    "reregistered": ("Перерегистрация", "Перарэгістрацыя"),
    "another_readers": ("Ещё читатель", "Яшчэ чытач"),
    "finish": ("Закончить обход", "Скончыць абход"),
}
LISTS = [
    ("purpose", "survey", "Опрос"),
    ("reason", "no_time", "Нет времени"),
    ("reason", "no_time", "Няма часу"),
    ("reason", "far", "Далеко, часы"),
    ("reason", "other", "Другое"),
    ("wish", "history", "История, война"),
    ("wish", "health", "Здароўе"),
    ("wish", "other", "Другое"),
    ("age", "15-30", "15–30"),
    ("age", "60", "60 и старше"),
]
WORDS = Words(LABELS, LISTS)


def taps(text: str, asks: str | None = None) -> list[tuple[str, int, str]]:
    said = WORDS.read(text, asks)
    assert said is not None, text
    assert not said.word
    return [(tap.kind, tap.amount, tap.item) for tap in said.taps]


@pytest.mark.parametrize(
    ("typed", "kind", "amount"),
    [
        ("Уже читатели", "readers", 1),
        ("Ужо чытачы", "readers", 1),
        ("уже читатели.", "readers", 1),
        ("Новый читатель", "new_readers", 1),
        ("Новы чытач", "new_readers", 1),
        ("Не читают", "not_reading", 1),
        ("Не чытаюць", "not_reading", 1),
        ("Никого нет", "nobody", 1),
        ("Нікога няма", "nobody", 1),
        ("никого", "nobody", 1),
        ("нікога", "nobody", 1),
        ("Никого дома!", "nobody", 1),
        ("3 не читают", "not_reading", 3),
        ("3 не чытаюць", "not_reading", 3),
        ("не читают 3", "not_reading", 3),
        ("не читают: 3", "not_reading", 3),
        ("Не читают - 3", "not_reading", 3),
        ("три не читают", "not_reading", 3),
        ("дзве нікога", "nobody", 2),
        ("никого x2", "nobody", 2),
        ("2 читателя", "readers", 2),
        ("5 чытачоў", "readers", 5),
        ("21 новых читателей", "new_readers", 21),
        ("ещё читатель", "another_readers", 1),
        ("яшчэ чытач", "another_readers", 1),
        ("выдано 5", "issued", 5),
        ("5 книг", "issued", 5),
        ("Выдадзена кніг: 12", "issued", 12),
        ("вернули 4", "returned", 4),
        ("вернута 4", "returned", 4),
        ("на дому 2", "homebound", 2),
        ("Дома ў чытача 2", "homebound", 2),
        ("Перерегистрация", "reregistered", 1),
        ("перерегистрация 7", "reregistered", 7),
        ("2 должника", "debtors", 2),
        ("приглашено 10", "invited", 10),
        ("запрошана 10", "invited", 10),
        ("памяток 30", "leaflets", 30),
    ],
)
def test_a_count_is_understood(typed: str, kind: str, amount: int) -> None:
    assert taps(typed) == [(kind, amount, "")]


@pytest.mark.parametrize(
    ("typed", "asks", "kind", "code", "amount"),
    [
        ("Нет времени", None, "reason", "no_time", 1),
        ("няма часу", "reason", "reason", "no_time", 1),
        ("Далеко, часы", "reason", "reason", "far", 1),
        ("2 нет времени", None, "reason", "no_time", 2),
        ("Другое", "reason", "reason", "other", 1),
        ("Другое", None, "reason", "other", 1),
        ("Другое", "wish", "wish", "other", 1),
        ("История, война", "wish", "wish", "history", 1),
        ("15-30", "age", "age", "15-30", 1),
        ("60 и старше", "age", "age", "60", 1),
        ("3 60 и старше", "age", "age", "60", 3),
        ("хочет: Здароўе", None, "wish", "health", 1),
    ],
)  # fmt: skip
def test_names_of_lists_are_understood(
    typed: str, asks: str | None, kind: str, code: str, amount: int
) -> None:
    assert taps(typed, asks) == [(kind, amount, code)]


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("3 не читают, 2 никого", [("not_reading", 3, ""), ("nobody", 2, "")]),
        ("Не читают: нет времени", [("not_reading", 1, ""), ("reason", 1, "no_time")]),
        ("не читают, далеко, часы", [("not_reading", 1, ""), ("reason", 1, "far")]),
        ("читают; выдано 3\nперерегистрация",
         [("readers", 1, ""), ("issued", 3, ""), ("reregistered", 1, "")]),
    ],
)  # fmt: skip
def test_several_counts_stand_in_one_message(
    typed: str, counted: list[tuple[str, int, str]]
) -> None:
    assert taps(typed) == counted


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Отменить последнее", "undo"),
        ("скасаваць", "undo"),
        ("Ещё…", "more"),
        ("еще", "more"),
        ("Яшчэ…", "more"),
        ("Ещё житель", "another"),
        ("Выдано изданий", "issued"),
        ("Закончить обход", "finish"),
        ("пауза", "pause"),
        ("Прапусціць", "skip"),
    ],
)
def test_what_is_no_count_is_told_to_the_walk(typed: str, word: str) -> None:
    assert WORDS.read(typed) == Said(word=word)


def test_a_number_alone_answers_what_was_asked() -> None:
    assert taps("7", "issued") == [("issued", 7, "")]
    assert WORDS.read("7") is None
    assert WORDS.read("0", "issued") is None


def test_a_wished_title_keeps_its_letters() -> None:
    assert WORDS.read("просит «Людзі на балоце»") == Said(
        (Tap(kind="title", item="Людзі на балоце"),)
    )
    assert taps("хоча: Дзікае  паляванне") == [("title", 1, "Дзікае паляванне")]


@pytest.mark.parametrize(
    "typed",
    [
        "", "...", "привет", "у Ивановых корова", "0 не читают", "не читают 3 раза в неделю",
        "никого, привет", "3", "Опрос", "отменить, никого", "1234567 никого", "/round",
    ],
)  # fmt: skip
def test_what_is_not_understood_counts_nothing(typed: str) -> None:
    assert WORDS.read(typed) is None


def test_a_label_is_told_from_other_words() -> None:
    assert [WORDS.is_label(text) for text in ("Не читают", "уже читатели", "никого", "5")] == [
        True, True, False, False,
    ]  # fmt: skip
