"""Plan and fact by month, quarter, year and methodist: a table in chat, a picture."""

from datetime import date
from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers.period_records import standing_of
from bot.handlers.plan_records import EARLIEST, READ, SLOT
from bot.reports import plan_picture
from bot.routes import Route, press
from bot.rules.periods import Period
from bot.screens import plan_facts as screens
from bot.screens.plan_facts import EVERYBODY, NONE, Chosen, Numbers
from storage import chats, jobs, plan_facts
from storage.database import Reader

KINDS: Final = frozenset({"month", "quarter", "year"})


async def show_year(ctx: FieldContext) -> None:
    """Show a year by months and quarters."""
    chosen = await _chosen(ctx, "year")
    await _drop_prompt(ctx)
    async with ctx.services.database.read() as db:
        numbers_ = await read(db, chosen)
    year = chosen.period.year
    years = [one for one in (year - 1, year + 1) if EARLIEST <= one <= ctx.today.year + 1]
    ctx.show(SLOT, screens.of_year(ctx.t, chosen, numbers_, years))


async def show_time(ctx: FieldContext) -> None:
    """Show a quarter or a month."""
    chosen = await _chosen(ctx, "quarter", "month")
    await _drop_prompt(ctx)
    async with ctx.services.database.read() as db:
        numbers_ = await read(db, chosen)
    ctx.show(SLOT, screens.of_time(ctx.t, chosen, numbers_))


async def show_people(ctx: FieldContext) -> None:
    """Show a time by methodist."""
    chosen = await _chosen(ctx, *KINDS)
    async with ctx.services.database.read() as db:
        people = await plan_facts.by_staff(db, chosen.period.first, chosen.period.last)
    known = ctx.services.network.staff
    names = {
        key: (known[key].surname(ctx.language), known[key].initials(ctx.language))
        for key in people
        if key is not None
    }
    ordered = sorted(people, key=lambda key: (key is None, names[key] if key else ("", "")))
    shown = {key: people[key] for key in ordered}
    ctx.show(SLOT, screens.by_people(ctx.t, chosen, shown, names))


async def _chosen(ctx: FieldContext, *kinds: str) -> Chosen:
    """Read the time and the methodist of a button; a forged one is refused."""
    ctx.require(READ, own=False)
    await ctx.services.network.fresh(ctx.tx)
    try:
        period = Period.parse((ctx.arguments[0] if ctx.arguments else "").replace(".", ":"))
    except ValueError:
        raise NotAllowedError from None
    if period.kind not in kinds or not EARLIEST <= period.year <= ctx.today.year + 1:
        raise NotAllowedError
    (staff_id,) = numbers(ctx.arguments[1:2], 1)
    person = ctx.services.network.staff.get(staff_id)
    if person is None and staff_id != EVERYBODY:
        raise NotAllowedError
    standing = await standing_of(ctx.tx, period)
    return Chosen(
        period,
        staff_id or None,
        person.initials(ctx.language) if person else "",
        counts_trips=(await ctx.institution()).counts_trips,
        standing=standing or "open",
    )


async def _drop_prompt(ctx: FieldContext) -> None:
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)


async def read(db: Reader, chosen: Chosen) -> Numbers:
    """Read a year's months and quarters, and the chosen time as a whole."""
    year, whose = chosen.period.year, chosen.staff_id
    first, last = date(year, 1, 1), date(year, 12, 1)
    months = await plan_facts.by_time(db, first, last, "month", whose)
    quarters = await plan_facts.by_time(db, first, last, "quarter", whose)
    span = chosen.period
    whole = await plan_facts.by_time(db, span.first, span.last, "whole", whose)
    return Numbers(
        {int(key[5:]): facts for key, facts in months.items()},
        {int(key[5:]): facts for key, facts in quarters.items()},
        whole.get("", NONE),
    )


# -------------------------------------------------------------------- the picture


async def draw(ctx: FieldContext) -> None:
    """Have a year drawn."""
    chosen = await _chosen(ctx, "year")
    arguments = {
        "year": chosen.period.year,
        "staff_id": chosen.staff_id,
        "person": chosen.person,
        "counts_trips": chosen.counts_trips,
        "standing": chosen.standing,
        "language": ctx.language,
    }
    by = ctx.person.staff_id
    await jobs.add(ctx.tx, plan_picture.KIND, arguments, by, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell_picture(ended: Ended) -> None:
    """Send the picture with its numbers in words, or say that there is none."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        ended.say("show", screens.failed(t).as_json() | {"edit": False})
        return
    path = ended.result["path"]
    picture = {"path": path, "name": f"{path}.png"}
    caption = ended.result["caption"]
    ended.say("sendPhoto", {"photo": picture, "caption": caption, "parse_mode": "HTML"})


worker.register(plan_picture.KIND, tell_picture)
ROUTES: Final[tuple[Route, ...]] = (
    press("plan.facts", show_year, READ),
    press("plan.fact", show_time, READ),
    press("plan.people", show_people, READ),
    press("plan.draw", draw, READ),
)
