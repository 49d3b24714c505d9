"""How far a draft is, as its last answer said; of one that began before, the engine is asked."""

import json
from dataclasses import dataclass

from bot.forms import builtin, engine
from bot.forms.draft import Draft as Answers
from bot.forms.env import Env
from bot.forms.turns import Card
from bot.reminders.scene import Scene
from storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class Progress:
    """Questions answered of those on the present way; `is_whole`: only saving is left."""

    done: int
    total: int
    is_whole: bool = False


def of(draft: Draft, scene: Scene) -> Progress | None:
    """Return how far `draft` is; None where that is not kept and its form is no shipped one."""
    if draft.total is not None:
        return Progress(draft.asked, draft.total, is_whole=draft.asked == draft.total)
    if draft.form not in builtin.NAMES:
        return None
    form = builtin.load(draft.form)
    if form.version != draft.version:
        return None
    env = Env(
        now=scene.now,
        language="ru",
        seed=draft.draft_id,
        lists=scene.network.lists,
        presets={"username": str(draft.staff_id)},
    )
    turn = engine.current(form, Answers.load(json.loads(draft.answers)), env)
    if isinstance(turn, Card):
        return Progress(0, 0, is_whole=True)
    return Progress(max(turn.number - 1, 0), turn.total)


def answer(draft: Draft, path: str) -> str:
    """Return the raw answer to one question of a draft; empty where there is none."""
    return str(json.loads(draft.answers).get("values", {}).get(path, ""))
