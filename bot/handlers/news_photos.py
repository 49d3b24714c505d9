"""The photos of a piece of news: seen, described, put in order, their consent, taken out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import entry_card, prompts, site_build
from bot.handlers import news_records as records
from bot.handlers.news_records import SLOT, WRITE
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import news as rules
from bot.screens import news as screens
from storage import chats, files, news
from storage.records.site import News, NewsPhoto

ALT: Final = "news.alt"  # the prompt
KEPT: Final = msgid("Kept.")


async def show(ctx: FieldContext) -> None:
    """List the photos with their descriptions and consents."""
    one = await records.named(ctx)
    if (ctx.chat.prompt or {}).get("kind") == ALT:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    await _list(ctx, one)


async def _list(ctx: FieldContext, one: News, note: str | None = None) -> None:
    ctx.show(SLOT, screens.photos(ctx.t, await records.sheet(ctx, one, note)))


async def see(ctx: FieldContext) -> None:
    """Send the photos in their order."""
    one = await records.named(ctx)
    await send(ctx, one)
    ctx.show(SLOT, screens.photos(ctx.t, await records.sheet(ctx, one)), edit=False)


async def send(ctx: FieldContext, one: News) -> None:
    """Send the photos of a piece of news as an album, in the order of the page."""
    found = [file for each in one.photos if (file := await files.load(ctx.tx, each.file_id))]
    entry_card.send_kept(ctx, [each for each in found if each.state != "failed"], one.title)


async def open_photo(ctx: FieldContext) -> None:
    """Ask what is to be done with a photo; words typed now describe it."""
    one, number = await _pressed(ctx)
    await _ask(ctx, one, number)


async def _ask(ctx: FieldContext, one: News, number: int, note: str | None = None) -> None:
    file_id = one.photos[number - 1].file_id
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": ALT, "news_id": one.news_id, "file_id": file_id})
    ctx.show(SLOT, screens.photo(ctx.t, one, number, note))


async def _pressed(ctx: FieldContext) -> tuple[News, int]:
    """Return the news and the number (from 1) of the photo that a button names."""
    news_id, number = numbers(ctx.arguments[:2], 2)
    one = await records.changeable(ctx, news_id)
    if not 1 <= number <= len(one.photos):
        raise NotAllowedError
    return one, number


async def take_words(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Describe a photo by the words that came."""
    one = await records.changeable(ctx, int(prompt["news_id"]))
    place = [each.file_id for each in one.photos]
    if prompt["file_id"] not in place:
        raise UserError(msgid("This photo is not in the news any more."))
    alt = " ".join(rules.clean(text).split())
    if not alt or len(alt) > rules.ALT:
        raise UserError(
            msgid("Write one line of up to {limit} characters, please."), limit=rules.ALT
        )
    await _describe(ctx, one, place.index(prompt["file_id"]) + 1, alt)


async def take_proposed(ctx: FieldContext) -> None:
    """Describe a photo by the proposed words."""
    one, number = await _pressed(ctx)
    await _describe(ctx, one, number, rules.proposed_alt(one, number))


async def _describe(ctx: FieldContext, one: News, number: int, alt: str) -> None:
    photos = list(one.photos)
    photos[number - 1] = replace(photos[number - 1], alt=alt)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _list(ctx, await _keep(ctx, one, photos), ctx.t(KEPT))


async def take_all_proposed(ctx: FieldContext) -> None:
    """Describe by the proposed words each photo that nobody has described."""
    one = await records.changeable(ctx)
    await _list(ctx, await _keep(ctx, one, rules.with_proposed(one)), ctx.t(KEPT))


async def confirm_consent(ctx: FieldContext) -> None:
    """Note that the people in a photo, and parents of children, have agreed."""
    one, number = await _pressed(ctx)
    photos = list(one.photos)
    photos[number - 1] = replace(photos[number - 1], people="agreed", parents="agreed")
    one = await _keep(ctx, one, photos)
    await _ask(ctx, one, number, ctx.t(msgid("The consent is noted, with your name and the day.")))


async def move_up(ctx: FieldContext) -> None:
    """Put a photo before the one above it; the first one goes to the end."""
    one, number = await _pressed(ctx)
    await _list(ctx, await _keep(ctx, one, rules.moved_up(one.photos, number)), ctx.t(KEPT))


async def take_out(ctx: FieldContext) -> None:
    """Take a photo out of the news."""
    one, number = await _pressed(ctx)
    photos = [*one.photos[: number - 1], *one.photos[number:]]
    note = ctx.t(msgid("The photo is taken out."))
    await _list(ctx, await _keep(ctx, one, photos), note)


async def take_out_refused(ctx: FieldContext) -> None:
    """Take all photos out that the author has said to be without consent."""
    one = await records.changeable(ctx)
    note = ctx.t(msgid("The photos without consent are taken out."))
    await _list(ctx, await _keep(ctx, one, rules.without_refused(one.photos)), note)


async def _keep(ctx: FieldContext, one: News, photos: Sequence[NewsPhoto]) -> News:
    """Keep the photos; news on the site is shown anew. One without consent cannot stay there."""
    changed = replace(one, photos=rules.renumbered(one, photos))
    await news.change(ctx.tx, one, changed, now=ctx.stamp, by=ctx.person.staff_id)
    if one.state == "published":
        await site_build.ask(ctx)
    return await records.named(ctx, one.news_id)


prompts.register(ALT, take_words)
ROUTES: Final[tuple[Route, ...]] = (
    press("news.photos", show, WRITE),
    press("news.see", see, WRITE),
    press("news.photo", open_photo, WRITE),
    press("news.alt", take_proposed, WRITE),
    press("news.alts", take_all_proposed, WRITE),
    press("news.consent", confirm_consent, WRITE),
    press("news.up", move_up, WRITE),
    press("news.out", take_out, WRITE),
    press("news.outs", take_out_refused, WRITE),
)
