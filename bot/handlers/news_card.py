"""The card of a piece of news: publishing, returning, taking back, taking off the site."""

from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.errors import UserError
from bot.handlers import news_copy, news_photos, prompts, site_build, visit_records
from bot.handlers import news_records as records
from bot.handlers.news_records import PUBLISH, SLOT, WRITE
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import news as rules
from bot.screens import news as screens
from bot.screens.screen import Screen
from storage import chats, news
from storage.records.site import News

RETURN, OFF = "news.back", "news.off"  # prompts
LINE: Final = 300  # characters of a remark or a reason
CHANGED: Final = msgid("The news has changed since this question. Look once more, please.")
DONE: Final = msgid("It is published already.")
NOT_WAITING: Final = msgid("This news does not wait for the editor any more.")


async def open_card(ctx: FieldContext) -> None:
    """Show a piece of news."""
    one = await records.named(ctx)
    if (ctx.chat.prompt or {}).get("kind") in {RETURN, OFF, news_photos.ALT}:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    await show(ctx, one)


async def show(ctx: FieldContext, one: News, *, note: str | None = None, slot: str = SLOT) -> None:
    """Show the card of a piece of news."""
    ctx.show(slot, screens.card(ctx.t, await records.sheet(ctx, one, note)))


def tell_author(ctx: FieldContext, one: News, said: str, **values: str) -> None:
    """Tell the author what the editor has done, in their words."""
    person = ctx.services.network.staff.get(one.staff_id)
    if person is not None and person.staff_id != ctx.person.staff_id:
        ctx.tell_person(person, screens.told(translator(person.language), one, said, **values))


# -------------------------------------------------------------------- publishing


async def show_preview(ctx: FieldContext) -> None:
    """Show the photos in their order and the text, before anybody else sees them."""
    one = await records.editable(ctx)
    _refuse_published(one)
    await news_photos.send(ctx, one)
    ctx.show(SLOT, await _preview(ctx, one), edit=not one.photos and None)


async def _preview(ctx: FieldContext, one: News, note: str | None = None) -> Screen:
    return screens.preview(ctx.t, await records.sheet(ctx, one, note), rules.mark(one))


def _refuse_published(one: News) -> None:
    if one.state == "published":
        raise UserError(DONE)


async def publish(ctx: FieldContext) -> None:
    """Publish once; who saw something else than what is there now is shown it again."""
    one = await records.editable(ctx)
    _refuse_published(one)
    wrong = await records.obstacles(ctx, one)
    if wrong or ctx.arguments[1:2] != (rules.mark(one),):
        note = None if wrong else ctx.t(CHANGED)
        ctx.show(SLOT, await _preview(ctx, one, note))
        return
    url = records.address(ctx, one)
    await news.publish(
        ctx.tx, one, on=ctx.today, url=url or None, now=ctx.stamp, by=ctx.person.staff_id
    )
    await site_build.ask(ctx)
    said = screens.PUBLISHED_AT if url else screens.PUBLISHED
    tell_author(ctx, one, said, **({"url": url} if url else {}))
    one = await records.named(ctx, one.news_id)
    await show(ctx, one, note=ctx.t(msgid("It is published; the page is being made.")))


# -------------------------------------------------------------------- returning, taking off


async def ask_remark(ctx: FieldContext) -> None:
    """Ask what the author is to correct."""
    one = await records.editable(ctx)
    _refuse_settled(one)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": RETURN, "news_id": one.news_id})
    ctx.show(SLOT, screens.ask_line(ctx.t, one, screens.REMARK))


def _refuse_settled(one: News) -> None:
    if one.state != "sent":
        raise UserError(NOT_WAITING)


async def take_remark(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Return a piece of news to its author with the remark."""
    one = await records.editable(ctx, int(prompt["news_id"]))
    _refuse_settled(one)
    remark = one_line(text)
    await news.give_back(ctx.tx, one.news_id, remark, now=ctx.stamp, by=ctx.person.staff_id)
    tell_author(ctx, one, screens.RETURNED, remark=remark)
    one = await records.named(ctx, one.news_id)
    await show(ctx, one, note=ctx.t(msgid("It is returned with your remark.")))


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why a piece of news is taken off the site."""
    one = await _on_site(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": OFF, "news_id": one.news_id})
    ctx.show(SLOT, screens.ask_line(ctx.t, one, screens.REASON))


async def _on_site(ctx: FieldContext, news_id: int | None = None) -> News:
    one = await records.editable(ctx, news_id)
    if one.state != "published":
        raise UserError(msgid("This news is not on the site."))
    return one


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a piece of news off the site: also of a closed period, whose log stays as it was."""
    one = await _on_site(ctx, int(prompt["news_id"]))
    reason = one_line(text)
    await _withdraw(ctx, one, reason)
    await site_build.ask(ctx)
    tell_author(ctx, one, screens.WITHDRAWN, reason=reason)
    one = await records.named(ctx, one.news_id)
    await show(ctx, one, note=ctx.t(msgid("It is taken off; the page is being made.")))


async def _withdraw(ctx: FieldContext, one: News, reason: str | None) -> None:
    put_on = ctx.day_of(one.published_at) if one.published_at else ctx.today
    closed = await visit_records.closed_period(ctx, ctx.tx, put_on)
    await news.withdraw(
        ctx.tx, one.news_id, reason,
        now=ctx.stamp, by=ctx.person.staff_id, keeps_log=closed is not None,
    )  # fmt: skip


async def ask_recall(ctx: FieldContext) -> None:
    """Ask the author before a piece of news is taken back."""
    ctx.show(SLOT, screens.confirm_recall(ctx.t, await _recallable(ctx)))


async def recall(ctx: FieldContext) -> None:
    """Take a piece of news back before it is on the site."""
    one = await _recallable(ctx)
    await _withdraw(ctx, one, None)
    one = await records.named(ctx, one.news_id)
    await show(ctx, one, note=ctx.t(msgid("It is taken back.")))


async def _recallable(ctx: FieldContext) -> News:
    one = await records.named(ctx)
    ctx.require(WRITE, own=records.is_own(ctx.person, one))
    if one.state not in {"sent", "returned"}:
        raise UserError(records.ON_SITE if one.state == "published" else records.OFF)
    return one


def one_line(text: str) -> str:
    """Return a remark or a reason as one line; raise UserError where it is none."""
    line = " ".join(rules.clean(text).split())
    if not line or len(line) > LINE:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=LINE)
    return line


prompts.register(RETURN, take_remark)
prompts.register(OFF, take_reason)
ROUTES: Final[tuple[Route, ...]] = (
    press("news.card", open_card, WRITE),
    press("news.preview", show_preview, PUBLISH),
    press("news.publish", publish, PUBLISH),
    press("news.back", ask_remark, PUBLISH),
    press("news.off", ask_reason, PUBLISH),
    press("news.recall", ask_recall, WRITE),
    press("news.recalled", recall, WRITE),
    *news_photos.ROUTES,
    *news_copy.ROUTES,
)
