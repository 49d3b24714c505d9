"""A piece of news in a handler's hands: loaded, whose it is, what may be done with it."""

from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import visit_records
from bot.msgid import msgid
from bot.reminders import edited
from bot.rules import news as rules
from bot.rules import site as site_rules
from bot.rules.news import Obstacles
from bot.screens.news import May, Names, Sheet
from storage import files, news
from storage.records.people import Staff
from storage.records.site import News, NewsFields

WRITE, PUBLISH = "news.write", "news.publish"
SLOT: Final = "news"  # lists and cards turn over in one message
OFF: Final = msgid("This news is taken off: it can only be read.")
ON_SITE: Final = msgid(
    "This news is on the site already. Only the editor can correct it: write to the editor."
)


async def named(ctx: FieldContext, news_id: int | None = None) -> News:
    """Return a piece of news, by default the one that the button names; a forged one is refused.

    Raise NotAllowedError for who may neither write nor publish such news.
    """
    await ctx.services.network.fresh(ctx.tx)
    if news_id is None:
        news_id = numbers(ctx.arguments[:1], 1)[0]
    one = await news.by_id(ctx.tx, news_id)
    if one is None or not (ctx.may(WRITE, own=is_own(ctx.person, one)) or may_publish(ctx)):
        raise NotAllowedError
    return one


def is_own(person: Staff, one: News) -> bool:
    """Tell whether a piece of news is the person's: its author's or its library's."""
    return one.staff_id == person.staff_id or one.library_id in person.library_ids


def may_publish(ctx: FieldContext) -> bool:
    """Tell whether the person is the editor of the site."""
    return ctx.may(PUBLISH, own=False)


async def editable(ctx: FieldContext, news_id: int | None = None) -> News:
    """Return a piece of news for the editor; raise NotAllowedError for anybody else."""
    ctx.require(PUBLISH, own=False)
    return await named(ctx, news_id)


async def changeable(ctx: FieldContext, news_id: int | None = None) -> News:
    """Return a piece of news that the person may correct; raise UserError with the reason."""
    one = await named(ctx, news_id)
    if one.state == "withdrawn":
        raise UserError(OFF)
    if one.state == "published" and not may_publish(ctx):
        raise UserError(ON_SITE)
    await visit_records.refuse_closed(ctx, one.happened_on)
    return one


async def may(ctx: FieldContext, one: News) -> May:
    """Return what the reader may do."""
    is_editor, is_open = may_publish(ctx), one.state in {"sent", "returned"}
    closed = await visit_records.closed_period(ctx, ctx.tx, one.happened_on)
    return May(
        change=closed is None and (is_open or (is_editor and one.state == "published")),
        recall=is_open and ctx.may(WRITE, own=is_own(ctx.person, one)),
        publish=is_editor,
    )


async def obstacles(ctx: FieldContext, one: NewsFields) -> Obstacles:
    """Return what keeps a piece of news off the site."""
    ids = [each.file_id for each in one.photos]
    found = [file for key in ids if (file := await files.load(ctx.tx, key))]
    states = {file.file_id: file.state for file in found}
    return rules.obstacles(one, states, await news.scans_among(ctx.tx, ids))


def names(ctx: FieldContext, language: str | None = None) -> Names:
    """Return how things are called in the reader's language, by default the sender's."""
    network, spoken = ctx.services.network, language or ctx.language
    return Names(
        library=lambda key: network.libraries[key].short(spoken),
        person=lambda key: network.staff[key].initials(spoken),
    )


async def sheet(ctx: FieldContext, one: News, note: str | None = None) -> Sheet:
    """Return a piece of news as its card shows it."""
    return Sheet(
        one=one,
        names=names(ctx),
        may=await may(ctx, one),
        wrong=await obstacles(ctx, one),
        address=address(ctx, one) if one.state == "published" else "",
        note=note,
    )


def address(ctx: FieldContext, one: News) -> str:
    """Return where a piece of news is on the site; empty where the site has no address."""
    base = ctx.services.network.institution["site_url"]
    return site_rules.address(base, one.news_id, one.happened_on) if base else ""


def editors(ctx: FieldContext) -> list[Staff]:
    """Return who reads what is handed in: who has the duty, else who may publish."""
    return edited.editors(ctx.services.network.staff.values())
