"""A form's answers while they are given: begun, loaded, kept."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError, StaleButtonError
from bot.forms import engine, refill
from bot.forms.draft import Draft as Answers
from bot.forms.env import Env
from bot.forms.given import Given
from bot.forms.model import Form
from bot.forms.turns import Ask, Kind, Turn
from bot.handlers import form_moving
from bot.handlers.kinds import Beginning, Filling, FormKind, Told
from bot.msgid import msgid
from storage import chats, drafts
from storage.drafts import Draft, NewDraft

INSTANCE: Final = re.compile(r"\[\d+\]")  # of a repeat, in a path
KINDS: Final[dict[str, FormKind]] = {}
_versions: dict[tuple[str, str], Form] = {}


def register(kind: FormKind) -> FormKind:
    """Let the mechanism ask a form."""
    KINDS[kind.name] = kind
    return kind


async def begin(
    ctx: FieldContext,
    name: str,
    *,
    owner: int | None = None,
    source: str = "chat",
    context: Mapping[str, Any] | None = None,
    prefilled: Mapping[str, Any] | None = None,
    settled: bool = False,
    training: bool = False,
) -> Filling:
    """Begin a draft without asking anything yet.

    `prefilled` is shaped as a submission; `settled`: it is a record, show its card.
    """
    kind = KINDS[name]
    form = await kind.current(ctx, context or {})
    ctx.require("practice.use" if training else kind.action)
    staff_id = owner or ctx.person.staff_id
    await ctx.services.network.fresh(ctx.tx)
    first = await kind.begin(ctx, Beginning(staff_id, context or {}, prefilled or {}, training))
    new = NewDraft(
        staff_id, ctx.person.staff_id, source, name, form.version, first.context, "{}", training
    )
    told = await kind.told(ctx, _unsaved(new))
    env = _env(ctx, kind, _unsaved(new), told)
    answers = refill.start(form, env, {**told.values, **first.prefilled}, settled=settled)
    answers = engine.inform(form, answers, told.values, env)
    filling = Filling(_unsaved(new), kind, form, answers, env, told)
    if await refusal_of(ctx, filling, kind.dated, answers):
        answers = engine.change(form, answers, kind.dated, env)
    far = engine.progress(form, answers, env)
    new = replace(new, answers=_dumped(answers), far=far)
    draft = await drafts.begin(ctx.tx, new, ctx.stamp)
    await chats.focus(ctx.tx, ctx.chat_id, draft.draft_id)
    return replace(filling, draft=draft, answers=answers)


async def refusal_of(
    ctx: FieldContext, filling: Filling, path: str, answers: Answers
) -> BadAnswerError | None:
    """Return why the kind refuses the answer at `path`; practice is recorded nowhere."""
    if filling.draft.training:
        return None
    return await filling.kind.refusal(ctx, path, answers.values.get(path, ""))


async def answers_with(
    ctx: FieldContext, filling: Filling, turn: Turn, before: Answers, given: Given
) -> Answers:
    """Return the answers with the one given to `turn`; raise BadAnswerError and the like."""
    answers = engine.answer(filling.form, before, given, filling.env)
    if isinstance(turn, Ask) and (fault := await refusal_of(ctx, filling, turn.path, answers)):
        raise fault
    return answers


def _unsaved(new: NewDraft) -> Draft:
    return Draft(
        0, new.staff_id, new.entered_by, new.source, new.form, new.version, new.context,
        new.answers, 0, 0, new.training, "open", "", "",
    )  # fmt: skip


async def load(ctx: FieldContext, draft_id: int) -> Filling:
    """Return an open draft of this person; somebody else's is refused."""
    focus = ctx.draft_in_focus
    is_focus = focus is not None and focus.draft_id == draft_id
    draft = focus if is_focus else await drafts.load(ctx.tx, draft_id)
    if draft is None or draft.entered_by != ctx.person.staff_id:
        raise NotAllowedError
    if draft.state != "open":
        raise StaleButtonError(await standing(ctx))
    await ctx.services.network.fresh(ctx.tx)
    kind = KINDS[draft.form]
    current = await kind.current(ctx, draft.context)
    form = await _version(ctx, draft, current)
    told = await kind.told(ctx, draft)
    env = _env(ctx, kind, draft, told)
    answers = Answers.load(json.loads(draft.answers))
    filling = Filling(draft, kind, form, answers, env, told)
    if kind.is_moved and draft.version != current.version:
        filling = await form_moving.to_newest(ctx, filling, current)
    answers = engine.inform(filling.form, filling.answers, told.values, env)
    return replace(filling, answers=answers)


async def _version(ctx: FieldContext, draft: Draft, current: Form) -> Form:
    """Return the form in the version that the draft was opened on."""
    if current.version == draft.version:
        return current
    kind = KINDS[draft.form]
    if kind.is_moved:
        return await kind.version(ctx, draft.version) or current
    key = (draft.form, draft.version)
    if key not in _versions:
        found = await kind.version(ctx, draft.version)
        if found is None:
            return current
        _versions[key] = found
    return _versions[key]


def _env(ctx: FieldContext, kind: FormKind, draft: Draft, told: Told) -> Env:
    return Env(
        now=ctx.now,
        language=ctx.language,
        seed=draft.draft_id,
        lists={**kind.lists(ctx, draft), **told.lists},
        presets={"username": str(draft.staff_id)},
        last_saved=told.last_saved,
        floors=told.floors,
    )


async def standing(ctx: FieldContext) -> str:
    """Say in a few words where the person stands now."""
    draft_id = ctx.chat.draft_id
    draft = await drafts.load(ctx.tx, draft_id) if draft_id else None
    if draft is None or draft.state != "open":
        return ctx.t.plain(msgid("the main menu"))
    return ctx.t.plain(KINDS[draft.form].title)


def _dumped(answers: Answers) -> str:
    return json.dumps(answers.dump(), ensure_ascii=False, separators=(",", ":"))


async def store(ctx: FieldContext, filling: Filling, answers: Answers) -> Filling:
    """Keep new answers without a word."""
    far = engine.progress(filling.form, answers, filling.env)
    drafts.save(ctx.tx, filling.draft, _dumped(answers), far, ctx.stamp)
    revision = filling.draft.revision + 1
    draft = replace(filling.draft, revision=revision, asked=far[0], total=far[1])
    return replace(filling, draft=draft, answers=answers)


async def refocus(ctx: FieldContext, filling: Filling) -> None:
    """Make typed words answer this draft."""
    if ctx.chat.draft_id != filling.draft.draft_id:
        await chats.focus(ctx.tx, ctx.chat_id, filling.draft.draft_id)


def answered(filling: Filling) -> list[str]:
    """Return the paths of questions that the person has answered."""
    defaults = engine.start(filling.form, filling.env, filling.told.values).values
    values = filling.answers.values
    return [
        path
        for path, value in values.items()
        if defaults.get(path) != value and _is_counted(filling.form, path)
    ]


def _is_counted(form: Form, path: str) -> bool:
    question = form.questions.get(INSTANCE.sub("", path))
    if question is None:
        return True
    return question.kind is not Kind.SILENT and "aside" not in question.appearance


async def leave(ctx: FieldContext) -> None:
    """Take the focus from any draft; typed words mean nothing special then."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
