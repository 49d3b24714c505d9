"""Words, photos and places outside a form: never «не понимаю», always what is it for.

What may be done with a message is a list of offers; a handler that can begin with a photo,
a file or words adds its own by `offer`. Nothing is kept of a message until its purpose is
known: only its place in the chat, and of a location only which libraries are near. Files wait
in «Мои дела» until then, whatever else is asked meanwhile.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, StaleButtonError, UserError
from bot.forms import engine, inputs
from bot.forms.turns import Ask, Kind
from bot.handlers import (
    certificate_check,
    form_answers,
    form_asking,
    form_draft,
    form_ending,
    menu,
    prompts,
    roll_check,
    visit_line,
    walk,
)
from bot.handlers import visit_card as cards
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import nearby
from bot.screens import free as screens
from bot.screens import walk as walk_screens
from bot.screens.screen import Button, Screen
from storage import chats, drafts, unplaced, visits
from storage.drafts import Draft
from storage.records.libraries import Library
from storage.records.visits import VisitRow
from storage.unplaced import Unplaced

# What else an edited message may correct: each says whether it has taken it.
EDITS: Final[list[Callable[[FieldContext], Awaitable[bool]]]] = []
# What a reply to a message of the bot may go on with: each says whether it has taken it.
REPLIES: Final[list[Callable[[FieldContext, "Outside"], Awaitable[bool]]]] = []
OUTSIDE: Final = "outside"  # the prompt's kind, and the slot of the question
LAST: Final = ("news", "nothing")  # what stands at the end
RECENT_VISITS: Final = 4
NEAREST: Final = 4
MEMORY: Final = 3_500  # characters of a message that wait for its purpose
TAKES_NUMBERS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})


@dataclass(frozen=True, slots=True)
class Outside:
    """What came outside a form: words, files as Telegram describes them, the first message."""

    text: str = ""
    media: tuple[Mapping[str, Any], ...] = ()
    mark: int = 0
    album: str = ""

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of the files; a picture sent as a file counts as a photo."""
        return frozenset(_kind(one) for one in self.media)


def _kind(sent: Mapping[str, Any]) -> str:
    is_picture = str(sent["mime"]).startswith("image/")
    return "photo" if is_picture else str(sent["kind"])


Fits = Callable[[FieldContext, Outside], bool]
Begin = Callable[[FieldContext, Outside], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be done with a message, if it fits and the rights allow it."""

    name: str
    label: str  # msgid
    fits: Fits
    begin: Begin
    is_last: bool = True  # False: it asks more, and the files wait until that is answered


_OFFERS: Final[dict[str, Offer]] = {}


def offer(name: str, label: str, fits: Fits, begin: Begin, *, is_last: bool = True) -> None:
    """Add a purpose that a message may have."""
    _OFFERS[name] = Offer(name, label, fits, begin, is_last)


# -------------------------------------------------------------------- words


# A mistyped command is no answer, or «/lang» would be the reason of a removal.
COMMAND: Final = re.compile(r"/[A-Za-z]\w*")
NO_COMMAND: Final = msgid("There is no such command: {command}. All that is open to you: /menu")


async def take_words(ctx: FieldContext) -> None:
    """Take typed words: a menu's button, an answer, or something to be asked about."""
    text = ctx.message.text or ""
    if command := COMMAND.match(text):
        raise UserError(NO_COMMAND, command=command[0])
    if await replied(ctx, Outside(text=text)) or await walk.take_words(ctx, text):
        return
    if route := menu.pressed(ctx, text):
        await menu.run(ctx, route)
    elif await prompts.take_line(ctx, text):
        return
    elif ctx.chat.draft_id is not None:
        await form_answers.take_words(ctx, text)
    else:
        await take_outside(ctx, text)


async def replied(ctx: FieldContext, outside: Outside) -> bool:
    """Let a reply to a message of the bot go where that message belongs."""
    if ctx.message.reply_to_message is None:
        return False
    for take in REPLIES:
        if await take(ctx, outside):
            return True
    return False


async def take_outside(ctx: FieldContext, text: str) -> None:
    """Take words that nothing asked for: a number, a whole visit, or ask what they are for."""
    if ctx.chat.round_id is None and await _take_number(ctx, text):
        return
    if await certificate_check.take_words(ctx, text):
        return
    if await visit_line.take_line(ctx, text) or await walk.take_unclear(ctx, text):
        return
    await ask(ctx, Outside(text=text[:MEMORY], mark=ctx.message.message_id))


async def _take_number(ctx: FieldContext, text: str) -> bool:
    """Take the code of a session held now, else an answer; digits that are neither are refused.

    Only a wrong code waits behind an answer: a right one was meant.
    """
    if await roll_check.take_words(ctx, text):
        return True
    return await _answer_waiting(ctx, text) or await roll_check.refuse_words(ctx, text)


async def _answer_waiting(ctx: FieldContext, text: str) -> bool:
    """Let a number answer the one draft that waits, if a number is what it asks for."""
    if not _is_number(text):
        return False
    draft = await _only_draft(ctx)
    if draft is None:
        return False
    turn = await _asked(ctx, draft)
    if turn is None or turn.kind not in TAKES_NUMBERS:
        return False
    await _answer(ctx, draft, text)
    return True


def _is_number(text: str) -> bool:
    try:
        inputs.parse_decimal(text)
    except BadAnswerError:
        return False
    return True


async def _only_draft(ctx: FieldContext) -> Draft | None:
    """Return the draft that waits, if it is the only one."""
    waiting = [
        one for one in await drafts.open_of(ctx.tx, ctx.person.staff_id) if not one.training
    ]
    return waiting[0] if len(waiting) == 1 else None


async def _asked(ctx: FieldContext, draft: Draft) -> Ask | None:
    filling = await form_draft.load(ctx, draft.draft_id)
    turn = engine.current(filling.form, filling.answers, filling.env)
    return turn if isinstance(turn, Ask) else None


async def _answer(ctx: FieldContext, draft: Draft, text: str) -> None:
    await ctx.move_focus(draft.draft_id)
    form_asking.say_opening(ctx, await form_draft.load(ctx, draft.draft_id))
    await form_answers.take_words(ctx, text)


async def _from_prompt(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed label of the question «what is it for?»; other words begin anew."""
    waiting = _read(prompt)
    said = text.strip(' .!«»"').casefold()
    for one in _fitting(ctx, waiting):
        if said in {translator(lang).plain(one.label).casefold() for lang in LANGUAGES}:
            await _do(ctx, one, waiting)
            return
    await take_outside(ctx, text)


# -------------------------------------------------------------------- what is it for?


async def ask(ctx: FieldContext, outside: Outside) -> None:
    """Ask what a message is for, and remember it until then."""
    offers = [
        Button(ctx.t.plain(one.label), f"out.do:{one.name}:{outside.mark}")
        for one in _fitting(ctx, outside)
    ]
    if question := await _open_question(ctx, outside):
        label = screens.answer_label(ctx.t, question)
        offers.insert(0, Button(label, f"out.do:answer:{outside.mark}"))
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": OUTSIDE, **asdict(outside)})
    if outside.media:
        row = Unplaced(staff_id=ctx.person.staff_id, sent_at=ctx.stamp, **asdict(outside))
        await unplaced.keep(ctx.tx, row)
    ctx.show(OUTSIDE, screens.ask(ctx.t, _QUESTIONS[_sort(outside)], offers))


def _sort(outside: Outside) -> str:
    kinds = outside.kinds or {"words"}
    return next((kind for kind in _QUESTIONS if kind in kinds), "document")


async def _open_question(ctx: FieldContext, outside: Outside) -> str | None:
    """Return the question of the only draft that waits, where typed words can answer it."""
    if outside.media or not outside.text:
        return None
    draft = await _only_draft(ctx)
    turn = await _asked(ctx, draft) if draft else None
    return turn.label if turn and turn.kind is Kind.TEXT else None


def _fitting(ctx: FieldContext, outside: Outside) -> list[Offer]:
    """Return what can be done with a message, in the order of texts.md T39."""
    found = [one for one in _OFFERS.values() if one.name != "answer" and one.fits(ctx, outside)]
    return sorted(found, key=lambda one: LAST.index(one.name) if one.name in LAST else -1)


async def _leave_form(ctx: FieldContext) -> None:
    """Put the form in hand aside, or what is typed next would be about two things."""
    if ctx.chat.draft_id is not None:
        await form_draft.leave(ctx)
        await form_ending.back_to_menu(ctx)


async def ask_again(ctx: FieldContext) -> None:
    """Ask again what files are for that another question had put aside."""
    outside = await _marked(ctx, ctx.arguments[:1])
    await _leave_form(ctx)
    await ask(ctx, outside)


def _waiting(ctx: FieldContext) -> Outside | None:
    """Return the message that waits for its purpose."""
    prompt = ctx.chat.prompt
    return _read(prompt) if prompt and prompt.get("kind") == OUTSIDE else None


def _read(prompt: Mapping[str, Any]) -> Outside:
    return Outside(prompt["text"], tuple(prompt["media"]), prompt["mark"], prompt["album"])


async def of_album(ctx: FieldContext, album: str) -> Outside | None:
    """Return what has come of an album and waits for its purpose."""
    return _kept(await unplaced.of_album(ctx.tx, ctx.person.staff_id, album))


def _kept(row: Unplaced | None) -> Outside | None:
    return None if row is None else Outside(row.text, row.media, row.mark, row.album)


async def begin(ctx: FieldContext) -> None:
    """Do with the message what was pressed; a button of an earlier message is refused."""
    name = ctx.arguments[0] if ctx.arguments else ""
    outside = await _marked(ctx, ctx.arguments[1:2])
    chosen = _OFFERS.get(name)
    if chosen is None or not chosen.fits(ctx, outside):
        raise NotAllowedError
    await _do(ctx, chosen, outside)


async def _do(ctx: FieldContext, chosen: Offer, outside: Outside) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, None)
    if chosen.is_last:
        await unplaced.drop(ctx.tx, ctx.person.staff_id, outside.mark)
    await chosen.begin(ctx, outside)


async def _marked(ctx: FieldContext, mark: tuple[str, ...]) -> Outside:
    """Return the message that a button is about: it waits still, files also behind others."""
    wanted, outside = numbers(mark, 1)[0], _waiting(ctx)
    if outside is None or wanted != outside.mark:
        outside = _kept(await unplaced.load(ctx.tx, ctx.person.staff_id, wanted))
    if outside is None:
        raise StaleButtonError(await form_draft.standing(ctx))
    return outside


# -------------------------------------------------------------------- offers of this module


async def begin_visit(ctx: FieldContext, outside: Outside) -> None:
    """Begin a visit with the photos, the voice message or the words filled in."""
    from bot.handlers import media  # noqa: PLC0415  # it asks this module about files

    file_ids = [await media.keep(ctx, dict(one)) for one in outside.media]
    filled: dict[str, Any] = {}
    if "photo" in outside.kinds:
        photos = [{"photo": f"file-{file_id}"} for file_id in file_ids]
        filled["more"] = {"photos": photos}
    elif file_ids:
        filled["done_voice"] = f"file-{file_ids[0]}"
    if outside.text:
        filled["done"] = outside.text
    filling = await form_draft.begin(ctx, "visit", prefilled=filled)
    if "done_voice" in filled:
        spoken = replace(filling.answers, passed=frozenset({"done"}), live=None)
        filling = await form_draft.store(ctx, filling, spoken)
    await form_asking.enter(ctx, filling)


async def choose_visit(ctx: FieldContext, outside: Outside) -> None:
    """Ask which of the recent visits the photos belong to."""
    await ctx.services.network.fresh(ctx.tx)
    mine = await visits.listed(ctx.tx, staff_id=ctx.person.staff_id, limit=RECENT_VISITS)
    if not mine:
        await unplaced.drop(ctx.tx, ctx.person.staff_id, outside.mark)
        await begin_visit(ctx, outside)
        return
    await _leave_form(ctx)
    buttons = [Button(_named(ctx, one), f"out.to:{one.visit_id}:{outside.mark}") for one in mine]
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": OUTSIDE, **asdict(outside)})
    ctx.show(OUTSIDE, screens.which_visit(ctx.t, buttons, _nothing(ctx, outside)))


def _named(ctx: FieldContext, visit: VisitRow) -> str:
    library = ctx.services.network.libraries[visit.library_id].short(ctx.language)
    return f"{library}, {ctx.t.day(visit.visited_on)}"


def _nothing(ctx: FieldContext, outside: Outside) -> Button:
    return Button(ctx.t.plain(NOTHING), f"out.do:nothing:{outside.mark}")


async def add_to_visit(ctx: FieldContext) -> None:
    """Add the photos to a visit that is recorded already."""
    from bot.handlers import media  # noqa: PLC0415  # it asks this module about files

    outside = await _marked(ctx, ctx.arguments[1:2])
    visit = await records.live(ctx, "visit.change")
    if "photo" not in outside.kinds:
        raise NotAllowedError
    file_ids = [await media.keep(ctx, dict(one)) for one in outside.media]
    await unplaced.drop(ctx.tx, ctx.person.staff_id, outside.mark)
    await visits.add_files(ctx.tx, visit.visit_id, file_ids, now=ctx.stamp, by=ctx.person.staff_id)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(OUTSIDE, Screen(ctx.t(msgid("Added to the visit."))))
    ctx.arguments = (str(visit.visit_id),)
    await cards.show(ctx)


async def answer_question(ctx: FieldContext, outside: Outside) -> None:
    """Let the words answer the only draft that waits."""
    draft = await _only_draft(ctx)
    if draft is None:
        raise StaleButtonError(await form_draft.standing(ctx))
    await _answer(ctx, draft, outside.text)


async def do_nothing(ctx: FieldContext, _: Outside) -> None:
    """Leave a message alone."""
    ctx.show(OUTSIDE, screens.nothing_done(ctx.t))


# -------------------------------------------------------------------- places, contacts, the rest


async def take_place(ctx: FieldContext) -> None:
    """Take a location: an answer, or a visit to a library near by; it is never kept."""
    place = ctx.message.location
    if place is None:
        raise NotAllowedError
    if ctx.chat.draft_id is not None:
        await form_answers.take_place(ctx, place.latitude, place.longitude)
        return
    outside = Outside(mark=ctx.message.message_id)
    if not ctx.may("visit.record", own=False):
        await ask(ctx, outside)
        return
    await ctx.services.network.fresh(ctx.tx)
    known = [one for one in ctx.services.network.libraries.values() if one.is_open(ctx.today)]
    near = nearby.nearest((place.latitude, place.longitude), known, _whereabouts)[:NEAREST]
    buttons = [Button(one.short(ctx.language), f"out.here:{one.library_id}") for one, _ in near]
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": OUTSIDE, **asdict(outside)})
    ctx.show(OUTSIDE, screens.near(ctx.t, buttons, _nothing(ctx, outside)))


def _whereabouts(library: Library) -> nearby.Point | None:
    if library.latitude is None or library.longitude is None:
        return None
    return library.latitude, library.longitude


async def begin_here(ctx: FieldContext) -> None:
    """Begin a visit to a library that is near."""
    wanted = numbers(ctx.arguments[:1])
    await ctx.services.network.fresh(ctx.tx)
    library = ctx.services.network.libraries.get(wanted[0]) if wanted else None
    if library is None or not library.is_open(ctx.today):
        raise NotAllowedError
    await form_asking.open_form(ctx, "visit", prefilled={"library": library.code})


async def take_contact(ctx: FieldContext) -> None:
    """Take a contact: telephones of people are not kept."""
    ctx.say(Screen(screens.no_contact(ctx.t)))


async def take_edit(ctx: FieldContext) -> None:
    """Let an edited message correct its answer; what answered nothing stays as it was."""
    if ctx.message.text is not None:
        for take in (form_answers.take_edit, *EDITS):
            if await take(ctx):
                return
    if ctx.chat.round_id is not None:
        ctx.say(Screen(ctx.t(walk_screens.NO_EDITS)))
        return
    ctx.say(
        Screen(ctx.t(msgid("You have changed a message. It answered no question: send it anew.")))
    )


async def take_rest(ctx: FieldContext) -> None:
    """Take a sticker, a poll and the like: asked what is wanted; what is no message is left."""
    if ctx.came.message is None or ctx.maybe_person is None:
        return
    if ctx.chat.draft_id is not None:
        await form_asking.show(ctx, await form_draft.load(ctx, ctx.chat.draft_id))
        return
    await ask(ctx, Outside(mark=ctx.message.message_id))


def _may_visit(ctx: FieldContext, outside: Outside) -> bool:
    usable = outside.kinds <= {"photo"} or outside.kinds <= {"voice", "audio"}
    return usable and ctx.may("visit.record", own=False)


def _may_add(ctx: FieldContext, outside: Outside) -> bool:
    return outside.kinds == {"photo"} and ctx.may("visit.change")


NOTHING: Final = msgid("Nothing")
_QUESTIONS: Final = {
    "words": msgid("What is to be done with this message?"),
    "photo": msgid("What is this photo for?"),
    "voice": msgid("What is this voice message for?"),
    "audio": msgid("What is this voice message for?"),
    "video": msgid("What is this video for?"),
    "document": msgid("What is this file for?"),
}
offer("answer", msgid("Answer"), lambda _, outside: not outside.media, answer_question)
offer("visit", msgid("New visit"), _may_visit, begin_visit)
offer("add", msgid("To a recorded visit"), _may_add, choose_visit, is_last=False)
offer("nothing", NOTHING, lambda *_: True, do_nothing)
prompts.register(OUTSIDE, _from_prompt)
ROUTES: Final[tuple[Route, ...]] = (
    press("out.do", begin, "tasks.read"),
    press("out.ask", ask_again, "tasks.read"),
    press("out.to", add_to_visit, "visit.change"),
    press("out.here", begin_here, "visit.record"),
    Route("location", "location", take_place, "tasks.read"),
    Route("contact", "contact", take_contact, "tasks.read"),
    Route("edited", "edited", take_edit, "tasks.read"),
    Route("words", "words", take_words, "tasks.read"),
    Route("rest", "rest", take_rest),
)
