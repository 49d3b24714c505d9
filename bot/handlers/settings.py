"""`/settings`: what the admin changes in chat; each change is in force at once and kept."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Final

from bot.catalogs import LANGUAGES
from bot.clock import local, parse_stamp
from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import inputs
from bot.handlers import notice as notices
from bot.handlers import prompts
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import workdays
from bot.rules.institution import BY_NAME, SETTINGS, Institution, Setting
from bot.screens import settings as screens
from storage import access, chats, history, institution, leaves, staff
from storage.records.access import Notice
from storage.records.history import Change

SLOT: Final = "settings"
ACTION: Final = "settings.change"
CHOOSE: Final = "settings.choose"
VALUE: Final = "settings.value"
DAY: Final = "settings.day"
TEXT: Final = "settings.text"
NOTICE_DRAFT: Final = "notice_draft"  # a row of settings: texts written and not yet published
AHEAD: Final = timedelta(days=400)
SHORT_LIMIT: Final = 1000  # read on a small phone before anything else
FULL_LIMIT: Final = 3500  # one message with its buttons


# -------------------------------------------------------------------- the list and a card


async def show_list(ctx: FieldContext) -> None:
    """Show every setting with its value."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": CHOOSE})
    ctx.show(SLOT, screens.listed(ctx.t, await ctx.institution()))


async def choose(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Open the setting whose number was typed; other words show the list again."""
    ctx.require(ACTION, own=False)
    number = text.strip().rstrip(".")
    if number.isdecimal() and 1 <= int(number) <= len(SETTINGS):
        await _show_card(ctx, SETTINGS[int(number) - 1])
    else:
        await show_list(ctx)


async def show_card(ctx: FieldContext) -> None:
    """Show the setting behind a button; a typed line is its new value."""
    await _show_card(ctx, _named(ctx))


def _named(ctx: FieldContext) -> Setting:
    setting = BY_NAME.get(ctx.arguments[0]) if ctx.arguments else None
    if setting is None:
        raise NotAllowedError
    return setting


async def _show_card(ctx: FieldContext, setting: Setting, *, is_saved: bool = False) -> None:
    prompt = None if setting.choices else {"kind": VALUE, "name": setting.name}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    note = ctx.t(msgid("Saved.")) if is_saved else None
    ctx.show(SLOT, screens.card(ctx.t, setting, await ctx.institution(), note))


# -------------------------------------------------------------------- changing


async def take_value(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Set what was typed; a wrong value gets a reason and the question stays."""
    ctx.require(ACTION, own=False)
    await _change(ctx, BY_NAME[prompt["name"]], text)


async def press_value(ctx: FieldContext) -> None:
    """Set the choice behind a button."""
    setting = _named(ctx)
    if len(ctx.arguments) != 2 or not setting.choices:  # noqa: PLR2004  # name and value
        raise NotAllowedError
    await _change(ctx, setting, ctx.arguments[1])


async def _change(ctx: FieldContext, setting: Setting, text: str) -> None:
    value = setting.parse(text)
    if value != (await ctx.institution())[setting.name]:
        by = ctx.person.staff_id
        await institution.change(ctx.tx, setting.name, value, now=ctx.stamp, by=by)
        ctx.services.network.forget()
    await _show_card(ctx, setting, is_saved=True)


async def reset(ctx: FieldContext) -> None:
    """Go back to the default."""
    setting = _named(ctx)
    if setting.name in (await ctx.institution()).values:
        await institution.reset(ctx.tx, setting.name, now=ctx.stamp, by=ctx.person.staff_id)
        ctx.services.network.forget()
    await _show_card(ctx, setting, is_saved=True)


async def show_history(ctx: FieldContext) -> None:
    """Show who changed a setting and when."""
    setting = _named(ctx)
    changes = await history.of(ctx.tx, "settings", setting.name)
    people = await staff.by_ids(ctx.tx, {one.staff_id for one in changes if one.staff_id})
    names = {key: person.initials(ctx.language) for key, person in people.items()}
    entries = [_entry(ctx, setting, change, names) for change in reversed(changes)]
    ctx.show(SLOT, screens.history(ctx.t, setting, entries))


def _entry(
    ctx: FieldContext, setting: Setting, change: Change, names: Mapping[int, str]
) -> screens.Entry:
    def said(value: Any) -> str:
        return screens.shown(ctx.t, setting, setting.default if value is None else value)

    at = local(parse_stamp(change.at), ctx.services.clock.zone)
    person = names.get(change.staff_id or 0, ctx.t.plain(msgid("command line")))
    return screens.Entry(at, person, said(change.old), said(change.new))


# -------------------------------------------------------------------- the calendar


async def show_days(ctx: FieldContext) -> None:
    """Show the institution's own days off and working days; a typed date opens a day."""
    await _show_days(ctx, is_saved=False)


async def _show_days(ctx: FieldContext, *, is_saved: bool) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": DAY})
    own = await leaves.days(ctx.tx, ctx.today, ctx.today + AHEAD)
    note = ctx.t(msgid("Saved.")) if is_saved else None
    ctx.show(SLOT, screens.days(ctx.t, own, note))


async def take_day(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Ask what the typed day shall be."""
    ctx.require(ACTION, own=False)
    on = inputs.parse_date(text, ctx.today, "future")
    if not ctx.today <= on <= ctx.today + AHEAD:
        raise BadAnswerError(
            msgid("A day from today and a year ahead is needed. You wrote: “{text}”."), text=text
        )
    own = await leaves.days(ctx.tx, on, on)
    holiday = workdays.is_holiday(on, workdays.Calendar())
    weekday = ctx.t.plain(WEEKDAYS[on.weekday()])
    ctx.show(SLOT, screens.day(ctx.t, on, own.get(on), weekday, holiday=holiday))


async def set_day(ctx: FieldContext) -> None:
    """Make a day off or a working day, or give it back to the calendar."""
    on, kind = _day(ctx)
    await leaves.set_day(ctx.tx, on, kind, now=ctx.stamp, by=ctx.person.staff_id)
    await _show_days(ctx, is_saved=True)


def _day(ctx: FieldContext) -> tuple[date, str | None]:
    try:
        on, kind = ctx.arguments
        return date.fromisoformat(on), {"off": "off", "work": "work", "usual": None}[kind]
    except (ValueError, KeyError):
        raise NotAllowedError from None


WEEKDAYS: Final = (
    msgid("Monday"),
    msgid("Tuesday"),
    msgid("Wednesday"),
    msgid("Thursday"),
    msgid("Friday"),
    msgid("Saturday"),
    msgid("Sunday"),
)


# -------------------------------------------------------------------- the notice


async def show_notice(ctx: FieldContext) -> None:
    """Show the notice in force and what is being rewritten."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _show_notice(ctx)


async def _show_notice(ctx: FieldContext, note: str | None = None) -> None:
    text = await notices.in_force(ctx)
    since = local(parse_stamp(text.made_at), ctx.services.clock.zone).date()
    said = ctx.t(note) if note else None
    ctx.show(SLOT, screens.notice(ctx.t, text, since, _drafted(await ctx.institution()), said))


def _drafted(settings: Institution) -> dict[str, str]:
    return dict(settings.values.get(NOTICE_DRAFT, {}))


async def ask_text(ctx: FieldContext) -> None:
    """Ask for a text of the notice."""
    name = ctx.arguments[0] if ctx.arguments else ""
    if name not in screens.NOTICE_TEXTS:
        raise NotAllowedError
    texts = _texts(await notices.in_force(ctx)) | _drafted(await ctx.institution())
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": TEXT, "name": name})
    ctx.show(SLOT, screens.ask_notice_text(ctx.t, name, texts[name]))


def _texts(text: Notice) -> dict[str, str]:
    return {name: asdict(text)[name] for name in screens.NOTICE_TEXTS}


async def take_text(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Keep a typed text until it is published."""
    ctx.require(ACTION, own=False)
    name = prompt["name"]
    limit = SHORT_LIMIT if name.startswith("text_") else FULL_LIMIT
    if len(text) > limit:
        raise BadAnswerError(
            msgid("The text is too long: {length} characters, at most {limit}. Shorten it."),
            length=len(text),
            limit=limit,
        )
    drafted = _drafted(await ctx.institution()) | {name: text.strip()}
    by = ctx.person.staff_id
    await institution.change(ctx.tx, NOTICE_DRAFT, drafted, now=ctx.stamp, by=by)
    ctx.services.network.forget()
    await _show_notice(ctx, msgid("The text is kept, not yet published."))


async def preview(ctx: FieldContext) -> None:
    """Show the rewritten texts as people will read them, and ask."""
    drafted = _drafted(await ctx.institution())
    if not drafted:
        await show_notice(ctx)
        return
    for screen in screens.notice_preview(ctx.t, drafted):
        ctx.say(screen)
    people = [one for one in await staff.all_active(ctx.tx) if one.user_id is not None]
    ctx.show(SLOT, screens.publish(ctx.t, drafted, len(people)), edit=False)


async def publish(ctx: FieldContext) -> None:
    """Publish the rewritten texts; everybody is asked for consent at their next message."""
    drafted = _drafted(await ctx.institution())
    if not drafted:
        await _show_notice(ctx)
        return
    texts = _texts(await notices.in_force(ctx)) | drafted
    shorts = {language: texts[f"text_{language}"] for language in LANGUAGES}
    fulls = {language: texts[f"full_{language}"] for language in LANGUAGES}
    by = ctx.person.staff_id
    await access.publish(ctx.tx, shorts, fulls, now=ctx.stamp, by=by)
    await institution.reset(ctx.tx, NOTICE_DRAFT, now=ctx.stamp, by=by)
    ctx.services.network.forget()
    await ctx.services.network.read(ctx.tx)
    ctx.services.network.forget()  # it is not committed yet
    await _show_notice(ctx, msgid("Published."))


async def drop(ctx: FieldContext) -> None:
    """Drop the rewritten texts; the notice in force stays."""
    note = None
    if _drafted(await ctx.institution()):
        await institution.reset(ctx.tx, NOTICE_DRAFT, now=ctx.stamp, by=ctx.person.staff_id)
        ctx.services.network.forget()
        note = msgid("The new texts are dropped.")
    await _show_notice(ctx, note)


prompts.register(CHOOSE, choose)
prompts.register(VALUE, take_value)
prompts.register(DAY, take_day)
prompts.register(TEXT, take_text)

ROUTES: Final[tuple[Route, ...]] = (
    command("settings", show_list, ACTION),
    press("settings", show_list, ACTION),
    press("settings.card", show_card, ACTION),
    press("settings.set", press_value, ACTION),
    press("settings.reset", reset, ACTION),
    press("settings.history", show_history, ACTION),
    press("settings.days", show_days, ACTION),
    press("settings.day", set_day, ACTION),
    press("settings.notice", show_notice, ACTION),
    press("settings.text", ask_text, ACTION),
    press("settings.preview", preview, ACTION),
    press("settings.publish", publish, ACTION),
    press("settings.drop", drop, ACTION),
)
