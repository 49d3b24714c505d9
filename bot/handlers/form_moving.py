"""A draft begun on an older version of its questionnaire is moved to the newest when opened."""

import json
from collections.abc import Mapping
from dataclasses import replace

from bot.catalogs import Html
from bot.context import FieldContext
from bot.forms import changes, engine, moving
from bot.forms.compared import said
from bot.forms.draft import Draft as Answers
from bot.forms.env import Env
from bot.forms.model import Form, Question
from bot.forms.moving import Moved
from bot.forms.turns import Card
from bot.handlers.kinds import Filling
from bot.screens import publishing as screens
from storage import drafts, history


async def to_newest(ctx: FieldContext, filling: Filling, new: Form) -> Filling:
    """Move a draft; what the new version does not take stays in the history."""
    found = moving.moved(filling.form, new, filling.answers, filling.env)
    answers, draft = found.draft, filling.draft
    far = engine.progress(new, answers, filling.env)
    text = json.dumps(answers.dump(), ensure_ascii=False, separators=(",", ":"))
    moved = replace(
        draft, version=new.version, answers=text, revision=draft.revision + 1,
        asked=far[0], total=far[1],
    )  # fmt: skip
    await drafts.move(ctx.tx, moved, ctx.stamp)
    if found.left:
        await history.add(
            ctx.tx, "drafts", draft.draft_id, "moved", now=ctx.stamp, by=ctx.person.staff_id,
            old=dict(found.left), new={"version": new.version},
        )  # fmt: skip
    is_told = changes.between(filling.form, new).is_any
    note = _note(ctx, filling.form, found) if is_told else None
    return replace(
        filling, draft=moved, form=new, answers=answers, moved=note,
        is_elsewhere=_asked(filling.form, filling.answers, filling.env)
        != _asked(new, answers, filling.env),
    )  # fmt: skip


def _asked(form: Form, answers: Answers, env: Env) -> str:
    turn = engine.current(form, answers, env)
    return "" if isinstance(turn, Card) else turn.path


def _note(ctx: FieldContext, old: Form, found: Moved) -> Html:
    anew = _called(old.questions, found.effect.anew, ctx.language)
    away = _called(old.questions, found.effect.away, ctx.language)
    return screens.moved(ctx.t, anew, away)


def _called(questions: Mapping[str, Question], paths: tuple[str, ...], language: str) -> list[str]:
    found = (questions[changes.plain(path)] for path in paths)
    return list(dict.fromkeys(said(one.label, language) or one.name for one in found))
