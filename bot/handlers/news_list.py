"""`/news`: the news of a year, drafts among them, and what waits for the editor."""

from datetime import date
from typing import Final

from bot.context import FieldContext, numbers
from bot.forms import engine
from bot.handlers import form_draft
from bot.handlers import news_records as records
from bot.handlers.news_records import PUBLISH, SLOT, WRITE
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import news as screens
from bot.screens.news import Line
from storage import drafts, news
from storage.records.site import News

FIRST_YEAR: Final = 2000


async def show(ctx: FieldContext) -> None:
    """Show the news of this year."""
    await form_draft.leave(ctx)
    await _show(ctx, ctx.today.year, 0)


async def turn(ctx: FieldContext) -> None:
    """Show a page of a year; year 0 is this one."""
    year, page = numbers(ctx.arguments[:2], 2)
    fits = FIRST_YEAR <= year <= ctx.today.year
    await _show(ctx, year if fits else ctx.today.year, page)


async def _show(ctx: FieldContext, year: int, page: int) -> None:
    await ctx.services.network.fresh(ctx.tx)
    is_this = year == ctx.today.year
    found = [
        *(await _drafts(ctx) if is_this else ()),
        *(_line(one) for one in await _of_year(ctx, year, ends=not is_this)),
    ]
    pages = max(1, -(-len(found) // screens.PAGE))
    is_editor = records.may_publish(ctx)
    ctx.show(
        SLOT,
        screens.listed(
            ctx.t,
            screens.Page(
                year=year,
                found=found,
                number=min(page, pages - 1),
                queue=len(await news.waiting(ctx.tx)) if is_editor else None,
                has_earlier=bool(await _of_year(ctx, year - 1, ends=True)),
                is_this_year=is_this,
                may_log=ctx.may("site.read", own=False),
            ),
        ),
    )


async def _of_year(ctx: FieldContext, year: int, *, ends: bool) -> list[News]:
    """Return the news that the person follows; this year's with what lies ahead."""
    first, last = date(year, 1, 1), date(year, 12, 31) if ends else date.max
    if ctx.may(WRITE, own=False) or records.may_publish(ctx):
        return await news.of_days(ctx.tx, first, last)
    person = ctx.person
    return await news.of_person(ctx.tx, person.staff_id, person.library_ids, first, last)


def _line(one: News) -> Line:
    return Line(one.title, one.happened_on, one.state, f"news.card:{one.news_id}")


async def _drafts(ctx: FieldContext) -> list[Line]:
    """Return the person's drafts that are not handed in yet."""
    found = []
    for draft in await drafts.open_of(ctx.tx, ctx.person.staff_id):
        if draft.form != "news" or draft.training or draft.context.get("news_id"):
            continue
        filling = await form_draft.load(ctx, draft.draft_id)
        answers = engine.submission(filling.form, filling.answers, filling.env)
        title = str(answers.get("title") or "") or ctx.t.plain(msgid("Without a title yet"))
        found.append(Line(title, None, "draft", f"f.open:{draft.draft_id}"))
    return found


async def show_queue(ctx: FieldContext) -> None:
    """Show what waits for the editor."""
    ctx.require(PUBLISH, own=False)
    await ctx.services.network.fresh(ctx.tx)
    ctx.show(SLOT, screens.queue(ctx.t, await news.waiting(ctx.tx), records.names(ctx)))


ROUTES: Final[tuple[Route, ...]] = (
    command("news", show, WRITE),
    press("news.list", turn, WRITE),
    press("news.queue", show_queue, PUBLISH),
)
