"""Submitting what an entry's form says: a new entry, a change of one, and who is told of it."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.context import FieldContext
from bot.handlers import entry_answers as spoken
from bot.handlers import entry_records as records
from bot.handlers import form_ending, owners
from bot.msgid import msgid
from bot.screens import entries as screens
from bot.screens.owners import Facts
from storage import drafts, entries
from storage.drafts import Draft
from storage.records.contests import Entry, EntryFields, NewEntry

ENTRIES: Final = "entries"  # the table, as owners.py names kinds of records


def library_id(ctx: FieldContext, answers: Mapping[str, Any]) -> int:
    """Return the library that the answers name; raise ValueError where there is none."""
    library = ctx.services.network.library_by_code(answers["library"])
    if library is None:
        raise ValueError(answers["library"])
    return library.library_id


async def save(ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
    """Submit a new entry, or change the one that the draft corrects."""
    said = spoken.stated(answers, library_id(ctx, answers))
    submission_id = await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
    if draft.context.get("entry_id"):
        await _change(ctx, draft, said, submission_id, answers)
    else:
        await _submit(ctx, draft, said, submission_id)
    await form_ending.back_to_menu(ctx)


async def _submit(ctx: FieldContext, draft: Draft, said: EntryFields, submission_id: int) -> None:
    new = NewEntry(
        **{one.name: getattr(said, one.name) for one in fields(EntryFields)},
        staff_id=draft.staff_id,
        entered_by=draft.entered_by,
        source=draft.source,
        submission_id=submission_id,
        late_reason=draft.context.get("late_reason"),
    )
    entry_id = await entries.submit(ctx.tx, new, now=ctx.stamp)
    entry = await records.named(ctx, entry_id)
    await owners.ask(ctx, ENTRIES, entry_id, entry.staff_id)
    contest = records.contest_of(ctx, entry)
    ctx.show(draft.slot, screens.receipt(ctx.t, entry, contest, ctx.now))


async def _change(
    ctx: FieldContext,
    draft: Draft,
    said: EntryFields,
    submission_id: int,
    answers: Mapping[str, Any],
) -> None:
    old = await records.named(ctx, int(draft.context["entry_id"]))
    reason, by = draft.context.get("late_reason"), ctx.person.staff_id
    await entries.change(
        ctx.tx, old, said, submission_id, now=ctx.stamp, by=by, reason=reason
    )  # fmt: skip
    entry = await records.named(ctx, old.entry_id)
    told = await owners.ask_again(ctx, ENTRIES, entry.entry_id)
    tell_authors(ctx, entry, msgid("Your entry was corrected."), but=told)
    if old.state == "returned":
        from bot.handlers import entry_clarify  # noqa: PLC0415  # it shows cards, which know this

        if await entry_clarify.settle(ctx, old, answers, draft):
            return
        _tell_methodist(ctx, entry, old.returned_by)
    ctx.show(draft.slot, screens.changed(ctx.t, entry))


def _tell_methodist(ctx: FieldContext, entry: Entry, staff_id: int | None) -> None:
    """Tell who returned an entry that it is submitted again."""
    person = ctx.services.network.staff.get(staff_id or 0)
    if person is None or person.staff_id == ctx.person.staff_id:
        return
    t = translator(person.language)
    who = records.names(ctx, person.language).person(ctx.person.staff_id)
    text = msgid("The entry that you returned is corrected and submitted again.")
    ctx.tell_person(person, screens.told(t, entry, text, who))


def tell_authors(ctx: FieldContext, entry: Entry, said: str, *, but: int | None = None) -> None:
    """Tell whose the entry is and who entered it, but for the one who acts."""
    people = {entry.staff_id, entry.entered_by, *entry.coauthors}
    for staff_id in sorted(people - {ctx.person.staff_id, but}):
        person = ctx.services.network.staff.get(staff_id)
        if person is not None:
            who = records.names(ctx, person.language).person(ctx.person.staff_id)
            ctx.tell_person(
                person, screens.told(translator(person.language), entry, said, who)
            )  # fmt: skip


async def _facts(ctx: FieldContext, entry_id: int, t: Translator) -> Facts | None:
    """Return what an entry says to the colleague for whom it was entered."""
    entry = await entries.by_id(ctx.tx, entry_id)
    if entry is None or not entry.is_live:
        return None
    names = records.names(ctx, t.language)
    return Facts(screens.facts(t, entry, names), entry.source)


owners.register(ENTRIES, owners.Kind("entry.card", _facts))
