"""«Мои дела»: everything that waits for a person, drafts put away or deleted, reminders asked."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from bot.clock import local, parse_stamp, stamp
from bot.context import FieldContext, numbers, roles_of
from bot.errors import NotAllowedError, StaleButtonError
from bot.handlers import form_asking, form_draft, form_ending, prompts
from bot.msgid import msgid
from bot.reminders import agenda, scene
from bot.reminders.messages import SLOT
from bot.reminders.scene import Scene
from bot.routes import Route, command, press
from bot.rules import due, rights
from bot.screens import tasks as screens
from bot.screens.screen import Screen
from storage import chats, drafts, reminders
from storage.drafts import Draft

PRESSES: Final[dict[str, Route]] = {}


def know(routes: tuple[Route, ...]) -> None:
    """Let a typed number do what the button of its line does."""
    PRESSES.update({route.name: route for route in routes if route.kind == "press"})


def titles() -> Mapping[str, str]:
    """Return the titles (msgids) of the forms by name."""
    return {name: kind.title for name, kind in form_draft.KINDS.items()}


async def here(ctx: FieldContext) -> Scene:
    """Return what the reminders' rules know of this moment."""
    services = ctx.services
    return await scene.read(ctx.tx, services.network, services.clock.zone, ctx.now)


async def show(ctx: FieldContext) -> None:
    """Show what waits for the person; an open draft stays and is one of the lines."""
    await _list(ctx, page=0)


async def turn_page(ctx: FieldContext) -> None:
    """Show another page of a long list."""
    page = numbers(ctx.arguments[:1])
    await _list(ctx, page=page[0] if page else 0)


async def _list(ctx: FieldContext, *, page: int) -> None:
    now = await here(ctx)
    said = await agenda.read(ctx.tx, now, ctx.person, ctx.t, titles())
    screen = agenda.screen(said, now, ctx.t, greeted_on=ctx.chat.greeted_on, page=page)
    if ctx.chat.draft_id is not None:
        await form_draft.leave(ctx)
        await form_ending.back_to_menu(ctx)
    await chats.greeted(ctx.tx, ctx.chat_id, ctx.today)
    if said.lines:
        await chats.ask(ctx.tx, ctx.chat_id, {"kind": SLOT, "presses": said.presses})
    ctx.show(SLOT, screen)


async def take_number(ctx: FieldContext, prompt: dict[str, Any], text: str) -> bool:
    """Open the line whose number was typed; False leaves the words to others."""
    presses = prompt.get("presses", [])
    number = text.strip(" .№")
    if not number.isdigit() or not 0 < int(number) <= len(presses):
        return False
    await run(ctx, presses[int(number) - 1])
    return True


async def run(ctx: FieldContext, data: str) -> None:
    """Do what a button with `data` does, by the same rights."""
    verb, *arguments = data.split(":")
    route = PRESSES.get(verb)
    if route is None:
        raise NotAllowedError
    if route.action:
        ctx.require_some(route.action)
    ctx.arguments = tuple(arguments)
    await route.do(ctx)


# -------------------------------------------------------------------- drafts


async def show_draft(ctx: FieldContext) -> None:
    """Show a draft that waits: go on, remind later, delete."""
    draft = await _own_draft(ctx)
    touched = local(parse_stamp(draft.updated_at), ctx.services.clock.zone)
    text = await _line_of(ctx, draft.slot)
    ctx.show(SLOT, screens.draft_card(ctx.t, draft.draft_id, text, touched))


async def ask_to_delete(ctx: FieldContext) -> None:
    """Ask before a draft is deleted."""
    draft = await _own_draft(ctx)
    title = ctx.t.plain(titles()[draft.form])
    ctx.show(SLOT, screens.confirm_delete(ctx.t, draft.draft_id, title))


async def _own_draft(ctx: FieldContext) -> Draft:
    draft = await _open_draft(ctx)
    if draft.entered_by != ctx.person.staff_id:
        raise NotAllowedError
    return draft


async def _open_draft(ctx: FieldContext) -> Draft:
    wanted = numbers(ctx.arguments[:1])
    draft = await drafts.load(ctx.tx, wanted[0]) if wanted else None
    if draft is None:
        raise NotAllowedError
    if draft.state != "open" or draft.training:
        raise StaleButtonError(await form_draft.standing(ctx))
    return draft


async def _line_of(ctx: FieldContext, subject: str) -> Any:
    """Return the line of the list about `subject`, as HTML; refuse what is not theirs."""
    now = await here(ctx)
    said = await agenda.read(ctx.tx, now, ctx.person, ctx.t, titles())
    task = agenda.named(said.tasks, subject)
    if task is None:
        raise StaleButtonError(await form_draft.standing(ctx))
    item = agenda.item(task, now, ctx.t, titles())
    return ctx.t(item.text, **item.values)


# -------------------------------------------------------------------- standing in


async def show_colleagues_draft(ctx: FieldContext) -> None:
    """Show the draft of an absent colleague to the one who stands in."""
    draft = await _stood_in(ctx)
    text = await _line_of(ctx, draft.slot)
    may = _may_fill(ctx, draft)
    ctx.show(SLOT, screens.take_over(ctx.t, draft.draft_id, text, is_open=may))


async def take_over(ctx: FieldContext) -> None:
    """Take over the draft of an absent colleague and go on with it."""
    draft = await _stood_in(ctx)
    if not _may_fill(ctx, draft):
        raise NotAllowedError
    await drafts.hand_over(ctx.tx, draft.draft_id, ctx.person.staff_id, ctx.stamp)
    ctx.arguments = (str(draft.draft_id),)
    await form_asking.resume(ctx)


async def _stood_in(ctx: FieldContext) -> Draft:
    draft = await _open_draft(ctx)
    now = await here(ctx)
    if draft.entered_by not in now.stands_in_for(ctx.person.staff_id):
        raise NotAllowedError
    return draft


def _may_fill(ctx: FieldContext, draft: Draft) -> bool:
    return rights.allows(roles_of(ctx.person), form_draft.KINDS[draft.form].action, own=True)


# -------------------------------------------------------------------- «Напомнить позже»


async def choose_moment(ctx: FieldContext) -> None:
    """Ask when to remind."""
    ctx.show(SLOT, screens.when(ctx.t, await _subject(ctx, ctx.arguments)))


async def remind(ctx: FieldContext) -> None:
    """Keep the wish: in an hour, or tomorrow when the person's day begins."""
    if not ctx.arguments:
        raise NotAllowedError
    subject = await _subject(ctx, ctx.arguments[1:])
    at = ctx.now + timedelta(hours=1)
    if ctx.arguments[0] == "morning":
        now = await here(ctx)
        person = now.people[ctx.person.staff_id]
        day = ctx.today + timedelta(days=1)
        at = local(due.moment(day, person.week, now.pace), ctx.services.clock.zone)
    moment = reminders.Moment(stamp(at), at.date())
    await reminders.ask(ctx.tx, ctx.person.staff_id, subject, moment, ctx.stamp)
    ctx.show(SLOT, screens.will_remind(ctx.t, at))


async def _subject(ctx: FieldContext, arguments: tuple[str, ...]) -> str:
    """Return what is to be reminded of; only the person's own tasks can be."""
    subject = ":".join(arguments)
    if subject != agenda.WHOLE:
        await _line_of(ctx, subject)
    return subject


# -------------------------------------------------------------------- after an absence


async def ask_again(ctx: FieldContext, draft_id: int) -> None:
    """Show the question in hand once more: what was pressed meanwhile never arrived."""
    ctx.say(Screen(ctx.t(msgid("The bot was away for a while. We go on from here:"))))
    await form_asking.show(ctx, await form_draft.load(ctx, draft_id), edit=False)


async def _from_prompt(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    from bot.handlers import free  # noqa: PLC0415  # words that are no number go on there

    if not await take_number(ctx, prompt, text):
        await free.take_outside(ctx, text)


prompts.register(SLOT, _from_prompt)
ROUTES: Final[tuple[Route, ...]] = (
    command("tasks", show, "tasks.read"),
    press("task.page", turn_page, "tasks.read"),
    press("task.draft", show_draft, "draft.fill"),
    press("task.drop", ask_to_delete, "draft.fill"),
    press("task.take", show_colleagues_draft, "draft.fill"),
    press("task.taken", take_over, "draft.fill"),
    press("task.later", choose_moment, "tasks.read"),
    press("task.at", remind, "tasks.read"),
)
