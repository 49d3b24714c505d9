"""A round on its way: each message counts once, is reacted to, and changes the one card.

Presses are plain messages that wait in the phone for a network; nothing here needs a button
under a message.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext
from bot.errors import BadAnswerError
from bot.handlers import prompts, walk_card, walk_end
from bot.handlers import round_records as records
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import privacy
from bot.rules import rounds as rules
from bot.rules.walk_words import NUMBERED, Said, Words, plain, title
from bot.screens import walk as screens
from bot.screens.screen import Screen
from storage import chats, rounds
from storage.records.rounds import RoundChoice, Tap
from storage.rounds import Walk

REACTION: Final = "👌"
TITLE: Final = "walk.title"  # the prompt that keeps what is left of a title with a number
LISTS: Final = frozenset({"tasks", "outside"})  # prompts of what is shown, not of a question
OPENS: Final = {"more", "others", "another", *NUMBERED} | {"ages", "wishes"}
ASKS: Final = {"ages": "age", "wishes": "wish"}  # a key opens the list of that name


# -------------------------------------------------------------------- what came


async def take_words(ctx: FieldContext, text: str) -> bool:
    """Count what was pressed or typed while a walk's keys are open; False leaves it to others.

    While a line is asked for outside any form, only the keys count; a list that is open, such
    as the morning's, takes no more than its numbers.
    """
    walk = await _in_hand(ctx)
    if walk is None:
        return False
    if walk.is_counted:
        return True
    words = _words(ctx)
    said = words.read(text, walk.round.asks)
    asked = ctx.chat.prompt is not None and ctx.chat.prompt.get("kind") not in LISTS
    if said is None or (asked and not words.is_label(text)):
        return False
    if asked or said.word in NUMBERED:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    await _take(ctx, walk, said)
    return True


async def take_unclear(ctx: FieldContext, text: str) -> bool:
    """Take words that are no count: a title, or what to press; False where nobody walks."""
    if ctx.chat.round_id is None or ctx.chat.draft_id is not None:
        return await _take_stray(ctx, text)
    walk = await _in_hand(ctx)
    if walk is None:
        return False
    if walk.round.asks == "wish":
        await _count(ctx, walk, [Tap(kind="title", item=title(text))])
    elif found := privacy.findings(text):
        _refuse(ctx, found, can_strip=False)
    else:
        is_reason = walk.round.asks == "reason"
        hint = screens.NOT_A_REASON if is_reason else screens.NOT_UNDERSTOOD
        ctx.say(Screen(ctx.t(hint)))
    return True


async def _take_stray(ctx: FieldContext, text: str) -> bool:
    """Take a press that comes when other keys are open: the walk that goes on counts it."""
    if ctx.chat.draft_id is not None or not ctx.may("round.record"):
        return False
    await ctx.services.network.fresh(ctx.tx)
    said = _words(ctx).read(text)
    if said is None or not said.taps:
        return False
    left = await rounds.open_of(ctx.tx, ctx.person.staff_id)
    if not left:
        return False
    if left[0].state != "walking":
        ctx.say(walk_end.is_paused(ctx, left[0]))
        return True
    ctx.move_walk(left[0].round_id)
    walk = await _in_hand(ctx)
    if walk is not None and not walk.is_counted:
        await _take(ctx, walk, said)
    return True


async def _in_hand(ctx: FieldContext) -> Walk | None:
    """Return the walk whose keys are open, with what this message has to do with it."""
    round_id = ctx.chat.round_id
    if round_id is None or ctx.chat.draft_id is not None:
        return None
    await ctx.services.network.fresh(ctx.tx)
    walk = await rounds.walk(ctx.tx, round_id, ctx.chat_id, ctx.message.message_id)
    is_there = walk is not None and walk.round.state == "walking"
    if walk is None or not is_there or walk.round.entered_by != ctx.person.staff_id:
        ctx.move_walk(None)
        return None
    return walk


def _words(ctx: FieldContext) -> Words:
    return _vocabulary(tuple(ctx.services.network.round_choices.values()))


@lru_cache(maxsize=2)
def _vocabulary(choices: tuple[RoundChoice, ...]) -> Words:
    labels = {
        name: tuple(translator(language).plain(label) for language in LANGUAGES)
        for name, label in screens.LABELS.items()
    }
    return Words(
        labels,
        [(one.list, one.code, one.name(language)) for one in choices for language in LANGUAGES],
    )


def is_taken(entries: Sequence[RoundChoice], *names: str, is_key: bool) -> bool:
    """Tell whether a name stands in these lists or, for a key of the walk, means something."""
    known = {plain(name) for one in entries for name in (one.name_ru, one.name_be, one.name_en)}
    words = _vocabulary(tuple(entries)) if is_key else None
    return any(plain(name) in known or (words and words.read(name)) for name in names)


# -------------------------------------------------------------------- what it does


async def _take(ctx: FieldContext, walk: Walk, said: Said) -> None:
    if said.taps:
        await _count(ctx, walk, said.taps)
    elif said.word == "undo":
        await _undo(ctx, walk)
    elif said.word == "pause":
        await walk_end.pause(ctx, walk.round)
    elif said.word == "finish":
        await walk_end.finish(ctx, walk.round)
    else:
        _offer(ctx, walk, said.word)


def _offer(ctx: FieldContext, walk: Walk, word: str) -> None:
    """Open the keys that stand behind a key, or the six."""
    asks = ASKS.get(word, word) if word in OPENS else None
    rounds.ask(ctx.tx, walk.round.round_id, asks)
    walk_card.show(ctx, replace(walk.round, asks=asks))


async def _count(ctx: FieldContext, walk: Walk, taps: Sequence[Tap]) -> None:
    await walk_card.refuse_closed(ctx, walk.round)
    tally = walk.round.tally
    for tap in taps:
        if tap.kind == "title" and (found := privacy.findings(tap.item)):
            await _refuse_title(ctx, walk, tap.item, found)
            return
        tally = rules.counted(tally, tap)
    asks = _asks_next(walk.round.asks, taps[-1])
    rounds.count(
        ctx.tx, walk.round, tally, taps, chat_id=ctx.chat_id, message_id=ctx.message.message_id,
        asks=asks, now=ctx.stamp,
    )  # fmt: skip
    what = screens.said(ctx.t, taps, records.names(ctx))
    note = ctx.t(screens.LAST, what=what)
    walk_card.show(ctx, replace(walk.round, tally=tally, asks=asks), note)
    ctx.react(REACTION, walk_card.PACE)


def _asks_next(asks: str | None, last: Tap) -> str | None:
    """Return what is asked after a count: why somebody does not read, further wishes, nothing."""
    if last.kind in {"not_reading", "another_not_reading"}:
        return "reason"
    return "wish" if asks == "wish" and last.kind in {"wish", "title"} else None


async def _undo(ctx: FieldContext, walk: Walk) -> None:
    """Take back the latest message that was counted; the next undo takes the one before."""
    tally = rules.taken_back(walk.round.tally, walk.last)
    # A round that was finished, corrected and gone on with may not hold its presses any more.
    if not walk.last or not rules.is_sound(tally):
        ctx.say(Screen(ctx.t(screens.NOTHING_TO_UNDO)))
        return
    await walk_card.refuse_closed(ctx, walk.round)
    rounds.count(
        ctx.tx, walk.round, tally, [Tap(kind=rules.UNDO)], chat_id=ctx.chat_id,
        message_id=ctx.message.message_id, asks=None, now=ctx.stamp, undone=walk.last,
    )  # fmt: skip
    what = screens.said(ctx.t, walk.last, records.names(ctx))
    note = ctx.t(screens.UNDONE, what=what)
    walk_card.show(ctx, replace(walk.round, tally=tally, asks=None), note)
    ctx.react(REACTION, walk_card.PACE)


# -------------------------------------------------------------------- residents stay unnamed


def _refuse(ctx: FieldContext, found: Sequence[privacy.Finding], *, can_strip: bool) -> None:
    numbers = [one.text for one in found]
    ctx.say(screens.residents(ctx.t, numbers, can_strip=can_strip))


async def _refuse_title(
    ctx: FieldContext, walk: Walk, item: str, found: Sequence[privacy.Finding]
) -> None:
    """Refuse a title with a resident's number; only what is left without it is remembered."""
    rest = title(privacy.without(item, found))
    if rest:
        prompt = {
            "kind": TITLE, "round": walk.round.round_id, "title": rest,
            "message": ctx.message.message_id,
        }  # fmt: skip
        await chats.ask(ctx.tx, ctx.chat_id, prompt)
    _refuse(ctx, found, can_strip=bool(rest))


async def strip(ctx: FieldContext) -> None:
    """Save the title without the number."""
    prompt = ctx.chat.prompt or {}
    if prompt.get("kind") != TITLE or prompt.get("round") != ctx.chat.round_id:
        raise BadAnswerError(NOTHING_WAITS)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _keep_title(ctx, str(prompt["title"]), int(prompt["message"]))


async def write_anew(ctx: FieldContext) -> None:
    """Forget the title and ask for it again."""
    if (ctx.chat.prompt or {}).get("kind") == TITLE:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.say(Screen(ctx.t(screens.QUESTIONS["wish"])))


async def _keep_title(ctx: FieldContext, item: str, message_id: int) -> None:
    """Count the title as what the message said that had the number in it."""
    walk = await _in_hand(ctx)
    if walk is None:
        raise BadAnswerError(NOTHING_WAITS)
    tap = Tap(kind="title", item=item)
    if await rounds.is_counted(ctx.tx, ctx.chat_id, message_id):
        return
    tally = rules.counted(walk.round.tally, tap)
    rounds.count(
        ctx.tx, walk.round, tally, [tap], chat_id=ctx.chat_id, message_id=message_id,
        asks=walk.round.asks, now=ctx.stamp,
    )  # fmt: skip
    note = ctx.t(screens.LAST, what=screens.said(ctx.t, [tap], records.names(ctx)))
    walk_card.show(ctx, replace(walk.round, tally=tally), note)


async def _from_prompt(ctx: FieldContext, prompt: dict[str, object], text: str) -> None:
    """Take the typed label of a button under the refusal; other words are taken anew."""
    ctx.forget_prompt()
    if _is(text, screens.ANEW):
        await write_anew(ctx)
        return
    if _is(text, screens.TAKE_OUT):
        await _keep_title(ctx, str(prompt["title"]), int(str(prompt["message"])))
        return
    if not await take_words(ctx, text) and not await take_unclear(ctx, text):
        raise BadAnswerError(NOTHING_WAITS)


def _is(text: str, label: str) -> bool:
    return plain(text) in {plain(translator(one).plain(label)) for one in LANGUAGES}


NOTHING_WAITS: Final = msgid("Nothing waits to be saved here. Press a button below or write.")
prompts.register(TITLE, _from_prompt)
ROUTES: Final[tuple[Route, ...]] = (
    press("walk.strip", strip, "round.record"),
    press("walk.anew", write_anew, "round.record"),
)
