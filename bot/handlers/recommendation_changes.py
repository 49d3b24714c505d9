"""What is changed in a recommendation: its deadline, responsible person, area, text, photos."""

from datetime import date, timedelta
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import builtin, inputs, search
from bot.forms.search import Option
from bot.handlers import media, prompts
from bot.handlers import recommendation_records as records
from bot.handlers import visit_records as visits
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import recommending
from bot.screens import recommendation_changes as screens
from bot.screens import recommendations as cards
from storage import chats
from storage import recommendation_moves as moves
from storage.records.people import Staff
from storage.records.visits import Recommendation

SETTLE: Final = "recommendation.settle"
DEADLINE, PERSON, TEXT, PHOTO = "rec.deadline", "rec.person", "rec.text", "rec.photo"
PROMPTS: Final = frozenset({DEADLINE, PERSON, TEXT, PHOTO})
FOUND: Final = 8  # people offered at once
LATER: Final = {"week": 7, "two": 14, "month": 30}  # days from today, or from the old deadline
SETTLED: Final = msgid("It is settled already: only an open recommendation can be changed.")
PAST: Final = msgid("The deadline cannot be before today. You wrote: «{text}».")
NOBODY: Final = msgid("Nothing like «{typed}» is known here. Try another word.")
CHANGED: Final = msgid("A recommendation was changed.")
ADDED: Final = msgid("The photo is added.")


async def show(ctx: FieldContext) -> None:
    """Ask what is to be changed."""
    item = await _open(ctx)
    if (ctx.chat.prompt or {}).get("kind") in PROMPTS:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(records.slot(item), screens.what(ctx.t, await records.facts(ctx, item)))


async def _open(ctx: FieldContext, recommendation_id: int | None = None) -> Recommendation:
    item = await records.named(ctx, SETTLE, recommendation_id)
    if not item.is_open:
        raise BadAnswerError(SETTLED)
    return item


async def _ask(ctx: FieldContext, kind: str, item: Recommendation) -> None:
    await chats.focus(ctx.tx, ctx.chat_id, None)
    prompt = {"kind": kind, "recommendation_id": item.recommendation_id}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


async def _of_prompt(ctx: FieldContext, prompt: dict[str, Any]) -> Recommendation:
    return await _open(ctx, int(prompt["recommendation_id"]))


async def _change(ctx: FieldContext, item: Recommendation, **columns: Any) -> None:
    """Keep a change and tell those who carry it out, also those who do not any more."""
    before = await records.doers(ctx, item)
    if (ctx.chat.prompt or {}).get("kind") in PROMPTS:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    is_changed = await moves.change(ctx.tx, item, records.act(ctx), **columns)
    item = await records.named(ctx, SETTLE, item.recommendation_id)
    if is_changed:
        people = {one.staff_id: one for one in (*before, *await records.doers(ctx, item))}
        await records.tell(ctx, people.values(), item, CHANGED)
    facts = await records.facts(ctx, item)
    ctx.show(records.slot(item), cards.card(ctx.t, facts, ctx.t(msgid("Saved."))))


# -------------------------------------------------------------------- the deadline


async def ask_deadline(ctx: FieldContext) -> None:
    """Ask for another deadline."""
    item = await _open(ctx)
    await _ask(ctx, DEADLINE, item)
    ctx.show(records.slot(item), screens.ask_deadline(ctx.t, await records.facts(ctx, item)))


async def take_deadline(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed deadline."""
    item = await _of_prompt(ctx, prompt)
    on = inputs.parse_date(text, ctx.today, "future")
    if on < ctx.today:
        raise BadAnswerError(PAST, text=text)
    await _change(ctx, item, deadline_on=on)


async def move_deadline(ctx: FieldContext) -> None:
    """Move the deadline by what a button says; «none» takes it away."""
    item = await _open(ctx)
    code = "".join(ctx.arguments[1:2])
    if code != "none" and code not in LATER:
        raise NotAllowedError
    first = max(item.deadline_on or ctx.today, ctx.today)
    on = None if code == "none" else first + timedelta(days=LATER[code])
    await _change(ctx, item, deadline_on=on)


# -------------------------------------------------------------------- the responsible person


async def ask_person(ctx: FieldContext) -> None:
    """Ask who is responsible: the people of the library first."""
    item = await _open(ctx)
    await _ask(ctx, PERSON, item)
    there = [key for key, _ in _people(ctx, item.library_id)]
    await _offer(ctx, item, there[:FOUND])


async def _offer(ctx: FieldContext, item: Recommendation, staff_ids: list[int]) -> None:
    known = ctx.services.network.staff
    offered = [(key, known[key].initials(ctx.language)) for key in staff_ids]
    facts = await records.facts(ctx, item)
    ctx.show(records.slot(item), screens.ask_person(ctx.t, facts, offered))


def _people(ctx: FieldContext, library_id: int | None = None) -> list[tuple[int, Option]]:
    """Return who may be responsible, of a library or of all, as the search knows them."""
    return [
        (one.staff_id, Option(str(one.staff_id), _names(one)))
        for one in ctx.services.network.staff.values()
        if one.is_active and (library_id is None or library_id in one.library_ids)
    ]


def _names(person: Staff) -> tuple[str, ...]:
    every = [name for t in ("ru", "be") for name in (person.initials(t), person.surname(t))]
    return tuple(dict.fromkeys(every))


async def take_person(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed surname; several that fit become buttons."""
    item = await _of_prompt(ctx, prompt)
    options = [option for _, option in _people(ctx)]
    sure = search.winner(text, options)
    found = [int(one.name) for one in ([sure] if sure else search.find(text, options))]
    if not found:
        raise BadAnswerError(NOBODY, typed=text)
    if len(found) == 1:
        await _change(ctx, item, responsible_id=found[0])
        return
    await _ask(ctx, PERSON, item)
    await _offer(ctx, item, found[:FOUND])


async def choose_person(ctx: FieldContext) -> None:
    """Take who is responsible from a button; 0 is whoever works in the library."""
    item = await _open(ctx)
    key = numbers(ctx.arguments[1:2], 1)[0]
    if key and key not in {known for known, _ in _people(ctx)}:
        raise NotAllowedError
    await _change(ctx, item, responsible_id=key or None)


# -------------------------------------------------------------------- area, text, photos


async def ask_area(ctx: FieldContext) -> None:
    """Ask which area of the work it belongs to."""
    item = await _open(ctx)
    areas = builtin.labels("visit", "area", ctx.language)
    ctx.show(records.slot(item), screens.ask_area(ctx.t, await records.facts(ctx, item), areas))


async def choose_area(ctx: FieldContext) -> None:
    """Take the area of a button."""
    item = await _open(ctx)
    code = "".join(ctx.arguments[1:2])
    if code not in builtin.labels("visit", "area", ctx.language):
        raise NotAllowedError
    await visits.refuse_closed(ctx, item.visited_on)
    await _change(ctx, item, area=code)


async def ask_text(ctx: FieldContext) -> None:
    """Ask for another wording."""
    item = await _open(ctx)
    await visits.refuse_closed(ctx, item.visited_on)
    await _ask(ctx, TEXT, item)
    ctx.show(records.slot(item), screens.ask_text(ctx.t, await records.facts(ctx, item)))


async def take_text(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take another wording."""
    item = await _of_prompt(ctx, prompt)
    await visits.refuse_closed(ctx, item.visited_on)
    await _change(ctx, item, recommendation=recommending.one_line(text))


async def ask_photo(ctx: FieldContext) -> None:
    """Ask for photos of what is to be done."""
    item = await _open(ctx)
    await _ask(ctx, PHOTO, item)
    ctx.show(records.slot(item), screens.ask_photo(ctx.t, await records.facts(ctx, item)))


async def take_photo(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Take a photo of what is to be done."""
    if Outside(media=(sent,)).kinds != {"photo"}:
        raise BadAnswerError(screens.ONLY_PHOTOS)
    item = await _of_prompt(ctx, prompt)
    file_id = await media.keep(ctx, sent)
    await moves.add_file(ctx.tx, item, "given", file_id, records.act(ctx))
    facts = await records.facts(ctx, item)
    ctx.show(records.slot(item), screens.ask_photo(ctx.t, facts, ctx.t(ADDED)))


async def refuse_words(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:  # noqa: ARG001  # a prompt's
    """Take no words where a photo is awaited."""
    await _of_prompt(ctx, prompt)
    raise BadAnswerError(screens.ONLY_PHOTOS)


def written(ctx: FieldContext, name: str, value: Any) -> str:
    """Write a stored value for people; an empty one is a dash."""
    if value is None:
        return "—"
    if name == "deadline_on":
        return ctx.t.full_day(date.fromisoformat(value))
    if name == "responsible_id":
        person = ctx.services.network.staff.get(value)
        return person.initials(ctx.language) if person else str(value)
    if name == "area":
        return builtin.labels("visit", "area", ctx.language).get(value, str(value))
    return str(value)


for _kind, _take in (
    (DEADLINE, take_deadline), (PERSON, take_person), (TEXT, take_text), (PHOTO, refuse_words),
):  # fmt: skip
    prompts.register(_kind, _take)
media.register(PHOTO, take_photo)
ROUTES: Final[tuple[Route, ...]] = (
    press("rec.change", show, SETTLE),
    press("rec.when", ask_deadline, SETTLE),
    press("rec.till", move_deadline, SETTLE),
    press("rec.who", ask_person, SETTLE),
    press("rec.person", choose_person, SETTLE),
    press("rec.about", ask_area, SETTLE),
    press("rec.area", choose_area, SETTLE),
    press("rec.word", ask_text, SETTLE),
    press("rec.picture", ask_photo, SETTLE),
)
