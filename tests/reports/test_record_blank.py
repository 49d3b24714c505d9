"""The printed blanks of a visit and a round: the chat's questions in the chat's order."""

import sys
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import prepared
import pytest
from docx import Document

sys.path.insert(0, str(Path(__file__).parents[1] / "forms"))

from bot import sample
from bot.catalogs import translator
from bot.errors import NotAllowedError
from bot.forms import builtin, engine, refill
from bot.forms.draft import Draft as Answers
from bot.forms.env import Env
from bot.forms.model import Form
from bot.forms.turns import Ask, AskMore, Card, Kind
from bot.network import Network
from bot.reports import record_blank
from storage import database
from storage.database import Reader

NOW = datetime.fromisoformat("2026-10-15T09:28:00+03:00")


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Reader]:
    """Read the sample network."""
    prepared.migrate(tmp_path / "bot.db")
    opened = await database.Database.open(tmp_path / "bot.db")
    async with opened.write() as tx:
        await sample.load(tx, date(2026, 10, 15), telegram=True, with_campaign=False)
    async with opened.read() as reader:
        yield reader
    await opened.close()


def table(path: Path, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(str(path)).tables[number].rows]


def said(path: Path) -> list[str]:
    return [one.text for one in Document(str(path)).paragraphs if one.text]


async def test_a_round_of_a_library_without_telegram(db: Reader, tmp_path: Path) -> None:
    """A sheet in its librarian's language, with its own settlements to tick."""
    path = tmp_path / "blank.docx"
    asked = {"form": "round", "library_ids": [4, 10], "year": 2026, "language": "ru"}
    assert await record_blank.make(db, asked, path) == {
        "name": "Подворный обход.docx", "title": "Подворный обход", "sheets": 2,
    }  # fmt: skip
    assert said(path)[6:] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Падворны абход",
        "Бібліятэка: Інтэграваная бібліятэка аграгарадка Новадзевяткавічы (SL-10)",
        "Каму перадаць: методический отдел. Запіс унясуць з бланка і так адзначаць.",
        "Патрэбны толькі лікі: прозвішчаў, тэлефонаў і адрасоў жыхароў не пішыце.",
        "Прозвішча: __________________________ Подпіс: ____________ Дата: ____________",
    ]
    assert [row[:2] for row in table(path)][:14] == [
        ["№", "Вопрос"],
        ["1", "Дата обхода"],
        ["2", "Библиотека"],
        ["3", "Населённый пункт"],
        ["4", "Цель обхода"],
        ["5", "Совместно с"],
        ["6", "Дворов обойдено"],
        ["7", "Дома застали"],
        ["8", "Опрошено жителей"],
        ["9", "Уже читатели"],
        ["10", "Записано новых читателей"],
        ["11", "Не читают"],
        ["12", "Улица"],
        ["13", "Почему не читают"],
    ]
    own = {row[0]: row[2].replace("\u00a0", " ") for row in table(path, 1)}
    assert own["1"] == "__ . __ . ______"
    assert own["2"] == "☐ Новадзевяткавічы"
    assert own["3"] == "☐ Новадзевяткавічы\n☐ Заводны Лес"
    assert own["13"] == (
        "Няма часу: ____   Дробны шрыфт: ____   Далёка, гадзіны: ____   У інтэрнэце: ____   "
        "Свае кнігі: ____   Няма патрэбных: ____   Не любяць: ____   Не ведалі пра нас: ____   "
        "Чытае сям’я: ____   Іншае: ____"
    )


async def test_an_empty_blank_of_a_visit(db: Reader, tmp_path: Path) -> None:
    """For any library: libraries and people are written, purposes ticked."""
    path = tmp_path / "blank.docx"
    asked = {"form": "visit", "library_ids": [], "year": 2026, "language": "ru"}
    assert (await record_blank.make(db, asked, path))["sheets"] == 1
    assert said(path) == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Выезд в библиотеку",
        "Кому передать: методический отдел. Запись внесут с бланка и так отметят.",
        "Фамилии и телефоны читателей не нужны.",
        "Фамилия: __________________________ Подпись: ____________ Дата: ____________",
    ]
    answers = {row[1]: row[2].replace("\u00a0", " ") for row in table(path)}
    assert (answers["Кто ездил"], answers["Библиотека"]) == ("", "")
    assert answers["Итог"] == "☐ Выезд состоялся\n☐ Библиотека не работала"
    assert answers["Цель выезда"].split("   ")[:3] == [
        "☐ Методическая помощь",
        "☐ Практическая помощь",
        "☐ Изучение работы",
    ]


async def test_another_form_has_no_blank_here(db: Reader, tmp_path: Path) -> None:
    asked = {"form": "campaign", "library_ids": [], "year": 2026, "language": "ru"}
    with pytest.raises(NotAllowedError):
        await record_blank.make(db, asked, tmp_path / "blank.docx")


# -------------------------------------------------------------------- the order of the chat

GIVEN = {
    Kind.TEXT: "Текст", Kind.INTEGER: "3", Kind.DATE: "14.10.2026", Kind.DATETIME: "15.10 9:00",
}  # fmt: skip


def chat_order(form: Form, env: Env) -> list[str]:
    """Return what the chat asks, question by question, in the order in which it asks."""
    answers = refill.start(form, env, {}, settled=False)
    told: list[str] = []
    for _ in range(200):
        turn = engine.current(form, answers, env)
        if isinstance(turn, Card):
            return told
        if isinstance(turn, AskMore):
            answers = engine.finish(form, answers, env)
            continue
        told.append(turn.label)
        answers = given(form, answers, env, turn)
    raise AssertionError(told)


def given(form: Form, answers: Answers, env: Env, ask: Ask) -> Answers:
    """Answer a question: the first choice, or something that fits."""
    word = ask.choices[0].label if ask.choices else GIVEN[ask.kind]
    if ask.path in {"home", "asked", "readers"}:
        word = "3"
    if ask.path in {"new", "not_reading"}:
        word = "0"
    return engine.answer(form, answers, word, env)


@pytest.mark.parametrize("name", ["visit", "round"])
@pytest.mark.parametrize("language", ["ru", "be"])
async def test_the_blank_follows_the_chat(db: Reader, name: str, language: str) -> None:
    """Each question of the chat stands on the blank, in the same order, by the same name."""
    network = Network()
    await network.read(db)
    form = builtin.load(name)
    t = translator(language)
    lists = {
        **network.lists, "settlements": network.settlement_items, **network.round_items,
    }  # fmt: skip
    env = Env(now=NOW, language=language, lists=lists, presets={"username": "3"})
    asked = chat_order(form, env)
    about = await record_blank.read(db, name, 2026)
    rows = record_blank.of_library(t, about, None).rows
    printed = [row.label for row in rows if row.number]
    assert [row.number for row in rows if row.number] == list(range(1, len(printed) + 1))
    assert [label for label in printed if label in asked] == asked
