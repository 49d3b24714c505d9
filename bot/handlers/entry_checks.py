"""What is settled before an entry is submitted: time, limits, files, numbers, a twin."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.forms import engine
from bot.forms.model import Form, Question
from bot.forms.turns import Card, Kind
from bot.handlers import entry_answers as spoken
from bot.handlers import entry_records as records
from bot.handlers import entry_saving as saving
from bot.handlers import form_asking, form_draft, form_ending, prompts, visit_records
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.published import draft_form
from bot.routes import Route, press
from bot.rules import contests as rules
from bot.rules import privacy
from bot.screens import entries as screens
from bot.screens.form import key_of
from storage import chats, drafts, entries, files
from storage.drafts import Draft
from storage.files import StoredFile
from storage.records.contests import Contest, Entry, EntryFields

# Settled: «Это не телефон», «Это девиз», «Нет, другая», the reason.
NUMBERS, MOTTO, OTHER, LATE = "n", "m", "o", "l"
REASON: Final = 200  # characters
LATE_PROMPT: Final = "entry.late"
TOO_EARLY: Final = msgid("Entries are taken from {opening}. The draft is kept until then.")
TOO_LATE: Final = msgid(
    "Entries were taken until {deadline}. If there is a good reason, write to the department: "
    "a methodist can take the entry later. The draft is kept."
)
TOO_MANY: Final = msgid("{what}: at most {most} are taken. Take out the ones that are too many.")


async def unsettled(
    ctx: FieldContext, draft: Draft, answers: Mapping[str, Any], settled: frozenset[str]
) -> bool:
    """Ask the first thing that is not settled; raise UserError where it cannot be submitted."""
    said = spoken.stated(answers, saving.library_id(ctx, answers))
    contest = ctx.services.network.contests.get(said.contest_id)
    if contest is None:
        raise NotAllowedError
    await visit_records.refuse_closed(ctx, ctx.today)
    old, needs_reason = await _in_time(ctx, draft, contest)
    await _within_limits(ctx, said, contest, old, answers)
    at = screens.AtCard(draft.draft_id, draft.revision, "".join(sorted(settled)))
    known = _known_texts(await entries.answers(ctx.tx, old.submission_id) if old else {})
    if await _lacks_something(ctx, draft, contest, answers, at):
        return True
    form = await draft_form(ctx.tx, draft.form, draft.version)
    if NUMBERS not in settled and (found := _numbers(form, answers, known)):
        ctx.show(draft.slot, screens.numbers_found(ctx.t, found, at))
        return True
    if MOTTO not in settled and (motto := _name_like(said, old)):
        ctx.show(draft.slot, screens.name_found(ctx.t, motto, at))
        return True
    if OTHER not in settled and (other := await _twin(ctx, said, old)):
        await _show_pages(ctx, said, other)
        ctx.show(draft.slot, screens.twin(ctx.t, said, other, records.names(ctx), at))
        return True
    if needs_reason and LATE not in settled:
        waiting = {
            "kind": LATE_PROMPT, "draft_id": draft.draft_id, "revision": draft.revision,
            "settled": at.settled,
        }  # fmt: skip
        await chats.ask(ctx.tx, ctx.chat_id, waiting)
        ctx.show(draft.slot, screens.ask_late(ctx.t, contest, at))
        return True
    return False


def _name_like(said: EntryFields, old: Entry | None) -> str | None:
    """Return a motto that looks like a name and was not settled when it was submitted."""
    is_settled = old is not None and old.motto == said.motto
    return None if is_settled or not privacy.is_like_name(said.motto or "") else said.motto


async def _in_time(ctx: FieldContext, draft: Draft, contest: Contest) -> tuple[Entry | None, bool]:
    """Return the entry that the draft corrects, and whether a reason is needed now.

    Raises UserError for who comes too early or, not being a methodist, too late.
    """
    entry_id = draft.context.get("entry_id")
    old = await records.changeable(ctx, entry_id) if entry_id else None
    if old is not None and contest.contest_id == old.entry.contest_id:
        return old.entry, old.is_late
    records.refuse_judged(contest)
    if ctx.today < contest.opens_on:
        raise UserError(TOO_EARLY, opening=contest.opens_on)
    is_late = ctx.today > contest.closes_on
    if is_late and not ctx.may("entry.late", own=False):
        raise UserError(TOO_LATE, deadline=contest.closes_on)
    return (old.entry if old else None), is_late


async def _within_limits(
    ctx: FieldContext,
    said: EntryFields,
    contest: Contest,
    old: Entry | None,
    answers: Mapping[str, Any],
) -> None:
    """Raise UserError where the library has its entries already, or there are too many files."""
    if over := rules.too_many(contest, spoken.counted(answers)):
        raise UserError(TOO_MANY, what=ctx.t.plain(screens.ROLES[over.role]), most=over.most)
    if contest.most_entries is None:
        return
    place = (said.contest_id, said.library_id)
    stays = old is not None and (old.contest_id, old.library_id) == place
    count = (await entries.counted(ctx.tx)).get(place, 0) - stays
    if count >= contest.most_entries:
        raise UserError(screens.LIMIT_REACHED, n=contest.most_entries)


async def _lacks_something(
    ctx: FieldContext,
    draft: Draft,
    contest: Contest,
    answers: Mapping[str, Any],
    at: screens.AtCard,
) -> bool:
    medium = ctx.services.network.media.get(answers.get("medium", ""))
    lacks = rules.lacking(contest, spoken.counted(answers), medium.kind if medium else None)
    if not lacks:
        return False
    filled = [
        (one, f"f.part:{draft.draft_id}:{draft.revision}:{key_of(one.role)}") for one in lacks
    ]
    ctx.show(draft.slot, screens.incomplete(ctx.t, filled, at))
    return True


async def _twin(ctx: FieldContext, said: EntryFields, old: Entry | None) -> Entry | None:
    """Return a publication that may be this one: medium, date, a title that is alike (T33)."""
    if said.medium is None or said.published_on is None:
        return None
    known = await entries.published_in(ctx.tx, said.medium, said.published_on)
    others = [one for one in known if old is None or one.entry_id != old.entry_id]
    found = rules.alike(others, said.title)
    if old is not None and found is not None and found.entry_id < old.entry_id:
        return None  # it was settled when the later one was submitted
    return found


async def _show_pages(ctx: FieldContext, said: EntryFields, other: Entry) -> None:
    """Send both pages as one album where both are pictures that came by Telegram."""
    titles = (
        ctx.t.plain(msgid("Yours")),
        ctx.t.plain(msgid("Entry No. {n}"), n=str(other.entry_id)),
    )
    pages = [
        {"type": "photo", "media": page.telegram_file_id, "caption": title}
        for one, title in zip((said, other), titles, strict=True)
        if (page := await _page(ctx, one)) is not None
    ]
    if len(pages) == len(titles):
        ctx.send_file("sendMediaGroup", {"media": pages})


async def _page(ctx: FieldContext, entry: EntryFields) -> StoredFile | None:
    scans = (one.file_id for one in entry.files if one.role == "scans")
    kept = await files.load(ctx.tx, next(scans, 0))
    is_picture = kept is not None and kept.kind == "photo" and bool(kept.telegram_file_id)
    return kept if is_picture else None


# -------------------------------------------------------------------- residents' numbers


def _numbers(form: Form, answers: Mapping[str, Any], known: frozenset[str]) -> list[str]:
    texts = [text for text in _texts(form, answers) if text not in known]
    return [found.text for text in texts for found in privacy.findings(text)]


def _known_texts(answers: Any) -> frozenset[str]:
    """Return what a record says already: it was settled when it was submitted."""
    if isinstance(answers, Mapping):
        return frozenset[str]().union(*(_known_texts(one) for one in answers.values()))
    return frozenset({answers}) if isinstance(answers, str) else frozenset()


def _texts(form: Form, answers: Any, name: str = "") -> Iterator[str]:
    """Yield what was typed freely, links apart."""
    if isinstance(answers, Mapping):
        for key, value in answers.items():
            yield from _texts(form, value, key)
    elif isinstance(answers, str) and name not in spoken.LINKS:
        node = form.named(name)
        if isinstance(node, Question) and node.kind is Kind.TEXT:
            yield answers


def _suspicious(card: Card) -> list[tuple[str, str]]:
    typed = [
        (row.path, row.value)
        for row in card.rows
        if row.kind is Kind.TEXT and row.name not in spoken.LINKS
    ]
    return [(path, text) for path, text in typed if privacy.findings(text)]


async def strip(ctx: FieldContext) -> None:
    """Take the numbers out of what was typed and submit the rest (T19)."""
    found = await form_asking.on_card(ctx)
    if found is None:
        return
    filling, card, rest = found
    filling = await form_draft.store(ctx, filling, _stripped(filling, card))
    if isinstance(engine.current(filling.form, filling.answers, filling.env), Card):
        await form_ending.finish_draft(ctx, filling, _settled(rest))
        return
    await form_asking.show(ctx, filling)


def _stripped(filling: Filling, card: Card) -> Any:
    answers = filling.answers
    for path, text in _suspicious(card):
        try:
            rest = privacy.without(text, privacy.findings(text))
            answers = engine.answer(filling.form, answers, rest, filling.env, path)
        except BadAnswerError:  # nothing is left: the question is asked again
            return engine.change(filling.form, answers, path, filling.env)
    return answers


async def retype(ctx: FieldContext) -> None:
    """Ask the question with the number again."""
    found = await form_asking.on_card(ctx)
    if found is None:
        return
    filling, card, _ = found
    answers = filling.answers
    for path, _text in _suspicious(card)[:1]:
        answers = engine.change(filling.form, answers, path, filling.env)
    await form_asking.show(ctx, await form_draft.store(ctx, filling, answers))


async def rewrite_motto(ctx: FieldContext) -> None:
    """Ask for the motto again."""
    if found := await form_asking.on_card(ctx):
        filling, _, _ = found
        answers = engine.change(filling.form, filling.answers, "motto", filling.env)
        await form_asking.show(ctx, await form_draft.store(ctx, filling, answers))


# -------------------------------------------------------------------- the answers


async def settle(ctx: FieldContext) -> None:
    """Submit the draft with one more thing settled."""
    if found := await form_asking.on_card(ctx):
        filling, _, rest = found
        await form_ending.finish_draft(ctx, filling, _settled(rest))


def _settled(rest: tuple[str, ...]) -> frozenset[str]:
    # The reason of a late entry is never settled by a button: it has to be written.
    return frozenset("".join(rest[:1])) & {NUMBERS, MOTTO, OTHER}


async def take_reason(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Submit a late entry with the methodist's reason."""
    ctx.require("entry.late", own=False)
    reason = " ".join(text.split())
    if not reason or len(reason) > REASON:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=REASON)
    filling = await form_draft.load(ctx, int(prompt["draft_id"]))
    if filling.draft.revision != prompt["revision"]:
        await form_asking.show(ctx, filling)
        return
    context = {**filling.draft.context, "late_reason": reason}
    filling = replace(filling, draft=replace(filling.draft, context=context))
    await form_ending.finish_draft(ctx, filling, _settled((str(prompt["settled"]),)) | {LATE})


async def leave_same(ctx: FieldContext) -> None:
    """Drop a draft whose publication is there already."""
    found = await _same(ctx)
    if found is not None:
        filling, other = found
        await _end(ctx, filling)
        ctx.show(filling.draft.slot, screens.left_alone(ctx.t, other))
        await form_ending.back_to_menu(ctx)


async def join(ctx: FieldContext) -> None:
    """Make the person a co-author of the publication that is there."""
    found = await _same(ctx)
    if found is None:
        return
    filling, other = found
    who, by = filling.draft.staff_id, ctx.person.staff_id
    await entries.add_author(ctx.tx, other.entry_id, who, now=ctx.stamp, by=by)
    await _end(ctx, filling)
    saving.tell_authors(ctx, other, msgid("A co-author was added."))
    ctx.show(filling.draft.slot, screens.joined(ctx.t, other))
    await form_ending.back_to_menu(ctx)


async def _same(ctx: FieldContext) -> tuple[Filling, Entry] | None:
    """Return the draft and the entry that the button names, if they still are alike."""
    found = await form_asking.on_card(ctx)
    if found is None:
        return None
    filling, _, rest = found
    key = numbers(rest[:1])
    if filling.draft.form not in rules.FORMS:
        raise NotAllowedError
    answers = engine.submission(filling.form, filling.answers, filling.env)
    other = await _twin(ctx, spoken.stated(answers, saving.library_id(ctx, answers)), None)
    if not key or other is None or other.entry_id != key[0]:
        raise NotAllowedError
    return filling, other


async def _end(ctx: FieldContext, filling: Filling) -> None:
    await drafts.close(ctx.tx, filling.draft.draft_id, "deleted", ctx.stamp)
    await form_draft.leave(ctx)


prompts.register(LATE_PROMPT, take_reason)
ROUTES: Final[tuple[Route, ...]] = (
    press("entry.settle", settle, "entry.submit"),
    press("entry.strip", strip, "entry.submit"),
    press("entry.retype", retype, "entry.submit"),
    press("entry.motto", rewrite_motto, "entry.submit"),
    press("entry.same", leave_same, "entry.submit"),
    press("entry.join", join, "entry.submit"),
)
