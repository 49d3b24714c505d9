"""«Кто пришёл?»: the department marks who came to a session on one card of toggles."""

import os
from collections.abc import Mapping
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import (
    class_records,
    prompts,
    roll_check,
    roll_records,
    session_card,
    session_reply,
)
from bot.handlers.roll_records import ACTION, slot
from bot.msgid import msgid
from bot.reports import qr, roll_page
from bot.routes import Route, press
from bot.rules import attendance as rules
from bot.screens import roll_card as screens
from bot.screens.screen import Button, Screen
from storage import attendance, chats, jobs
from storage.records.people import Staff
from storage.records.school import Session

WHY: Final = "roll.why"  # prompts
WHO: Final = "roll.who"
NONE: Final = "none"
FAILED: Final = msgid("The file could not be made. Try again in some minutes, please.")


async def show(ctx: FieldContext) -> None:
    """Show who came: toggles until the list is complete."""
    one = await roll_records.readable(ctx)
    if one.rolled_at is None:
        one = await roll_records.changeable(ctx, one.session_id)
    await _show(ctx, one)


async def _show(ctx: FieldContext, one: Session, *, edit: bool | None = None) -> None:
    await _forget_question(ctx)
    seen = await roll_records.shown(ctx, one)
    ctx.show(slot(one), roll_records.drawn(seen, ctx.language), edit=edit)


async def _forget_question(ctx: FieldContext) -> None:
    if (ctx.chat.prompt or {}).get("kind") in {WHY, WHO}:
        await chats.ask(ctx.tx, ctx.chat_id, None)


async def show_page(ctx: FieldContext) -> None:
    """Show the toggles, also of a list that is complete: it may be corrected."""
    _, page = numbers(ctx.arguments[:2], 2)
    await _toggles(ctx, await roll_records.changeable(ctx), page)


async def _toggles(ctx: FieldContext, one: Session, page: int) -> None:
    await _forget_question(ctx)
    seen = await roll_records.shown(ctx, one)
    ctx.show(slot(one), screens.toggles(ctx.t, seen, page))


# -------------------------------------------------------------------- marks


async def mark_all(ctx: FieldContext) -> None:
    """Mark all members as having come; exceptions follow."""
    one = await roll_records.changeable(ctx)
    roll = await roll_records.roll(ctx, one)
    await attendance.put(ctx.tx, roll.all_came(now=ctx.stamp, by=ctx.person.staff_id))
    await _changed(ctx, one, 0)


async def mark(ctx: FieldContext) -> None:
    """Mark one person as the toggle says; pressed twice it says the same."""
    _, staff_id, wanted, page = numbers(ctx.arguments[:4], 4)
    one = await roll_records.changeable(ctx)
    roll = await roll_records.roll(ctx, one)
    if staff_id not in {person.staff_id for person in roll.people} or wanted not in {0, 1}:
        raise NotAllowedError
    by = ctx.person.staff_id
    if wanted != roll.is_present(staff_id):
        if staff_id in roll.members:
            made = roll.as_seen(staff_id, is_present=bool(wanted), now=ctx.stamp, by=by)
            await attendance.put(ctx.tx, [made])
        else:
            await attendance.drop(ctx.tx, one.session_id, staff_id, now=ctx.stamp, by=by)
    await _changed(ctx, one, page)


async def _changed(ctx: FieldContext, one: Session, page: int) -> None:
    await _toggles(ctx, one, page)
    await roll_records.refresh(ctx, one.session_id)


async def finish(ctx: FieldContext) -> None:
    """Take the list as complete: who is not marked did not come."""
    one = await roll_records.changeable(ctx)
    roll = await roll_records.roll(ctx, one)
    by = ctx.person.staff_id
    await attendance.put(ctx.tx, roll.rest_absent(now=ctx.stamp, by=by))
    await attendance.finish(ctx.tx, one.session_id, now=ctx.stamp, by=by)
    await _show(ctx, await class_records.session(ctx, one.session_id))
    await roll_records.refresh(ctx, one.session_id)


# -------------------------------------------------------------------- reasons


async def show_reasons(ctx: FieldContext) -> None:
    """List who did not come."""
    _, page = numbers(ctx.arguments[:2], 2)
    one = await roll_records.changeable(ctx)
    await _forget_question(ctx)
    ctx.show(slot(one), screens.reasons(ctx.t, await roll_records.shown(ctx, one), page))


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why somebody did not come; words that are typed next are the reason."""
    _, staff_id = numbers(ctx.arguments[:2], 2)
    one = await roll_records.changeable(ctx)
    seen = await roll_records.shown(ctx, one)
    person = _absent(seen, staff_id)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    prompt = {"kind": WHY, "session": one.session_id, "person": staff_id}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(slot(one), screens.ask_reason(ctx.t, seen, person))


def _absent(seen: screens.Shown, staff_id: int) -> Staff:
    """Return somebody who did not come; a forged or an old button is refused."""
    found = next((one for one in seen.roll.absent if one.staff_id == staff_id), None)
    if found is None:
        raise NotAllowedError
    return found


async def take_reason(ctx: FieldContext) -> None:
    """Write down the reason of a button."""
    _, staff_id = numbers(ctx.arguments[:2], 2)
    why = ctx.arguments[2] if len(ctx.arguments) > 2 else ""  # noqa: PLR2004  # its place
    if why not in {*screens.ABSENCES, NONE}:
        raise NotAllowedError
    await _excuse(ctx, await roll_records.changeable(ctx), staff_id, None if why == NONE else why)


async def take_words(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Write down a reason in own words."""
    one = await roll_records.changeable(ctx, int(prompt["session"]))
    await _excuse(ctx, one, int(prompt["person"]), session_card.one_line(text))


async def _excuse(ctx: FieldContext, one: Session, staff_id: int, why: str | None) -> None:
    seen = await roll_records.shown(ctx, one)
    _absent(seen, staff_id)
    made = seen.roll.excused(staff_id, why, now=ctx.stamp, by=ctx.person.staff_id)
    await attendance.put(ctx.tx, [made])
    await _forget_question(ctx)
    seen = await roll_records.shown(ctx, one)
    ctx.show(slot(one), screens.finished(ctx.t, seen))


# -------------------------------------------------------------------- somebody else


async def ask_person(ctx: FieldContext) -> None:
    """Ask who came without being a member."""
    one = await roll_records.changeable(ctx)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": WHO, "session": one.session_id})
    ctx.show(slot(one), screens.ask_person(ctx.t, await roll_records.shown(ctx, one)))


async def take_person(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Offer the people whose surname begins so; another one may be written at once."""
    one = await roll_records.changeable(ctx, int(prompt["session"]))
    seen = await roll_records.shown(ctx, one)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(slot(one), screens.found(ctx.t, seen, _named(ctx, seen, text)), edit=False)


def _named(ctx: FieldContext, seen: screens.Shown, text: str) -> list[Staff]:
    wanted = _folded(text)
    there = {one.staff_id for one in seen.roll.people}
    return [
        one
        for one in sorted(ctx.services.network.staff.values(), key=lambda each: each.surname_ru)
        if one.is_active and one.staff_id not in there and wanted
        and any(_folded(one.full_name(spoken)).startswith(wanted) for spoken in ("ru", "be"))
    ]  # fmt: skip


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().replace("ё", "е").replace("ў", "у")


async def add_person(ctx: FieldContext) -> None:
    """Mark somebody who is no member as having come."""
    _, staff_id = numbers(ctx.arguments[:2], 2)
    one = await roll_records.changeable(ctx)
    person = ctx.services.network.staff.get(staff_id)
    if person is None or not person.is_active:
        raise NotAllowedError
    roll = await roll_records.roll(ctx, one)
    if not roll.is_present(staff_id):
        by = ctx.person.staff_id
        made = roll.as_seen(staff_id, is_present=True, now=ctx.stamp, by=by)
        await attendance.put(ctx.tx, [made])
    await _changed(ctx, one, 0)


# -------------------------------------------------------------------- a code to be shown


async def send_code(ctx: FieldContext) -> None:
    """Send the QR code and the four digits, to be shown on a screen."""
    one = await _coded(ctx)
    name = f"roll-{one.session_id}.png"
    content = qr.png(qr.deep_link(ctx.bot.username, rules.payload(one)), border=4)
    with (ctx.services.outgoing / name).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    seen = await roll_records.shown(ctx, one)
    markup = Screen("", ((screens.page_button(ctx.t, one),),)).as_json()["reply_markup"]
    photo = {"photo": {"path": name, "name": name}, "caption": screens.caption(ctx.t, seen)}
    ctx.send_file("sendPhoto", {**photo, "parse_mode": "HTML", "reply_markup": markup})


async def _coded(ctx: FieldContext) -> Session:
    """Return a session whose code may still be needed: not cancelled, not over."""
    one = await roll_records.readable(ctx)
    if one.cancelled_at is not None or rules.is_over(one, ctx.now):
        raise NotAllowedError
    return one


async def print_code(ctx: FieldContext) -> None:
    """Have a page made with the code in large type."""
    one = await _coded(ctx)
    arguments = {
        "session_id": one.session_id,
        "language": ctx.language,
        "username": ctx.bot.username,
    }
    await jobs.add(ctx.tx, roll_page.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.toast(ctx.t.plain(msgid("The page is being made.")))


async def tell_page(ended: Ended) -> None:
    """Send the page."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        ended.say("show", Screen(t(FAILED)).as_json() | {"edit": False})
        return
    document = {"path": ended.result["path"], "name": ended.result["name"]}
    caption = t(msgid("Print the page or show it on a screen."))
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


# -------------------------------------------------------------------- on the session's card


@session_card.offer
async def offered(ctx: FieldContext, one: Session) -> list[Button]:
    """Offer the roll as soon as people may be marked, and the code until the end."""
    if one.cancelled_at is not None or not ctx.may(ACTION, own=False):
        return []
    key, found = one.session_id, []
    if ctx.now >= rules.opens(one, ctx.now):
        is_next = one.rolled_at is None
        label = ctx.t.plain(msgid("Who came?") if is_next else msgid("Who came"))
        found.append(Button(label, f"roll.card:{key}", style="primary" if is_next else ""))
    if not rules.is_over(one, ctx.now):
        found.append(Button(ctx.t.plain(msgid("QR code")), f"roll.qr:{key}"))
    return found


session_reply.offer(roll_check.offered)
worker.register(roll_page.KIND, tell_page)
prompts.register(WHY, take_words)
prompts.register(WHO, take_person)
ROUTES: Final[tuple[Route, ...]] = (
    press("roll.card", show, ACTION),
    press("roll.page", show_page, ACTION),
    press("roll.all", mark_all, ACTION),
    press("roll.put", mark, ACTION),
    press("roll.done", finish, ACTION),
    press("roll.reasons", show_reasons, ACTION),
    press("roll.whose", ask_reason, ACTION),
    press("roll.why", take_reason, ACTION),
    press("roll.add", ask_person, ACTION),
    press("roll.guest", add_person, ACTION),
    press("roll.qr", send_code, ACTION),
    press("roll.print", print_code, ACTION),
)
