"""One set of handlers for every form: ask, take, go back, postpone, check, save."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, StaleButtonError, UserError
from bot.forms import engine, refill
from bot.forms.draft import Draft as Answers
from bot.forms.env import Env
from bot.forms.errors import StaleAnswerError, UnclearChoiceError
from bot.forms.given import Counted, Given, Media, Picked, Point, Ticked
from bot.forms.model import Form
from bot.forms.turns import Ask, AskMore, Card, Kind, Turn
from bot.handlers import form_counting, form_moving, outgoing, walk_card
from bot.handlers.kinds import Beginning, Filling, FormKind, Told
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import nearby
from bot.screens import counters, doubts, walk
from bot.screens import form as screens
from bot.screens.screen import CLOSE_KEYBOARD, Button, Screen
from storage import chats, drafts
from storage.drafts import Draft, NewDraft
from storage.records.libraries import Library

INSTANCE: Final = re.compile(r"\[\d+\]")  # of a repeat, in a path
KINDS: Final[dict[str, FormKind]] = {}
_versions: dict[tuple[str, str], Form] = {}


def register(kind: FormKind) -> FormKind:
    """Let the mechanism ask a form."""
    KINDS[kind.name] = kind
    return kind


# -------------------------------------------------------------------- opening


async def open_form(  # what a draft begins with
    ctx: FieldContext,
    name: str,
    *,
    owner: int | None = None,
    source: str = "chat",
    context: Mapping[str, Any] | None = None,
    prefilled: Mapping[str, Any] | None = None,
    settled: bool = False,
    training: bool = False,
) -> Filling:
    """Begin a draft, close the menu's keyboard and ask the first question."""
    filling = await begin(
        ctx, name, owner=owner, source=source, context=context, prefilled=prefilled,
        settled=settled, training=training,
    )  # fmt: skip
    await enter(ctx, filling)
    return filling


async def enter(ctx: FieldContext, filling: Filling) -> None:
    """Close the menu's keyboard, say what the form is and show where it stands."""
    say_opening(ctx, filling)
    await _send_media(ctx, filling, engine.current(filling.form, filling.answers, filling.env))
    await show(ctx, filling, edit=False)


def say_opening(ctx: FieldContext, filling: Filling) -> None:
    """Say what the form is; the menu's keyboard would hide its questions on a small phone."""
    ctx.say(Screen(_opening(ctx, filling), keyboard=CLOSE_KEYBOARD))


async def begin(
    ctx: FieldContext,
    name: str,
    *,
    owner: int | None = None,
    source: str = "chat",
    context: Mapping[str, Any] | None = None,
    prefilled: Mapping[str, Any] | None = None,
    settled: bool = False,
    training: bool = False,
) -> Filling:
    """Begin a draft without asking anything yet.

    `prefilled` is shaped as a submission; `settled`: it is a record, show its card.
    """
    kind = KINDS[name]
    form = await kind.current(ctx, context or {})
    ctx.require("practice.use" if training else kind.action)
    staff_id = owner or ctx.person.staff_id
    await ctx.services.network.fresh(ctx.tx)
    first = await kind.begin(ctx, Beginning(staff_id, context or {}, prefilled or {}, training))
    new = NewDraft(
        staff_id, ctx.person.staff_id, source, name, form.version, first.context, "{}", training
    )
    told = await kind.told(ctx, _unsaved(new))
    env = _env(ctx, kind, _unsaved(new), told)
    answers = refill.start(form, env, {**told.values, **first.prefilled}, settled=settled)
    answers = engine.inform(form, answers, told.values, env)
    filling = Filling(_unsaved(new), kind, form, answers, env, told)
    if await _refusal(ctx, filling, kind.dated, answers):
        answers = engine.change(form, answers, kind.dated, env)
    far = engine.progress(form, answers, env)
    new = replace(new, answers=_dumped(answers), far=far)
    draft = await drafts.begin(ctx.tx, new, ctx.stamp)
    await chats.focus(ctx.tx, ctx.chat_id, draft.draft_id)
    return replace(filling, draft=draft, answers=answers)


async def _refusal(
    ctx: FieldContext, filling: Filling, path: str, answers: Answers
) -> BadAnswerError | None:
    """Return why the kind refuses the answer at `path`; practice is recorded nowhere."""
    if filling.draft.training:
        return None
    return await filling.kind.refusal(ctx, path, answers.values.get(path, ""))


async def _taken(
    ctx: FieldContext, filling: Filling, turn: Turn, before: Answers, given: Given
) -> Answers:
    """Return the answers with the one given to `turn`; raise BadAnswerError and the like."""
    answers = engine.answer(filling.form, before, given, filling.env)
    if isinstance(turn, Ask) and (fault := await _refusal(ctx, filling, turn.path, answers)):
        raise fault
    return answers


def _opening(ctx: FieldContext, filling: Filling) -> str:
    t, draft = ctx.t, filling.draft
    lines = [f"<b>{t(filling.kind.title)}</b>"]
    if draft.training:
        lines.insert(
            0, t(msgid("Practice: nothing of this is counted or sent; it is deleted in a week."))
        )
    if draft.on_behalf:
        owner = ctx.services.network.staff[draft.staff_id]
        lines.append(t(msgid("On behalf of: {person}."), person=owner.full_name(ctx.language)))
    lines.append(filling.kind.introduced(ctx, draft))
    if ctx.chat.round_id is not None:
        lines.append(t(walk.RETURN))
    return "\n".join(lines)


def _unsaved(new: NewDraft) -> Draft:
    return Draft(
        0, new.staff_id, new.entered_by, new.source, new.form, new.version, new.context,
        new.answers, 0, 0, new.training, "open", "", "",
    )  # fmt: skip


# -------------------------------------------------------------------- loading


async def load(ctx: FieldContext, draft_id: int) -> Filling:
    """Return an open draft of this person; somebody else's is refused."""
    focus = ctx.draft_in_focus
    is_focus = focus is not None and focus.draft_id == draft_id
    draft = focus if is_focus else await drafts.load(ctx.tx, draft_id)
    if draft is None or draft.entered_by != ctx.person.staff_id:
        raise NotAllowedError
    if draft.state != "open":
        raise StaleButtonError(await standing(ctx))
    await ctx.services.network.fresh(ctx.tx)
    kind = KINDS[draft.form]
    current = await kind.current(ctx, draft.context)
    form = await _version(ctx, draft, current)
    told = await kind.told(ctx, draft)
    env = _env(ctx, kind, draft, told)
    answers = Answers.load(json.loads(draft.answers))
    filling = Filling(draft, kind, form, answers, env, told)
    if kind.is_moved and draft.version != current.version:
        filling = await form_moving.to_newest(ctx, filling, current)
    answers = engine.inform(filling.form, filling.answers, told.values, env)
    return replace(filling, answers=answers)


async def _version(ctx: FieldContext, draft: Draft, current: Form) -> Form:
    """Return the form in the version that the draft was opened on."""
    if current.version == draft.version:
        return current
    kind = KINDS[draft.form]
    if kind.is_moved:
        return await kind.version(ctx, draft.version) or current
    key = (draft.form, draft.version)
    if key not in _versions:
        found = await kind.version(ctx, draft.version)
        if found is None:
            return current
        _versions[key] = found
    return _versions[key]


def _env(ctx: FieldContext, kind: FormKind, draft: Draft, told: Told) -> Env:
    return Env(
        now=ctx.now,
        language=ctx.language,
        seed=draft.draft_id,
        lists={**kind.lists(ctx, draft), **told.lists},
        presets={"username": str(draft.staff_id)},
        last_saved=told.last_saved,
        floors=told.floors,
    )


async def standing(ctx: FieldContext) -> str:
    """Say in a few words where the person stands now."""
    draft_id = ctx.chat.draft_id
    draft = await drafts.load(ctx.tx, draft_id) if draft_id else None
    if draft is None or draft.state != "open":
        return ctx.t.plain(msgid("the main menu"))
    return ctx.t.plain(KINDS[draft.form].title)


def _dumped(answers: Answers) -> str:
    return json.dumps(answers.dump(), ensure_ascii=False, separators=(",", ":"))


# -------------------------------------------------------------------- showing


async def show(
    ctx: FieldContext,
    filling: Filling,
    *,
    problem: str | None = None,
    edit: bool | None = None,
    is_counted: bool = False,
) -> None:
    """Show where the draft stands: a question, «one more?» or the card.

    `is_counted`: it comes after a counter, in the place of a total that may still wait.
    """
    turn = engine.current(filling.form, filling.answers, filling.env)
    if filling.moved:
        problem = f"{filling.moved}\n{problem}" if problem else filling.moved
    screen = await _screen(ctx, filling, turn, problem)
    if is_counted or (problem and screen.keyboard):
        ctx.refresh(filling.draft.slot, screen, walk_card.AT_ONCE)
    else:
        ctx.show(filling.draft.slot, screen, edit=edit)


async def _screen(
    ctx: FieldContext, filling: Filling, turn: Turn, problem: str | None = None, page: int = 0
) -> Screen:
    t, place = ctx.t, _place(ctx, filling)
    if isinstance(turn, Ask):
        if fault := await _refusal(ctx, filling, turn.path, filling.answers):
            turn, problem = replace(turn, can_keep=False), problem or ctx.t.error(fault)
        place = replace(await place_of(ctx, filling, turn), page=page)
        if turn.is_counter:
            return counters.question(t, turn, place, problem)
        ask = doubts.asked if turn.doubt else screens.question
        return ask(t, turn, place, problem)
    if isinstance(turn, AskMore):
        said = problem or await filling.kind.more_note(ctx, filling, turn)
        return screens.ask_more(t, turn, place, said)
    note = problem or await filling.kind.note(ctx, filling, turn)
    return screens.card(t, _visible(ctx, filling, turn), place, note)


async def place_of(ctx: FieldContext, filling: Filling, ask: Ask) -> screens.Place:
    """Return where a question stands, with what its kind offers beside the plain choices."""
    extra = await filling.kind.shortcuts(ctx, filling, ask)
    return replace(
        _place(ctx, filling), extra=extra.buttons, first=extra.first, lead=extra.lead,
        note=extra.note,
    )  # fmt: skip


def _visible(ctx: FieldContext, filling: Filling, card: Card) -> Card:
    """Leave out the rows and optional parts that the person must not see."""
    rows = tuple(row for row in card.rows if filling.kind.visible(ctx, row.visible_to))
    later = tuple(
        replace(
            group,
            parts=tuple(p for p in group.parts if filling.kind.visible(ctx, p.visible_to)),
        )
        for group in card.later
    )
    return replace(card, rows=rows, later=later)


def _place(ctx: FieldContext, filling: Filling) -> screens.Place:
    draft = filling.draft
    return screens.Place(
        draft.draft_id,
        draft.revision,
        ctx.t.plain(filling.kind.title),
        training=draft.training,
        today=ctx.today,
        ending=filling.kind.ending(draft),
    )


async def go_on(ctx: FieldContext, filling: Filling, answers: Answers) -> Filling:
    """Keep new answers and show what comes next."""
    counter = form_counting.asked(filling)
    filling = await store(ctx, filling, answers)
    turn = engine.current(filling.form, filling.answers, filling.env)
    if counter is not None:
        form_counting.close(ctx, filling, counter, turn)
    if filling.kind.ends_itself(filling.draft) and isinstance(turn, Card):
        await finish_draft(ctx, filling)
    else:
        edit = False if await _send_media(ctx, filling, turn) else None
        await show(ctx, filling, edit=edit, is_counted=counter is not None)
    return filling


async def _send_media(ctx: FieldContext, filling: Filling, turn: Turn) -> bool:
    """Send the pictures and sounds that belong to a question, before it; tell whether any is."""
    names = dict.fromkeys(turn.media.values()) if isinstance(turn, Ask) else {}
    sent = False
    for number, name in enumerate(names):
        content = await filling.kind.attachment(ctx, filling.draft, name)
        if content is not None:
            await outgoing.send(ctx, f"{ctx.work.update_id}-{number}", name, content)
            sent = True
    return sent


async def store(ctx: FieldContext, filling: Filling, answers: Answers) -> Filling:
    """Keep new answers without a word."""
    far = engine.progress(filling.form, answers, filling.env)
    drafts.save(ctx.tx, filling.draft, _dumped(answers), far, ctx.stamp)
    revision = filling.draft.revision + 1
    draft = replace(filling.draft, revision=revision, asked=far[0], total=far[1])
    return replace(filling, draft=draft, answers=answers)


# -------------------------------------------------------------------- words, files, places


async def take_words(ctx: FieldContext, text: str) -> None:
    """Take typed words for the draft in focus."""
    filling = await load(ctx, ctx.chat.draft_id or 0)
    turn = engine.current(filling.form, filling.answers, filling.env)
    if filling.is_elsewhere:  # the words answer what was asked before the questionnaire changed
        await show(ctx, filling)
        return
    if await filling.kind.take_words(ctx, filling, turn, text):
        return
    if move := _typed_move(turn, text):
        await move(ctx, filling)
        return
    press_of = form_counting.read(ctx, filling, turn, text)
    if press_of is not None:
        await _count(ctx, filling, press_of)
        return
    if isinstance(turn, Card):
        await _number_on_card(ctx, filling, turn, text)
        return
    if isinstance(turn, Ask):
        remember(ctx, filling.draft, turn.path)
    await _give(ctx, filling, turn, text)


async def _count(ctx: FieldContext, filling: Filling, press_of: Counted | str) -> None:
    """Add a press to the count and show the total after the last one of a batch."""
    problem: str | None = None
    if isinstance(press_of, str):
        ctx.say(Screen(press_of))
        return
    try:
        answers = engine.answer(filling.form, filling.answers, press_of, filling.env)
    except BadAnswerError as refusal:
        problem = ctx.t.error(refusal)
    else:
        filling = await store(ctx, filling, answers)
    turn = engine.current(filling.form, filling.answers, filling.env)
    screen = await _screen(ctx, filling, turn, problem)
    ctx.refresh(filling.draft.slot, screen, walk_card.PACE)


def remember(ctx: FieldContext, draft: Draft, path: str) -> None:
    """Note which message answers which question, so that editing it corrects the answer."""
    message_id = ctx.message.message_id
    drafts.answered_by(ctx.tx, ctx.chat_id, message_id, draft.draft_id, path)


async def _give(ctx: FieldContext, filling: Filling, turn: Turn, given: Given) -> Answers | None:
    """Give an answer to the engine and show what comes next; None where it was not taken."""
    try:
        answers = await _taken(ctx, filling, turn, filling.answers, given)
    except UnclearChoiceError as unclear:
        if not isinstance(turn, Ask):
            raise
        screen = screens.found_choices(
            ctx.t, turn, unclear.found, _place(ctx, filling), str(unclear.values["typed"])
        )
        ctx.show(filling.draft.slot, screen)
    except BadAnswerError as refusal:
        await show(ctx, filling, problem=ctx.t.error(refusal))
    except StaleAnswerError:
        if isinstance(turn, Card):
            await show(ctx, filling, problem=ctx.t(filling.kind.ending(filling.draft).hint))
        else:
            await stale(ctx, filling)
    else:
        await go_on(ctx, filling, answers)
        return answers
    return None


async def take_media(ctx: FieldContext, file_id: int, mime: str) -> bool:
    """Take a file for the draft in focus; `file_id` is its row. Tell whether it is an answer."""
    filling = await load(ctx, ctx.chat.draft_id or 0)
    if filling.is_elsewhere:
        await show(ctx, filling)
        return False
    turn = engine.current(filling.form, filling.answers, filling.env)
    sent = Media(f"file-{file_id}", mime)
    album = ctx.message.media_group_id
    if album and (place := await _late_place(ctx, filling, turn, album)):
        return await _take_late(ctx, filling, place, sent)
    if isinstance(turn, Card) and (taken := _on_card_taken(filling, turn, sent)):
        await go_on(ctx, filling, taken)
    else:
        taken = await _give(ctx, filling, turn, sent)
    if album and taken is not None:
        await _remember_album(ctx, filling.draft, taken, album, sent)
    return taken is not None


async def _remember_album(
    ctx: FieldContext, draft: Draft, answers: Answers, album: str, sent: Media
) -> None:
    """Note where the parts of an album go: Telegram neither counts nor ends them."""
    path = next((path for path, value in answers.values.items() if value == sent.name), "")
    if "[" in path:
        await drafts.keep_album(ctx.tx, draft.draft_id, album, path)


async def _late_place(ctx: FieldContext, filling: Filling, turn: Turn, album: str) -> str | None:
    """Return where an album's part belongs if the person has gone on to another question."""
    path = await drafts.album_place(ctx.tx, filling.draft.draft_id, album)
    if path is None:
        return None
    here = turn.path if isinstance(turn, AskMore) else ""
    if isinstance(turn, Ask) and not turn.is_change:
        here = turn.path.rpartition("[")[0]
    return None if here == path.rpartition("[")[0] else path


async def _take_late(ctx: FieldContext, filling: Filling, place: str, sent: Media) -> bool:
    """Put a late part of an album beside the earlier ones; the person stays where they are."""
    form, old, env = filling.form, filling.answers, filling.env
    (series, _, rest), count = place.rpartition("["), 0
    try:
        grown = engine.add(form, old, series, env)
        count = grown.counts[series]
        path = f"{series}[{count}]{rest[rest.index(']') + 1 :]}"
        answers = engine.answer(form, grown, sent, env, path)
    except BadAnswerError as refusal:
        await show(ctx, filling, problem=ctx.t.error(refusal))
        return False
    ended = answers.ended | (old.ended & {series})
    filling = await store(ctx, filling, replace(answers, ended=ended, live=None))
    note = msgid("One more file of your album has come, now there are: {count}.")
    await show(ctx, filling, problem=ctx.t(note, count=count))
    return True


def _on_card_taken(filling: Filling, card: Card, sent: Media) -> Answers | None:
    """Put a file sent at the card into the album, or the optional part, that takes such files."""
    form, env = filling.form, filling.env
    grown = [engine.add(form, filling.answers, part.path, env) for part in card.repeats]
    albums = [answers for answers in grown if _wants_file(filling, answers)]
    parts = [part for group in card.later for part in group.parts]
    opened = [engine.open_later(form, filling.answers, part.path, env) for part in parts]
    for answers in [*(albums if len(albums) == 1 else ()), *opened]:
        if _wants_file(filling, answers):
            try:
                return engine.answer(form, answers, sent, env)
            except BadAnswerError:
                continue
    return None


def _wants_file(filling: Filling, answers: Answers) -> bool:
    asked = engine.current(filling.form, answers, filling.env)
    return isinstance(asked, Ask) and asked.kind in screens.FILES


async def reopen(ctx: FieldContext, filling: Filling, value: str) -> bool:
    """Open the question that was answered by `value` again; it is asked if it is in hand."""
    form, answers, env = filling.form, filling.answers, filling.env
    path = next((path for path, known in answers.values.items() if known == value), None)
    if path is None:
        return False
    filling = await store(ctx, filling, engine.change(form, answers, path, env))
    if ctx.chat.draft_id == filling.draft.draft_id:
        await show(ctx, filling, edit=False)
    return True


async def take_place(ctx: FieldContext, latitude: float, longitude: float) -> None:
    """Take a location: an answer to a geopoint, or the nearest libraries first."""
    filling = await load(ctx, ctx.chat.draft_id or 0)
    if filling.is_elsewhere:
        await show(ctx, filling)
        return
    turn = engine.current(filling.form, filling.answers, filling.env)
    if isinstance(turn, Ask) and turn.kind is Kind.SELECT_ONE:
        await _nearest(ctx, filling, turn, latitude, longitude)
        return
    await _give(ctx, filling, turn, Point(latitude, longitude))


async def _nearest(
    ctx: FieldContext, filling: Filling, ask: Ask, latitude: float, longitude: float
) -> None:
    """Offer the libraries of the list, nearest first; the location is not kept."""
    known = [
        library
        for choice in ask.choices
        if (library := ctx.services.network.library_by_code(choice.name))
    ]
    order = nearby.nearest((latitude, longitude), known, _whereabouts)
    place = replace(_place(ctx, filling), first=tuple(library.code for library, _ in order))
    note = ctx.t(msgid("Nearest first. The location is not kept."))
    ctx.show(filling.draft.slot, screens.question(ctx.t, ask, place, note))


def _whereabouts(library: Library) -> nearby.Point | None:
    if library.latitude is None or library.longitude is None:
        return None
    return library.latitude, library.longitude


async def _number_on_card(ctx: FieldContext, filling: Filling, card: Card, text: str) -> None:
    row = next((r for r in card.rows if str(r.number) == text.strip(" .")), None)
    if row is None or not row.can_change:
        await show(ctx, filling, problem=ctx.t(filling.kind.ending(filling.draft).hint))
        return
    await go_on(ctx, filling, engine.change(filling.form, filling.answers, row.path, filling.env))


# -------------------------------------------------------------------- presses


async def advancing(ctx: FieldContext) -> Filling | None:
    """Load the draft of an advancing button; None where an old one was answered."""
    found = await _advancing(ctx)
    return found[0] if found else None


async def _advancing(ctx: FieldContext) -> tuple[Filling, tuple[str, ...]] | None:
    """Load the draft of an advancing button; an old one shows where the person stands."""
    draft_id, revision = numbers(ctx.arguments[:2], 2)
    filling = await load(ctx, draft_id)
    await _refocus(ctx, filling)
    if filling.draft.revision != revision:
        await stale(ctx, filling)
        return None
    return filling, ctx.arguments[2:]


async def _refocus(ctx: FieldContext, filling: Filling) -> None:
    if ctx.chat.draft_id != filling.draft.draft_id:
        await chats.focus(ctx.tx, ctx.chat_id, filling.draft.draft_id)


async def stale(ctx: FieldContext, filling: Filling) -> None:
    """Say kindly that a button is of an earlier step, and show where the person stands."""
    turn = engine.current(filling.form, filling.answers, filling.env)
    where = turn.label if isinstance(turn, Ask | AskMore) else ctx.t.plain(msgid("check and save"))
    ctx.toast(
        ctx.t.plain(
            msgid("This button is from an earlier step. You are here now: {where}."), where=where
        )
    )
    await show(ctx, filling)


Step = Callable[[Form, Answers, Env], Answers]
Move = Callable[[FieldContext, Filling], Awaitable[None]]


async def _step(ctx: FieldContext, step: Step) -> None:
    found = await _advancing(ctx)
    if found is not None:
        await _take_step(ctx, found[0], step)


async def _take_step(ctx: FieldContext, filling: Filling, step: Step) -> None:
    try:
        answers = step(filling.form, filling.answers, filling.env)
    except BadAnswerError as refusal:
        await show(ctx, filling, problem=ctx.t.error(refusal))
    except StaleAnswerError:
        await stale(ctx, filling)
    else:
        await go_on(ctx, filling, answers)


async def go_back(ctx: FieldContext) -> None:
    """Return to the question before."""
    await _step(ctx, engine.back)


async def skip(ctx: FieldContext) -> None:
    """Leave a question that need not be answered."""
    await _step(ctx, engine.skip)


async def keep(ctx: FieldContext) -> None:
    """Keep the present value, or pass a note."""
    await _step(ctx, engine.keep)


async def finish(ctx: FieldContext) -> None:
    """Finish ticks or a repeat: «Готово», «Дальше»."""
    await _step(ctx, engine.finish)


def _typed_move(turn: Turn, text: str) -> Move | None:
    """Return what a typed label of a button does, in any language: no button is out of reach."""
    for label, fits, move in MOVES:
        if names(text, label) and fits(turn):
            return move
    return None


def names(text: str, label: str) -> bool:
    """Tell whether a typed text is the label (a msgid) of a button, in any language."""
    return text.strip(' .!«»"').casefold() in _said(label)


@cache
def _said(label: str) -> frozenset[str]:
    return frozenset(translator(language).plain(label).casefold() for language in LANGUAGES)


def _ticks(turn: Turn) -> bool:
    several = {Kind.SELECT_MULTIPLE, Kind.RANK}
    if isinstance(turn, Ask):
        return turn.kind in several or turn.is_counter
    return isinstance(turn, AskMore)


def _skippable(turn: Turn) -> bool:
    return isinstance(turn, Ask) and turn.can_skip


def _returnable(turn: Turn) -> bool:
    return not isinstance(turn, Card) and turn.can_go_back


def _is_card(turn: Turn) -> bool:
    return isinstance(turn, Card)


def _any(_: Turn) -> bool:
    return True


async def _save_or_go_on(ctx: FieldContext, filling: Filling) -> None:
    """Save at the card; typed at «Добавить ещё?» it is no further item, but the end of them."""
    if isinstance(engine.current(filling.form, filling.answers, filling.env), Card):
        await finish_draft(ctx, filling)
        return
    await _take_step(ctx, filling, engine.finish)


async def _wait(ctx: FieldContext, filling: Filling) -> None:
    ctx.arguments = (str(filling.draft.draft_id),)
    await postpone(ctx)


async def show_rows(ctx: FieldContext, filling: Filling) -> None:
    """Offer the answers of the card for correction."""
    turn = engine.current(filling.form, filling.answers, filling.env)
    if isinstance(turn, Card):
        card = _visible(ctx, filling, turn)
        ctx.show(filling.draft.slot, screens.rows_to_change(ctx.t, card, _place(ctx, filling)))


async def show_parts(ctx: FieldContext, filling: Filling) -> None:
    """Offer the optional parts of the card."""
    turn = engine.current(filling.form, filling.answers, filling.env)
    if isinstance(turn, Card):
        card = _visible(ctx, filling, turn)
        ctx.show(filling.draft.slot, screens.parts_to_add(ctx.t, card, _place(ctx, filling)))


async def add_another(ctx: FieldContext) -> None:
    """Begin one more instance of the repeat that was just filled."""
    found = await _advancing(ctx)
    if found is not None:
        await _add_another(ctx, found[0])


async def _add_another(ctx: FieldContext, filling: Filling) -> None:
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, AskMore):
        await stale(ctx, filling)
        return
    await go_on(ctx, filling, engine.add(filling.form, filling.answers, turn.path, filling.env))


async def cut(ctx: FieldContext) -> None:
    """Take the instance of a repeat out whose answer is being changed: a photo, a finding."""
    found = await _advancing(ctx)
    if found is None:
        return
    filling, _ = found
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, Ask) or not turn.is_change or "[" not in turn.path:
        await stale(ctx, filling)
        return
    instance = turn.path[: turn.path.rindex("]") + 1]
    await go_on(ctx, filling, engine.remove(filling.form, filling.answers, instance, filling.env))


async def pick(ctx: FieldContext) -> None:
    """Take a pressed choice, day or step of a range."""
    found = await _advancing(ctx)
    if found is None:
        return
    filling, rest = found
    turn = engine.current(filling.form, filling.answers, filling.env)
    name = ":".join(rest)
    if not isinstance(turn, Ask):
        await stale(ctx, filling)
    elif turn.kind in {Kind.DATE, Kind.DATETIME}:
        await _give(ctx, filling, turn, name)
    else:
        await _give(ctx, filling, turn, Picked(_by_place(turn, name)))


async def take_shortcut(ctx: FieldContext) -> None:
    """Take a press of a button that the form's kind offers beside the choices."""
    found = await _advancing(ctx)
    if found is None:
        return
    filling, rest = found
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, Ask):
        await stale(ctx, filling)
        return
    try:
        answers = await filling.kind.take_shortcut(ctx, filling, turn, ":".join(rest))
    except StaleAnswerError:
        await stale(ctx, filling)
    else:
        await go_on(ctx, filling, answers)


def _by_place(ask: Ask, name: str) -> str:
    """Resolve `#7`, which stands for a name too long for a button."""
    number = name.removeprefix("#")
    if name.startswith("#") and number.isdigit() and int(number) < len(ask.choices):
        return ask.choices[int(number)].name
    return name


async def tick(ctx: FieldContext) -> None:
    """Set one tick to the state that the button carries; never a flip."""
    if len(ctx.arguments) < 4:  # noqa: PLR2004  # draft, question, state, name
        raise NotAllowedError
    filling = await load(ctx, numbers(ctx.arguments[:1], 1)[0])
    await _refocus(ctx, filling)
    turn = engine.current(filling.form, filling.answers, filling.env)
    question, wanted, name = ctx.arguments[1], ctx.arguments[2], ":".join(ctx.arguments[3:])
    if not isinstance(turn, Ask) or screens.key_of(turn.path) != question:
        await stale(ctx, filling)
        return
    await _give(ctx, filling, turn, Ticked(_by_place(turn, name), wanted == "1"))


async def turn_page(ctx: FieldContext) -> None:
    """Show another page of choices; nothing is kept."""
    filling, ask = await _asking(ctx)
    if ask is not None:
        page = numbers(ctx.arguments[2:3])
        ctx.show(filling.draft.slot, await _screen(ctx, filling, ask, page=page[0] if page else 0))


async def show_calendar(ctx: FieldContext) -> None:
    """Show a month of days."""
    filling, ask = await _asking(ctx)
    if ask is not None:
        place = replace(_place(ctx, filling), month=_month(ctx))
        ctx.show(filling.draft.slot, screens.calendar(ctx.t, ask, place))


def _month(ctx: FieldContext) -> date:
    try:
        return date.fromisoformat(f"{ctx.arguments[2]}-01")
    except (IndexError, ValueError):
        return ctx.today


async def _asking(ctx: FieldContext) -> tuple[Filling, Ask | None]:
    filling = await load(ctx, numbers(ctx.arguments[:1], 1)[0])
    await _refocus(ctx, filling)
    turn = engine.current(filling.form, filling.answers, filling.env)
    if isinstance(turn, Ask) and screens.key_of(turn.path) in ctx.arguments[1:2]:
        return filling, turn
    await stale(ctx, filling)
    return filling, None


async def nothing(ctx: FieldContext) -> None:
    """Take a press that means nothing, such as an empty day of the calendar."""
    ctx.toast("")


async def on_card(ctx: FieldContext) -> tuple[Filling, Card, tuple[str, ...]] | None:
    """Return the draft of an advancing button of the card, and what else the button carries."""
    found = await _advancing(ctx)
    if found is None:
        return None
    filling, rest = found
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, Card):
        await stale(ctx, filling)
        return None
    return filling, _visible(ctx, filling, turn), rest


async def choose_row(ctx: FieldContext) -> None:
    """Offer the answers that can be changed."""
    if found := await on_card(ctx):
        await show_rows(ctx, found[0])


async def change_row(ctx: FieldContext) -> None:
    """Go to the answer that is to be changed."""
    if found := await on_card(ctx):
        filling, card, rest = found
        await _number_on_card(ctx, filling, card, ":".join(rest))


async def choose_part(ctx: FieldContext) -> None:
    """Offer the optional parts behind «Дополнить»."""
    if found := await on_card(ctx):
        await show_parts(ctx, found[0])


async def open_part(ctx: FieldContext) -> None:
    """Go into one optional part."""
    found = await on_card(ctx)
    if found is None:
        return
    filling, card, rest = found
    await open_part_of(ctx, filling, card, lambda path: screens.key_of(path) in rest)


async def open_part_of(
    ctx: FieldContext, filling: Filling, card: Card, wanted: Callable[[str], bool]
) -> None:
    """Open the first part of the card whose path is `wanted`."""
    later = [part.path for group in card.later for part in group.parts if wanted(part.path)]
    repeats = [part.path for part in card.repeats if wanted(part.path)]
    if later:
        answers = engine.open_later(filling.form, filling.answers, later[0], filling.env)
    elif repeats:
        answers = engine.add(filling.form, filling.answers, repeats[0], filling.env)
    else:
        await stale(ctx, filling)
        return
    await go_on(ctx, filling, answers)


# -------------------------------------------------------------------- leaving and ending


async def resume(ctx: FieldContext) -> None:
    """Go on with a draft where it stands."""
    filling = await load(ctx, numbers(ctx.arguments[:1], 1)[0])
    was_here = ctx.chat.draft_id == filling.draft.draft_id
    await _refocus(ctx, filling)
    if not was_here:
        say_opening(ctx, filling)
        turn = engine.current(filling.form, filling.answers, filling.env)
        await _send_media(ctx, filling, turn)
    await show(ctx, filling, edit=was_here and ctx.pressed)


async def postpone(ctx: FieldContext) -> None:
    """Put a draft aside; every answer is kept."""
    filling = await load(ctx, numbers(ctx.arguments[:1], 1)[0])
    await leave(ctx)
    text = screens.postponed(ctx.t, ctx.t.plain(filling.kind.title), len(answered(filling)))
    buttons = ((Button(ctx.t.plain(msgid("Go on")), f"f.open:{filling.draft.draft_id}"),),)
    if form_counting.asked(filling):
        ctx.refresh(filling.draft.slot, Screen(text, buttons), walk_card.AT_ONCE)
    else:
        ctx.show(filling.draft.slot, Screen(text, buttons))
    await back_to_menu(ctx)


def answered(filling: Filling) -> list[str]:
    """Return the paths of questions that the person has answered."""
    defaults = engine.start(filling.form, filling.env, filling.told.values).values
    values = filling.answers.values
    return [
        path
        for path, value in values.items()
        if defaults.get(path) != value and _is_counted(filling.form, path)
    ]


def _is_counted(form: Form, path: str) -> bool:
    question = form.questions.get(INSTANCE.sub("", path))
    if question is None:
        return True
    return question.kind is not Kind.SILENT and "aside" not in question.appearance


async def leave(ctx: FieldContext) -> None:
    """Take the focus from any draft; typed words mean nothing special then."""
    await chats.focus(ctx.tx, ctx.chat_id, None)


async def delete(ctx: FieldContext) -> None:
    """Delete a draft from «Мои дела»."""
    filling = await load(ctx, numbers(ctx.arguments[:1], 1)[0])
    await drafts.close(ctx.tx, filling.draft.draft_id, "deleted", ctx.stamp)
    if ctx.chat.draft_id == filling.draft.draft_id and form_counting.asked(filling):
        await back_to_menu(ctx)
    await leave(ctx)
    title = ctx.t.plain(filling.kind.title)
    ctx.show(filling.draft.slot, Screen(ctx.t(msgid("Draft deleted: «{title}»."), title=title)))


async def save(ctx: FieldContext) -> None:
    """Record what the card says; a press repeated later finds it recorded already."""
    found = await on_card(ctx)
    if found is None:
        return
    filling, _, _ = found
    await finish_draft(ctx, filling)


async def finish_draft(
    ctx: FieldContext, filling: Filling, settled: frozenset[str] = frozenset()
) -> None:
    """Check what must be settled first, then record and close the draft."""
    draft = filling.draft
    answers = engine.submission(filling.form, filling.answers, filling.env)
    if draft.training:
        await _end_practice(ctx, filling)
        return
    if await filling.kind.before_save(ctx, draft, answers, settled):
        return
    await drafts.close(ctx.tx, draft.draft_id, "saved", ctx.stamp)
    await leave(ctx)
    await filling.kind.save(ctx, draft, answers)


async def _end_practice(ctx: FieldContext, filling: Filling) -> None:
    await drafts.close(ctx.tx, filling.draft.draft_id, "saved", ctx.stamp)
    await leave(ctx)
    text = ctx.t(
        msgid("Well done! That is the whole way. This was practice: nothing was recorded.")
    )
    ctx.show(filling.draft.slot, Screen(text))
    await back_to_menu(ctx)


BackToMenu = Callable[[FieldContext], Any]
_back_to_menu: list[BackToMenu] = []


def menu_with(back: BackToMenu) -> None:
    """Set what brings the main menu's keyboard back after a form."""
    _back_to_menu[:] = [back]


async def back_to_menu(ctx: FieldContext) -> None:
    """Bring the main menu's keyboard back."""
    for back in _back_to_menu:
        await back(ctx)


# -------------------------------------------------------------------- corrections by editing


async def take_edit(ctx: FieldContext) -> bool:
    """Let an edited message correct its answer; False where it answered nothing."""
    place = await drafts.answer_of(ctx.tx, ctx.chat_id, ctx.message.message_id)
    if place is None:
        return False
    draft = await drafts.load(ctx.tx, place[0])
    if draft is None or draft.state != "open":
        raise UserError(
            msgid("The record is saved already. Open it and press «Correct» to change it.")
        )
    await _correct(ctx, await load(ctx, draft.draft_id), place[1])
    return True


async def _correct(ctx: FieldContext, filling: Filling, path: str) -> None:
    form, env, old = filling.form, filling.env, filling.answers
    before = old.values.get(path, "")
    changed = engine.change(form, old, path, env)
    asked = engine.current(form, changed, env)
    try:
        answers = await _taken(ctx, filling, asked, changed, ctx.message.text or "")
    except BadAnswerError as refusal:
        await show(ctx, filling, problem=ctx.t.error(refusal), edit=False)
        return
    label = asked.label if isinstance(asked, Ask) else ""
    ctx.say(
        Screen(
            ctx.t(
                msgid("Answer corrected: {question}: {new} (it was {old})."),
                question=label,
                new=answers.values.get(path, ""),
                old=before,
            )
        )
    )
    await go_on(ctx, filling, answers)


# What may be typed instead of pressed, so that a form works where presses do not get through.
MOVES: Final[list[tuple[str, Callable[[Turn], bool], Move]]] = [
    (msgid("Save"), lambda turn: not isinstance(turn, Ask), _save_or_go_on),
    (msgid("Submit"), _is_card, _save_or_go_on),
    (msgid("Send"), _is_card, _save_or_go_on),
    (msgid("Correct"), _is_card, show_rows),
    (msgid("More details"), _is_card, show_parts),
    (msgid("Done"), _ticks, lambda ctx, filling: _take_step(ctx, filling, engine.finish)),
    (
        msgid("Next"),
        lambda turn: isinstance(turn, AskMore),
        lambda ctx, filling: _take_step(ctx, filling, engine.finish),
    ),
    (
        msgid("Next"),
        lambda turn: isinstance(turn, Ask) and turn.kind in {Kind.NOTE, Kind.ACKNOWLEDGE},
        lambda ctx, filling: _take_step(ctx, filling, engine.keep),
    ),
    (msgid("Add another"), lambda turn: isinstance(turn, AskMore), _add_another),
    (msgid("Skip"), _skippable, lambda ctx, filling: _take_step(ctx, filling, engine.skip)),
    (msgid("Back"), _returnable, lambda ctx, filling: _take_step(ctx, filling, engine.back)),
    (msgid("Postpone"), _any, _wait),
]
ROUTES: Final[tuple[Route, ...]] = (
    press("f.short", take_shortcut, "draft.fill"),
    press("f.pick", pick, "draft.fill"),
    press("f.cut", cut, "draft.fill"),
    press("f.tick", tick, "draft.fill"),
    press("f.done", finish, "draft.fill"),
    press("f.skip", skip, "draft.fill"),
    press("f.keep", keep, "draft.fill"),
    press("f.back", go_back, "draft.fill"),
    press("f.more", add_another, "draft.fill"),
    press("f.page", turn_page, "draft.fill"),
    press("f.cal", show_calendar, "draft.fill"),
    press("f.none", nothing, "draft.fill"),
    press("f.rows", choose_row, "draft.fill"),
    press("f.row", change_row, "draft.fill"),
    press("f.parts", choose_part, "draft.fill"),
    press("f.part", open_part, "draft.fill"),
    press("f.open", resume, "draft.fill"),
    press("f.wait", postpone, "draft.fill"),
    press("f.drop", delete, "draft.fill"),
    press("f.save", save, "draft.fill"),
)
