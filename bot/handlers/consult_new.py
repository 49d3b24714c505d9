"""«Записать консультацию»: three presses, or one typed line; corrected on its card."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError
from bot.handlers import consult_records as records
from bot.handlers import form_draft, prompts, question_list
from bot.handlers import visit_records as closed
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import consulting
from bot.rules.consulting import Line
from bot.screens import consultations as screens
from storage import chats, consultations, libraries, topics
from storage.records.guidance import Consultation, NewConsultation

LINE: Final = "consult.line"  # the prompt that holds what is known already
OFFERED: Final = 9  # libraries as buttons; the others are typed
RECENT_FIRST: Final = 4


async def begin(ctx: FieldContext) -> None:
    """Ask how the consultation was."""
    await form_draft.leave(ctx)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await _go_on(ctx, Line())


async def take_line(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Take a typed line, or the library or topic that is asked for."""
    ctx.require(records.RECORD, own=False)
    before = _read(prompt)
    line = consulting.read(text, await records.known(ctx), before)
    if before.missing == "library" and line.library is None and not before.subject:
        raise BadAnswerError(NO_LIBRARY, text=text)
    await _go_on(ctx, line)


async def _chosen(ctx: FieldContext, what: str) -> None:
    prompt = ctx.chat.prompt or {}
    line = _read(prompt) if prompt.get("kind") == LINE else Line()
    given = ctx.arguments[0] if ctx.arguments else ""
    if given not in {key for key, _ in await _options(ctx, what)} and not (
        what == "library" and await _is_library(ctx, given)
    ):
        raise NotAllowedError
    chosen: dict[str, Any] = {what: "" if given == NONE else given}
    await _go_on(ctx, replace(line, **chosen))


async def choose_channel(ctx: FieldContext) -> None:
    """Take the pressed channel."""
    await _chosen(ctx, "channel")


async def choose_library(ctx: FieldContext) -> None:
    """Take the pressed library."""
    await _chosen(ctx, "library")


async def choose_topic(ctx: FieldContext) -> None:
    """Take the pressed topic."""
    await _chosen(ctx, "topic")


async def _is_library(ctx: FieldContext, code: str) -> bool:
    return ctx.services.network.library_by_code(code) is not None


def _read(prompt: Mapping[str, Any]) -> Line:
    held = dict(prompt.get("line") or {})
    if held.get("held_on"):
        held["held_on"] = date.fromisoformat(held["held_on"])
    return Line(**held)


async def _go_on(ctx: FieldContext, line: Line) -> None:
    """Ask for what is missing, or keep the consultation."""
    await ctx.services.network.fresh(ctx.tx)
    what = line.missing
    if what is None:
        await _keep(ctx, line)
        return
    held = asdict(line) | {"held_on": line.held_on.isoformat() if line.held_on else None}
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": LINE, "line": held})
    known = screens.so_far(ctx.t, line, await _names(ctx, line))
    ctx.show(records.SLOT, screens.ask(ctx.t, what, known, await _options(ctx, what)))


async def _names(ctx: FieldContext, line: Line) -> dict[str, str]:
    library = ctx.services.network.library_by_code(line.library or "")
    found = {one.code: one.name(ctx.language) for one in await topics.known(ctx.tx)}
    return {
        f"library:{line.library}": library.short(ctx.language) if library else "",
        f"topic:{line.topic}": found.get(line.topic or "", ""),
    }


async def _options(ctx: FieldContext, what: str) -> list[tuple[str, str]]:
    """Return the choices of a question as keys and labels."""
    if what == "channel":
        return [(one, ctx.t.plain(consulting.CHANNELS[one])) for one in consulting.LOGGED]
    if what == "topic":
        return records.offered(await topics.known(ctx.tx), ctx.language)
    network = ctx.services.network
    recent = await libraries.recent_for(ctx.tx, ctx.person.staff_id)
    others = sorted(network.libraries.values(), key=lambda one: one.short(ctx.language))
    keys = [*recent[:RECENT_FIRST], *(one.library_id for one in others)]
    shown = [
        network.libraries[key]
        for key in dict.fromkeys(keys)
        if key in network.libraries and network.libraries[key].is_open(ctx.today)
    ][:OFFERED]
    none = (NONE, ctx.t.plain(msgid("Not one library")))
    return [*((one.code, one.short(ctx.language)) for one in shown), none]


async def _keep(ctx: FieldContext, line: Line) -> None:
    held_on = line.held_on or ctx.today
    await closed.refuse_closed(ctx, held_on)
    library = ctx.services.network.library_by_code(line.library or "")
    new = NewConsultation(
        held_on=held_on,
        channel=str(line.channel),
        staff_id=ctx.person.staff_id,
        topic=line.topic,
        library_id=library.library_id if library else None,
        subject=line.subject or None,
        minutes=line.minutes,
        is_group=line.is_group,
        people=line.people or 1,
    )
    key = await consultations.add(ctx.tx, new, now=ctx.stamp, by=ctx.person.staff_id)
    await records.show(ctx, await records.named(ctx, key), msgid("It is recorded."))


# -------------------------------------------------------------------- its card


async def show(ctx: FieldContext) -> None:
    """Show a consultation."""
    await records.show(ctx, await records.named(ctx))


async def of_question(ctx: FieldContext) -> None:
    """Show the consultation that an answered question is."""
    ctx.require(records.RECORD, own=False)
    found = await consultations.of_question(ctx.tx, numbers(ctx.arguments[:1], 1)[0])
    if found is None:
        raise NotAllowedError
    await records.show(ctx, found)


async def correct(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Correct a consultation by a typed line: what it says is changed, the rest stays."""
    old = await records.named(ctx, int(prompt["consultation_id"]))
    line = consulting.read(text, await records.known(ctx))
    await records.change(ctx, old, **_changes(ctx, old, line))


def _changes(ctx: FieldContext, old: Consultation, line: Line) -> dict[str, Any]:
    """Return what a typed line changes; of a question neither way, day nor library."""
    changes: dict[str, Any] = {"minutes": line.minutes} if line.minutes else {}
    if line.people or line.is_group:
        changes |= {"is_group": line.is_group, "people": line.people or old.people}
    if line.topic:
        changes["topic"] = line.topic
    if line.subject:
        changes["subject"] = line.subject
    if old.question_id is not None:
        return changes
    if line.channel:
        changes["channel"] = line.channel
    if line.held_on:
        changes["held_on"] = line.held_on
    library = ctx.services.network.library_by_code(line.library or "")
    return changes | ({"library_id": library.library_id} if library else {})


async def set_minutes(ctx: FieldContext) -> None:
    """Set the pressed minutes."""
    old = await records.named(ctx)
    minutes = (numbers(ctx.arguments[1:2]) or (0,))[0]
    if minutes not in screens.MINUTES:
        raise NotAllowedError
    await records.change(ctx, old, minutes=minutes)


async def ask_topic(ctx: FieldContext) -> None:
    """Ask for another topic."""
    old = await records.named(ctx)
    await closed.refuse_closed(ctx, old.held_on)
    options = records.offered(await topics.known(ctx.tx), ctx.language)
    ctx.show(records.SLOT, screens.topics(ctx.t, old.consultation_id, options))


async def set_topic(ctx: FieldContext) -> None:
    """Set the pressed topic."""
    old = await records.named(ctx)
    code = ctx.arguments[1] if len(ctx.arguments) > 1 else ""
    if code not in {one.code for one in await topics.known(ctx.tx)}:
        raise NotAllowedError
    await records.change(ctx, old, topic=code)


async def remove(ctx: FieldContext) -> None:
    """Remove a consultation; it can be brought back."""
    old = await records.named(ctx)
    await closed.refuse_closed(ctx, old.held_on)
    await consultations.remove(ctx.tx, old.consultation_id, now=ctx.stamp, by=ctx.person.staff_id)
    await records.show(ctx, await records.named(ctx), msgid("It is removed."))


async def restore(ctx: FieldContext) -> None:
    """Bring a removed consultation back."""
    old = await records.named(ctx)
    await closed.refuse_closed(ctx, old.held_on)
    await consultations.restore(ctx.tx, old.consultation_id, now=ctx.stamp, by=ctx.person.staff_id)
    await records.show(ctx, await records.named(ctx))


NONE: Final = "-"
NO_LIBRARY: Final = msgid(
    "There is no such library: «{text}». Write it otherwise, or press a button."
)
prompts.register(LINE, take_line)
prompts.register(records.CARD, correct)
question_list.also(msgid("Record a consultation"), "consult.new")
ROUTES: Final[tuple[Route, ...]] = (
    press("consult.new", begin, records.RECORD),
    press("consult.channel", choose_channel, records.RECORD),
    press("consult.library", choose_library, records.RECORD),
    press("consult.topic", choose_topic, records.RECORD),
    press("consult.card", show, records.RECORD),
    press("question.consult", of_question, records.RECORD),
    press("consult.min", set_minutes, records.RECORD),
    press("consult.about", ask_topic, records.RECORD),
    press("consult.to", set_topic, records.RECORD),
    press("consult.drop", remove, records.RECORD),
    press("consult.keep", restore, records.RECORD),
)
