"""The log of what was put on the site: looked at, written by hand, given as files."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError, UserError
from bot.handlers import form_asking, form_ending, news_card, prompts, visit_records
from bot.handlers import news_records as records
from bot.handlers.kinds import FormKind
from bot.handlers.news_records import PUBLISH, SLOT
from bot.msgid import msgid
from bot.reports import site_log_files
from bot.routes import Route, press
from bot.rules import contests as links
from bot.rules import news as rules
from bot.rules import site_log as coverage
from bot.screens import news as news_screens
from bot.screens import site_log as screens
from storage import aggregates, chats, drafts, jobs, news, site_log
from storage.aggregates import Scope
from storage.drafts import Draft
from storage.records.site import LogFields, LogLine

READ: Final = "site.read"
FORM: Final = "site_record"
URL, DROP = "site.url", "site.drop"  # prompts
LONGEST: Final = 500  # characters of an address
FIRST_YEAR: Final = 2000
MAKING: Final = msgid("The files are being made, they come here in a few seconds.")
FAILED: Final = msgid("The files could not be made. Try once more, please.")


class SiteRecord(FormKind):
    """What is asked of something that was put on the site by hand."""

    name = FORM
    title = msgid("Put on the site")
    action = PUBLISH
    is_offered = False
    is_shipped = False
    dated = "put_on"

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the line."""
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        put_on = date.fromisoformat(answers["put_on"])
        await visit_records.refuse_closed(ctx, put_on)
        library = ctx.services.network.library_by_code(answers.get("library") or "")
        new = LogFields(
            kind=answers["kind"],
            title=rules.line(answers["title"]),
            put_on=put_on,
            url=answers.get("url") or None,
            library_id=library.library_id if library else None,
        )
        log_id = await site_log.add(ctx.tx, new, now=ctx.stamp, by=ctx.person.staff_id)
        one = await _named(ctx, log_id)
        await _show(ctx, one, ctx.t(msgid("It stands in the log.")), slot=draft.slot)
        await form_ending.back_to_menu(ctx)


async def add(ctx: FieldContext) -> None:
    """Ask what was put on the site."""
    await form_asking.open_form(ctx, FORM)


# -------------------------------------------------------------------- looking


async def show(ctx: FieldContext) -> None:
    """Show a page of a year; year 0 is this one."""
    ctx.require(READ, own=False)
    year, page = numbers(ctx.arguments[:2], 2)
    year = year if FIRST_YEAR <= year < ctx.today.year else ctx.today.year
    await ctx.services.network.fresh(ctx.tx)
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = await site_log.of_days(ctx.tx, first, last)
    before = Scope(first=date(year - 1, 1, 1), last=date(year - 1, 12, 31))
    screen = screens.listed(
        ctx.t,
        screens.Page(
            year=year,
            found=found,
            number=min(page, max(0, len(found) - 1) // screens.PAGE),
            covered=coverage.covered((one.put_on for one in found), year, ctx.today),
            counts=await aggregates.read(ctx.tx, aggregates.SITE, Scope(first=first, last=last)),
            library=records.names(ctx).library,
            may_add=records.may_publish(ctx),
            is_this_year=year == ctx.today.year,
            has_earlier=(await aggregates.read(ctx.tx, aggregates.SITE, before))["items"] > 0,
        ),
    )
    ctx.show(SLOT, screen)


async def open_line(ctx: FieldContext) -> None:
    """Show a line."""
    one = await _named(ctx)
    if (ctx.chat.prompt or {}).get("kind") in {URL, DROP}:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    await _show(ctx, one)


async def _named(ctx: FieldContext, log_id: int | None = None) -> LogLine:
    ctx.require(READ, own=False)
    await ctx.services.network.fresh(ctx.tx)
    one = await site_log.by_id(ctx.tx, log_id or numbers(ctx.arguments[:1], 1)[0])
    if one is None:
        raise NotAllowedError
    return one


async def _show(
    ctx: FieldContext, one: LogLine, note: str | None = None, slot: str = SLOT
) -> None:
    names = records.names(ctx)
    closed = await visit_records.closed_period(ctx, ctx.tx, one.put_on)
    sheet = screens.Sheet(
        one=one,
        library=names.library,
        person=names.person(one.staff_id),
        may_change=records.may_publish(ctx) and closed is None,
        note=note,
    )
    ctx.show(slot, screens.card(ctx.t, sheet))


# -------------------------------------------------------------------- changing


async def _changeable(ctx: FieldContext, log_id: int | None = None) -> LogLine:
    ctx.require(PUBLISH, own=False)
    one = await _named(ctx, log_id)
    if one.removed_at is not None:
        raise UserError(msgid("This line is taken out: it can only be read."))
    await visit_records.refuse_closed(ctx, one.put_on)
    return one


async def ask_url(ctx: FieldContext) -> None:
    """Ask for the address of a line."""
    one = await _changeable(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": URL, "log_id": one.log_id})
    ctx.show(SLOT, screens.ask_line(ctx.t, one, screens.ADDRESS))


async def take_url(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Keep the address; the author of the news hears of it."""
    one = await _changeable(ctx, int(prompt["log_id"]))
    url = text.strip()
    if not links.is_like_link(url) or len(url) > LONGEST:
        raise UserError(msgid("A link is needed, for example slonimlib.by/news."))
    await site_log.set_url(ctx.tx, one, url, now=ctx.stamp, by=ctx.person.staff_id)
    if one.news_id is not None and (told := await news.by_id(ctx.tx, one.news_id)):
        news_card.tell_author(ctx, told, news_screens.PUBLISHED_AT, url=url)
    await _show(ctx, await _named(ctx, one.log_id), ctx.t(msgid("Kept.")))


async def ask_reason(ctx: FieldContext) -> None:
    """Ask why a line that was written by hand is taken out."""
    one = await _by_hand(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": DROP, "log_id": one.log_id})
    ctx.show(SLOT, screens.ask_line(ctx.t, one, screens.REASON))


async def _by_hand(ctx: FieldContext, log_id: int | None = None) -> LogLine:
    one = await _changeable(ctx, log_id)
    if one.news_id is not None:
        raise UserError(msgid("This is news of the bot: take it off the site on its card."))
    return one


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a line out with the reason."""
    one = await _by_hand(ctx, int(prompt["log_id"]))
    reason = news_card.one_line(text)
    await site_log.remove(ctx.tx, one.log_id, reason, now=ctx.stamp, by=ctx.person.staff_id)
    await _show(ctx, await _named(ctx, one.log_id))


# -------------------------------------------------------------------- files


async def make_files(ctx: FieldContext) -> None:
    """Have the log of a year made as a workbook and a Word file."""
    ctx.require(READ, own=False)
    arguments = {
        "year": numbers(ctx.arguments[:1], 1)[0],
        "language": ctx.language,
        "today": ctx.today.isoformat(),
    }
    kind = site_log_files.KIND
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(news_screens.only(ctx.t, MAKING))


async def tell(ended: Ended) -> None:
    """Send the files, or say that they could not be made."""
    t, result = translator(ended.job.arguments["language"]), ended.result
    if result is None:
        screen = news_screens.only(t, FAILED)
        ended.say("show", screen.as_json() | {"edit": False})
        return
    paths = [result["path"], *result.get("more", ())]
    for path, name in zip(paths, result["names"], strict=True):
        document = {"path": path, "name": name}
        ended.say(
            "sendDocument",
            {"document": document, "caption": result["caption"], "parse_mode": "HTML"},
        )


worker.register(site_log_files.KIND, tell)
prompts.register(URL, take_url)
prompts.register(DROP, take_reason)
ROUTES: Final[tuple[Route, ...]] = (
    press("site.log", show, READ),
    press("site.line", open_line, READ),
    press("site.add", add, PUBLISH),
    press("site.url", ask_url, PUBLISH),
    press("site.drop", ask_reason, PUBLISH),
    press("site.files", make_files, READ),
)
