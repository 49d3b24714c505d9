"""A submitted entry in a handler's hands: loaded, whose it is, its contest, what may be done."""

from dataclasses import dataclass
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.forms import engine, refill
from bot.forms.env import Env
from bot.forms.turns import Kind
from bot.handlers import tasks, visit_records
from bot.msgid import msgid
from bot.published import entry_form
from bot.rules import bibliography
from bot.screens.entries import May, Names
from bot.screens.form import FILES, shown_value
from bot.screens.judging_remarks import About
from storage import entries, entry_remarks, results
from storage.records.contests import Contest, Entry
from storage.records.people import Staff

WITHDRAWN: Final = msgid("This entry was withdrawn: it can only be read.")
CLOSED: Final = msgid(
    "Entries were taken until {deadline}. Now only a methodist can change or withdraw an entry: "
    "write to the department."
)
JUDGED: Final = msgid(
    "The jury has judged the entries of this contest: they can only be read. If a correction is "
    "needed, a methodist can open the judging again."
)
TOLD_APART: Final = frozenset(
    {"contest", "library", "nomination", "title", "coauthors", "people", "parents", "link",
     "more_link", "reader_age", "motto"}
)  # fmt: skip  # rows of the form that the card says in its own lines


async def named(ctx: FieldContext, entry_id: int | None = None) -> Entry:
    """Return an entry, by default the one that the button names; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    if entry_id is None:
        entry_id = next(iter(numbers(ctx.arguments[:1])), 0)
    entry = await entries.by_id(ctx.tx, entry_id)
    if entry is None:
        raise NotAllowedError
    return entry


async def readable(ctx: FieldContext, entry_id: int | None = None) -> Entry:
    """Return an entry that the person may read."""
    entry = await named(ctx, entry_id)
    ctx.require("entry.read", own=await is_theirs(ctx, entry))
    return entry


@dataclass(frozen=True, slots=True)
class Changeable:
    """An entry that the person may change; `is_late`: only with a reason."""

    entry: Entry
    is_late: bool


async def changeable(ctx: FieldContext, entry_id: int | None = None) -> Changeable:
    """Return an entry for changing it: it is theirs, takes part, and it is not too late.

    What a methodist returned may be corrected after the deadline as well: the remark is the
    reason. Otherwise only a methodist changes it then, and says why.
    """
    entry = await named(ctx, entry_id)
    ctx.require("entry.change", own=await is_theirs(ctx, entry))
    if not entry.is_live:
        raise UserError(WITHDRAWN)
    await visit_records.refuse_closed(ctx, ctx.today)
    contest = contest_of(ctx, entry)
    refuse_judged(contest)
    is_late = ctx.today > contest.closes_on and entry.state != "returned"
    if is_late and not ctx.may("entry.late", own=False):
        raise UserError(CLOSED, deadline=contest.closes_on)
    return Changeable(entry, is_late)


def refuse_judged(contest: Contest) -> None:
    """Refuse to change what places are counted of: the entry would drop out of the results."""
    if contest.judged_at is not None:
        raise UserError(JUDGED)


async def is_theirs(ctx: FieldContext, entry: Entry) -> bool:
    """Tell whether an entry is the person's, or of an absent colleague for whom they stand in."""
    if is_own(ctx.person, entry):
        return True
    now = await tasks.here(ctx)
    absent = now.stands_in_for(ctx.person.staff_id)
    return any(is_own(ctx.services.network.staff[one], entry) for one in absent)


def is_own(person: Staff, entry: Entry) -> bool:
    """Tell whether an entry is the person's: its author's, its library's or a co-author's."""
    authors = {entry.staff_id, entry.entered_by, *entry.coauthors}
    return person.staff_id in authors or entry.library_id in person.library_ids


def contest_of(ctx: FieldContext, entry: Entry) -> Contest:
    """Return the contest of an entry."""
    return ctx.services.network.contests[entry.contest_id]


async def may(ctx: FieldContext, entry: Entry) -> May:
    """Return what the reader may do with an entry."""
    contest, own = contest_of(ctx, entry), await is_theirs(ctx, entry)
    in_time = ctx.today <= contest.closes_on
    is_open = entry.is_live and contest.judged_at is None
    can_change = is_open and ctx.may("entry.change", own=own)
    late = ctx.may("entry.late", own=False)
    asked = entry.state == "returned" and can_change
    return May(
        change=can_change and (in_time or late or entry.state == "returned"),
        withdraw=can_change and (in_time or late),
        give_back=is_open and ctx.may("entry.admit", own=own),
        read_all=ctx.may("entry.read", own=False),
        diploma=ctx.may("diploma.make", own=False) and await has_award(ctx, entry),
        remarks=len(await entry_remarks.open_of(ctx.tx, entry.entry_id)) if asked else 0,
    )


async def has_award(ctx: FieldContext, entry: Entry) -> bool:
    """Tell whether an entry has an award that is published."""
    if not entry.is_live or contest_of(ctx, entry).published_at is None:
        return False
    found = await results.of_entry(ctx.tx, entry.entry_id)
    return found is not None and found.award_id is not None


def names(ctx: FieldContext, language: str | None = None) -> Names:
    """Return how things are called in the reader's language, by default the sender's."""
    network, spoken = ctx.services.network, language or ctx.language
    nominations = {
        one.nomination_id: one for contest in network.contests.values()
        for one in contest.nominations
    }  # fmt: skip
    return Names(
        library=lambda key: network.libraries[key].short(spoken),
        person=lambda key: network.staff[key].initials(spoken),
        contest=lambda key: network.contests[key].title,
        nomination=lambda key: nominations[key].name(spoken),
        medium=lambda code: network.media[code].name(spoken),
    )


async def remarked(ctx: FieldContext, entry: Entry, language: str | None = None) -> About:
    """Return an entry with its questions, answers and the remarks that were sent."""
    return About(
        entry,
        await entry_form(ctx.tx, contest_of(ctx, entry), entry),
        await entries.answers(ctx.tx, entry.submission_id),
        tuple(await entry_remarks.of_entry(ctx.tx, entry.entry_id)),
        names(ctx, language),
    )


async def details(ctx: FieldContext, entry: Entry) -> list[tuple[str, str]]:
    """Return what else the form says of an entry: labels and values for people."""
    answers = await entries.answers(ctx.tx, entry.submission_id)
    form = await entry_form(ctx.tx, contest_of(ctx, entry), entry)
    env = Env(now=ctx.now, language=ctx.language, lists=ctx.services.network.lists)
    draft = refill.start(form, env, answers, settled=True)
    return [
        (row.label, shown_value(ctx.t, row.kind, row.shown, row.label))
        for row in engine.card(form, draft, env).rows
        if row.value and _is_detail(row.name, row.kind)
    ]


async def bibliographic(ctx: FieldContext, entry: Entry) -> str:
    """Return the line for a list of publications; empty where the entry is none."""
    network = ctx.services.network
    medium = network.media.get(entry.medium or "")
    if medium is None:
        return ""
    about = bibliography.of_entry(
        entry,
        await entries.answers(ctx.tx, entry.submission_id),
        medium,
        called=lambda key, spoken: network.staff[key].initials(spoken),
        accessed_on=ctx.day_of(entry.submitted_at),
    )
    return bibliography.line(about) if about else ""


def _is_detail(name: str, kind: Kind) -> bool:
    return kind not in FILES and name not in TOLD_APART


def answers_of(stored: dict[str, Any], entry: Entry) -> dict[str, Any]:
    """Return the stored answers with the co-authors as the record has them now."""
    more = {**stored.get("more", {}), "coauthors": [str(one) for one in entry.coauthors]}
    return {**stored, "more": more}
