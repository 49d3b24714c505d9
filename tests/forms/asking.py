"""A person with a form, for tests: answers, sees the next question; the draft is reloaded."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.forms import builtin, convert, engine, reading
from bot.forms.draft import Draft
from bot.forms.env import Env, Item, Items
from bot.forms.given import Given, Ticked
from bot.forms.model import Form
from bot.forms.turns import Ask, AskMore, Card, Turn

NOW = datetime(2026, 10, 15, 9, 28, tzinfo=ZoneInfo("Europe/Minsk"))

LIBRARIES = Items(
    [
        Item("SL-01", {"ru": "Центральная", "be": "Цэнтральная"}, {"status": "open"}),
        Item("SL-02", {"ru": "Жировичи", "be": "Жыровічы"}, {"status": "open"}),
        Item("SL-03", {"ru": "Деревная", "be": "Дзераўная"}, {"status": "open"}),
        Item("SL-13", {"ru": "Кракотка", "be": "Кракотка"}, {"status": "closed"}),
    ]
)
STAFF = Items([Item("3", {"ru": "Аннотова"}), Item("4", {"ru": "Книжник"})])


def an_env(**changes: Any) -> Env:
    """Return Thursday, 15 October 2026, 9:28, methodist 3, in Russian."""
    env = Env(
        now=NOW,
        language="ru",
        seed=17,
        lists={"libraries": LIBRARIES, "staff": STAFF},
        presets={"username": "3"},
    )
    return replace(env, **changes)


def a_form(markdown: str, attachments: Mapping[str, Items] | None = None) -> Form:
    """Convert a Markdown form as the shipped ones are."""
    return reading.read(convert.trusted(markdown), attachments)


class Person:
    """Answers a form; every step is saved as JSON and read again, and must stay the same."""

    def __init__(
        self,
        form: Form | str = "visit",
        env: Env | None = None,
        prefilled: Mapping[str, str | Iterable[str]] | None = None,
    ) -> None:
        self.form = form if isinstance(form, Form) else builtin.load(form)
        self.env = env or an_env()
        self.draft = engine.start(self.form, self.env, prefilled)
        self._reload()

    @property
    def turn(self) -> Turn:
        """Return the present turn."""
        return engine.current(self.form, self.draft, self.env)

    @property
    def asked(self) -> str:
        """Return what is asked: the path, `path + count` for one more, else "card"."""
        turn = self.turn
        if isinstance(turn, Card):
            return "card"
        return f"{turn.path} + {turn.count}" if isinstance(turn, AskMore) else turn.path

    @property
    def ask(self) -> Ask:
        """Return the present question."""
        turn = self.turn
        assert isinstance(turn, Ask)
        return turn

    @property
    def card(self) -> list[str]:
        """Return the rows of the card as `label: shown`."""
        card = engine.card(self.form, self.draft, self.env)
        return [f"{row.label}: {row.shown}" for row in card.rows]

    @property
    def submission(self) -> dict[str, Any]:
        """Return the answers as they would be saved."""
        return engine.submission(self.form, self.draft, self.env)

    def says(self, *given: Given, path: str | None = None) -> str:
        """Answer one after another; return what is asked then."""
        for each in given:
            self.takes(engine.answer(self.form, self.draft, each, self.env, path))
        return self.asked

    def ticks(self, *names: str) -> str:
        """Tick choices and press «Готово»."""
        for name in names:
            self.takes(engine.answer(self.form, self.draft, Ticked(name, on=True), self.env))
        return self.does("finish")

    def does(self, move: str, *arguments: str) -> str:
        """Make a move of the engine: skip, keep, back, change, add, remove, finish, open_later."""
        self.takes(getattr(engine, move)(self.form, self.draft, *arguments, self.env))
        return self.asked

    def refused(self, given: Given | str, *, move: str = "answer") -> str:
        """Return the text of a refusal; the draft must not change by it."""
        before, turn = self.draft.dump(), self.turn
        try:
            if move == "answer":
                engine.answer(self.form, self.draft, given, self.env)
            else:
                getattr(engine, move)(self.form, self.draft, self.env)
        except UserError as refusal:
            assert (self.draft.dump(), self.turn) == (before, turn)
            return refusal.text.format(**refusal.values)
        raise AssertionError(f"taken: {given}")

    def takes(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.draft = draft
        self._reload()

    def _reload(self) -> None:
        before = self.draft
        self.draft = Draft.load(json.loads(json.dumps(before.dump())))
        assert self.draft == before
        assert self.turn == engine.current(self.form, before, self.env)
        assert self.submission == engine.submission(self.form, before, self.env)
