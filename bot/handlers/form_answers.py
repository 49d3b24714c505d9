"""What a form is told: words, files, places, typed labels of buttons, corrections."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cache
from typing import Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext
from bot.errors import BadAnswerError, UserError
from bot.forms import engine
from bot.forms.draft import Draft as Answers
from bot.forms.env import Env
from bot.forms.errors import StaleAnswerError, UnclearChoiceError
from bot.forms.given import Counted, Given, Media, Point
from bot.forms.model import Form
from bot.forms.turns import Ask, AskMore, Card, Kind, Turn
from bot.handlers import form_asking, form_counting, form_draft, form_ending, walk_card
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.rules import nearby
from bot.screens import form as screens
from bot.screens.screen import Screen
from storage import drafts
from storage.drafts import Draft
from storage.records.libraries import Library


async def go_on(ctx: FieldContext, filling: Filling, answers: Answers) -> Filling:
    """Keep new answers and show what comes next."""
    counter = form_counting.asked(filling)
    filling = await form_draft.store(ctx, filling, answers)
    turn = engine.current(filling.form, filling.answers, filling.env)
    if counter is not None:
        form_counting.close(ctx, filling, counter, turn)
    if filling.kind.ends_itself(filling.draft) and isinstance(turn, Card):
        await form_ending.finish_draft(ctx, filling)
    else:
        edit = False if await form_asking.send_media(ctx, filling, turn) else None
        await form_asking.show(ctx, filling, edit=edit, is_counted=counter is not None)
    return filling


async def take_words(ctx: FieldContext, text: str) -> None:
    """Take typed words for the draft in focus."""
    filling = await form_draft.load(ctx, ctx.chat.draft_id or 0)
    turn = engine.current(filling.form, filling.answers, filling.env)
    if filling.is_elsewhere:  # the words answer what was asked before the questionnaire changed
        await form_asking.show(ctx, filling)
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
        await choose_number(ctx, filling, turn, text)
        return
    if isinstance(turn, Ask):
        remember(ctx, filling.draft, turn.path)
    await give(ctx, filling, turn, text)


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
        filling = await form_draft.store(ctx, filling, answers)
    turn = engine.current(filling.form, filling.answers, filling.env)
    screen = await form_asking.screen_of(ctx, filling, turn, problem)
    ctx.refresh(filling.draft.slot, screen, walk_card.PACE)


def remember(ctx: FieldContext, draft: Draft, path: str) -> None:
    """Note which message answers which question, so that editing it corrects the answer."""
    message_id = ctx.message.message_id
    drafts.answered_by(ctx.tx, ctx.chat_id, message_id, draft.draft_id, path)


async def give(ctx: FieldContext, filling: Filling, turn: Turn, given: Given) -> Answers | None:
    """Give an answer to the engine and show what comes next; None where it was not taken."""
    try:
        answers = await form_draft.answers_with(ctx, filling, turn, filling.answers, given)
    except UnclearChoiceError as unclear:
        if not isinstance(turn, Ask):
            raise
        screen = screens.found_choices(
            ctx.t,
            turn,
            unclear.found,
            form_asking.place_at(ctx, filling),
            str(unclear.values["typed"]),
        )
        ctx.show(filling.draft.slot, screen)
    except BadAnswerError as refusal:
        await form_asking.show(ctx, filling, problem=ctx.t.error(refusal))
    except StaleAnswerError:
        if isinstance(turn, Card):
            await form_asking.show(
                ctx, filling, problem=ctx.t(filling.kind.ending(filling.draft).hint)
            )
        else:
            await form_asking.stale(ctx, filling)
    else:
        await go_on(ctx, filling, answers)
        return answers
    return None


async def take_media(ctx: FieldContext, file_id: int, mime: str) -> bool:
    """Take a file for the draft in focus; `file_id` is its row. Tell whether it is an answer."""
    filling = await form_draft.load(ctx, ctx.chat.draft_id or 0)
    if filling.is_elsewhere:
        await form_asking.show(ctx, filling)
        return False
    turn = engine.current(filling.form, filling.answers, filling.env)
    sent = Media(f"file-{file_id}", mime)
    album = ctx.message.media_group_id
    if album and (place := await _late_place(ctx, filling, turn, album)):
        return await _take_late(ctx, filling, place, sent)
    if isinstance(turn, Card) and (taken := _on_card_taken(filling, turn, sent)):
        await go_on(ctx, filling, taken)
    else:
        taken = await give(ctx, filling, turn, sent)
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
        await form_asking.show(ctx, filling, problem=ctx.t.error(refusal))
        return False
    ended = answers.ended | (old.ended & {series})
    filling = await form_draft.store(ctx, filling, replace(answers, ended=ended, live=None))
    note = msgid("One more file of your album has come, now there are: {count}.")
    await form_asking.show(ctx, filling, problem=ctx.t(note, count=count))
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
    filling = await form_draft.store(ctx, filling, engine.change(form, answers, path, env))
    if ctx.chat.draft_id == filling.draft.draft_id:
        await form_asking.show(ctx, filling, edit=False)
    return True


async def take_place(ctx: FieldContext, latitude: float, longitude: float) -> None:
    """Take a location: an answer to a geopoint, or the nearest libraries first."""
    filling = await form_draft.load(ctx, ctx.chat.draft_id or 0)
    if filling.is_elsewhere:
        await form_asking.show(ctx, filling)
        return
    turn = engine.current(filling.form, filling.answers, filling.env)
    if isinstance(turn, Ask) and turn.kind is Kind.SELECT_ONE:
        await _nearest(ctx, filling, turn, latitude, longitude)
        return
    await give(ctx, filling, turn, Point(latitude, longitude))


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
    place = replace(
        form_asking.place_at(ctx, filling), first=tuple(library.code for library, _ in order)
    )
    note = ctx.t(msgid("Nearest first. The location is not kept."))
    ctx.show(filling.draft.slot, screens.question(ctx.t, ask, place, note))


def _whereabouts(library: Library) -> nearby.Point | None:
    if library.latitude is None or library.longitude is None:
        return None
    return library.latitude, library.longitude


async def choose_number(ctx: FieldContext, filling: Filling, card: Card, text: str) -> None:
    """Go to the row of the card with a typed number."""
    row = next((r for r in card.rows if str(r.number) == text.strip(" .")), None)
    if row is None or not row.can_change:
        await form_asking.show(
            ctx, filling, problem=ctx.t(filling.kind.ending(filling.draft).hint)
        )
        return
    await go_on(ctx, filling, engine.change(filling.form, filling.answers, row.path, filling.env))


Step = Callable[[Form, Answers, Env], Answers]
Move = Callable[[FieldContext, Filling], Awaitable[None]]


async def take_step(ctx: FieldContext, filling: Filling, step: Step) -> None:
    """Take a step of the engine and show what comes next."""
    try:
        answers = step(filling.form, filling.answers, filling.env)
    except BadAnswerError as refusal:
        await form_asking.show(ctx, filling, problem=ctx.t.error(refusal))
    except StaleAnswerError:
        await form_asking.stale(ctx, filling)
    else:
        await go_on(ctx, filling, answers)


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
        await form_ending.finish_draft(ctx, filling)
        return
    await take_step(ctx, filling, engine.finish)


async def _wait(ctx: FieldContext, filling: Filling) -> None:
    ctx.arguments = (str(filling.draft.draft_id),)
    await form_ending.postpone(ctx)


async def add_one_more(ctx: FieldContext, filling: Filling) -> None:
    """Begin one more instance of the repeat in hand."""
    turn = engine.current(filling.form, filling.answers, filling.env)
    if not isinstance(turn, AskMore):
        await form_asking.stale(ctx, filling)
        return
    await go_on(ctx, filling, engine.add(filling.form, filling.answers, turn.path, filling.env))


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
    await _correct(ctx, await form_draft.load(ctx, draft.draft_id), place[1])
    return True


async def _correct(ctx: FieldContext, filling: Filling, path: str) -> None:
    form, env, old = filling.form, filling.env, filling.answers
    before = old.values.get(path, "")
    changed = engine.change(form, old, path, env)
    asked = engine.current(form, changed, env)
    try:
        answers = await form_draft.answers_with(
            ctx, filling, asked, changed, ctx.message.text or ""
        )
    except BadAnswerError as refusal:
        await form_asking.show(ctx, filling, problem=ctx.t.error(refusal), edit=False)
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
    (msgid("Correct"), _is_card, form_asking.show_rows),
    (msgid("More details"), _is_card, form_asking.show_parts),
    (msgid("Done"), _ticks, lambda ctx, filling: take_step(ctx, filling, engine.finish)),
    (
        msgid("Next"),
        lambda turn: isinstance(turn, AskMore),
        lambda ctx, filling: take_step(ctx, filling, engine.finish),
    ),
    (
        msgid("Next"),
        lambda turn: isinstance(turn, Ask) and turn.kind in {Kind.NOTE, Kind.ACKNOWLEDGE},
        lambda ctx, filling: take_step(ctx, filling, engine.keep),
    ),
    (msgid("Add another"), lambda turn: isinstance(turn, AskMore), add_one_more),
    (msgid("Skip"), _skippable, lambda ctx, filling: take_step(ctx, filling, engine.skip)),
    (msgid("Back"), _returnable, lambda ctx, filling: take_step(ctx, filling, engine.back)),
    (msgid("Postpone"), _any, _wait),
]
