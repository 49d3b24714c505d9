"""A random person with a form, recorded: what was done at each step, what our engine held then.

Everything follows from the seed, so that a recording can be made again and compared.
"""

import random
import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import points
import workbooks
from points import Points

from bot.errors import UserError
from bot.forms import attachments, engine, xpath
from bot.forms.draft import Draft
from bot.forms.env import Env, Item, Items
from bot.forms.given import Given
from bot.forms.live import Live, Series
from bot.forms.model import Form
from bot.forms.turns import Ask, AskMore, Card, Kind

MAX_STEPS = 400
PATIENCE = 8  # how often a person goes back where nothing fits
CARD_MOVES = 14  # what a person opens, changes, adds or removes from the card

_THE_ONE = re.compile(r"\s*\.\s*=(.+)", re.DOTALL)

Op = list[Any]  # ["set", path, text], ["count", repeat, instances], ["remove", repeat, index]

PRESETS = {"username": "3", "email": "anna@example.org", "phonenumber": "+375291234567"}
_LISTS = {
    path.stem: attachments.read(path.read_text("utf-8"), "csv")
    for path in (Path(__file__).parent / "lists").glob("*.csv")
}


@dataclass
class Recording:
    """What a person did at each step, and our points after it.

    `stuck_at`: the question that no answer fitted and that ended the walk, "" if none.
    """

    seed: int
    stuck_at: str = ""
    steps: list[list[Op]] = field(default_factory=list)
    held: list[Points] = field(default_factory=list)


def record(form: Form, seed: int) -> Recording:
    """Walk through a form, then wander about on its card."""
    return _Recorded(form, seed).record()


def lists_of(form: Form) -> dict[str, Items]:
    """Return the lists of a form: attached ones, those in `lists`, and plain ones for the rest."""
    made = {
        name: Items(Item(f"{name}-{n}", {"ru": f"{name} {n}"}) for n in range(1, 5))
        for name in form.served
    }
    return made | _LISTS | dict(form.attachments)


class _Recorded(workbooks.Walk):
    def __init__(self, form: Form, seed: int) -> None:
        language = form.default_language or "ru"
        env = Env(workbooks.NOW, language, seed, lists_of(form), PRESETS)
        super().__init__(form, seed, env)
        self.recording = Recording(seed)
        self.moves = random.Random(f"card {seed}")
        self.patience = PATIENCE

    def record(self) -> Recording:
        self._note(Draft(), [])
        left = CARD_MOVES
        for _ in range(MAX_STEPS):
            self.reload()
            before, turn = self.draft, engine.current(self.form, self.draft, self.env)
            if isinstance(turn, Card):
                left -= 1
                done = self._from_card(turn) if left >= 0 else None
            else:
                done = self._answer(turn, before)
            if done is None:
                break
            self._note(before, done)
        return self.recording

    def _answer(self, turn: Ask | AskMore, before: Draft) -> list[Op] | None:
        """Answer one turn; None if nothing that was tried is accepted."""
        if not self.step(turn):
            return self._give_way(turn)
        if isinstance(turn, AskMore) or turn.kind is Kind.NOTE:
            return []
        text = self.draft.values.get(turn.path, "")
        return [["set", turn.path, text]] if text != before.values.get(turn.path, "") else []

    def _give_way(self, turn: Ask | AskMore) -> list[Op] | None:
        """Go back where nothing fits, as people do; None if that has not helped."""
        self.patience -= 1
        if self.patience < 0 or not turn.can_go_back:
            self.recording.stuck_at = turn.path
            return None
        self.draft = engine.back(self.form, self.draft, self.env)
        return []

    def value(self, turn: Ask) -> Given:
        """Return a random answer; now and then the one number that a rule allows."""
        rule = self.form.questions[points.plain(turn.path)].bind.constraint
        sum_rule = None if isinstance(rule, bool) else _THE_ONE.fullmatch(rule.source)
        if sum_rule and self.random.random() < 0.5:
            live = Live.unfold(self.form, self.draft, self.env)
            return live.text(xpath.compile(sum_rule[1]), live.spots[turn.path]) or "0"
        if turn.kind is Kind.DATE and self.patience < PATIENCE:  # so it is a day to come
            return str(workbooks.NOW.date() + timedelta(days=self.random.randrange(90)))
        return super().value(turn)

    def _from_card(self, card: Card) -> list[Op] | None:
        """Make one random move; return what it does to the answers, None if there is none."""
        moves = [("open_later", part.path) for later in card.later for part in later.parts]
        moves += [("change", row.path) for row in card.rows if row.can_change]
        moves += [("add", part.path) for part in card.repeats]
        moves += [("remove", path) for path in sorted({row.instance for row in card.rows} - {""})]
        if not moves:
            return None
        name, path = self.moves.choice(moves)
        try:
            self.draft = getattr(engine, name)(self.form, self.draft, path, self.env)
        except UserError:  # no more can be added
            return []
        series, _, number = path.rpartition("[")
        return [["remove", series, int(number[:-1]) - 1]] if name == "remove" else []

    def _note(self, before: Draft, done: list[Op]) -> None:
        live = Live.unfold(self.form, self.draft, self.env)
        self.recording.steps.append(done + _grown(live, before))
        self.recording.held.append(points.held(live))


def _grown(live: Live, before: Draft) -> list[Op]:
    """Return the repeats that were made longer or shorter; counted ones follow by their rule."""
    return [
        ["count", step.path, len(step.instances)]
        for step in live.walk()
        if isinstance(step, Series)
        and step.node.count is None
        and before.counts.get(step.path) != len(step.instances)
    ]
