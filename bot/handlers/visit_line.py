"""A whole visit in one typed message: understood, shown as a card, what is missing is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.context import FieldContext
from bot.forms import engine
from bot.forms.search import Option
from bot.forms.turns import Ask, Turn
from bot.handlers import form_asking, form_draft
from bot.handlers.kinds import Filling
from bot.msgid import msgid
from bot.rules import one_line
from bot.rules.one_line import OneLine
from bot.screens.screen import Screen
from storage import drafts
from storage.records.libraries import Library
from storage.records.people import Staff

_LISTED: Final = re.compile(r"[,;+\n]|\s+[иі]\s+")
MOST: Final = 10  # visits of one message: a trip has no more libraries in a day
KEPT: Final = ("visited_on", "travellers", "more")  # answers that the whole message shares


@dataclass(frozen=True, slots=True)
class Start:
    """What drafts of one message begin with: whose they are and what is known already."""

    owner: int
    source: str = "chat"
    training: bool = False
    context: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)


async def take_line(ctx: FieldContext, text: str) -> bool:
    """Begin the visits that a typed message tells of; False where it tells of none."""
    if not ctx.may("visit.record", own=False):
        return False
    told = await understood(ctx, text)
    if not told:
        return False
    await form_asking.enter(ctx, await _begin(ctx, told, Start(ctx.person.staff_id)))
    return True


async def take_in_form(ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> bool:
    """Take a whole visit typed where the library is asked; False where it is a library only.

    The draft is begun anew with all that was said, as one message may tell of several visits.
    """
    if not isinstance(turn, Ask) or turn.path != "library" or turn.is_change:
        return False
    told = await understood(ctx, text)
    if not told:
        return False
    draft = filling.draft
    said = engine.submission(filling.form, filling.answers, filling.env)
    shared: dict[str, Any] = {name: said[name] for name in KEPT if name in said}
    start = Start(draft.staff_id, draft.source, draft.training, dict(draft.context), shared)
    await drafts.close(ctx.tx, draft.draft_id, "deleted", ctx.stamp)
    ctx.show(draft.slot, Screen(ctx.t(msgid("Understood from your message:"))), edit=True)
    await form_asking.show(ctx, await _begin(ctx, told, start), edit=False)
    return True


def purposes(text: str) -> tuple[str, ...]:
    """Return the purposes that a typed list names as staff do; empty unless all are clear."""
    parts = [part for part in _LISTED.split(text) if part.strip()]
    codes = [one_line.purpose(part) for part in parts]
    known = [code for code in codes if code is not None]
    return tuple(known) if known and len(known) == len(parts) else ()


async def understood(ctx: FieldContext, text: str) -> tuple[OneLine, ...]:
    """Return the visits that a message tells of."""
    network = await ctx.services.network.fresh(ctx.tx)
    libraries = [_library(one) for one in network.libraries.values() if one.is_open(ctx.today)]
    people = [_person(one) for one in network.staff.values() if one.is_active]
    return one_line.read(text, libraries, ctx.today, people)[:MOST]


def _library(library: Library) -> Option:
    short = (library.short_ru, library.short("be"))
    return Option(
        library.code, tuple(dict.fromkeys((*short, library.full_ru, library.full("be"))))
    )


def _person(person: Staff) -> Option:
    labels = [
        written(language)
        for language in ("ru", "be")
        for written in (person.surname, person.full_name, person.called)
    ]
    return Option(str(person.staff_id), tuple(dict.fromkeys(labels)))


async def _begin(ctx: FieldContext, told: Sequence[OneLine], start: Start) -> Filling:
    """Begin a draft for each visit, the last one first, so that each knows the next one."""
    following: dict[str, Any] = {}
    for number in range(len(told), 0, -1):
        one = told[number - 1]
        filling = await form_draft.begin(
            ctx,
            "visit",
            owner=start.owner,
            source=start.source,
            training=start.training,
            context=start.context | _context(one, number, len(told)) | following,
            prefilled=start.answers | _answers(start, one),
            settled=True,
        )
        following = {"then": filling.draft.draft_id}
    return filling


def _context(one: OneLine, number: int, total: int) -> dict[str, Any]:
    """Return what the card and the questions need beside the answers."""
    context: dict[str, Any] = {}
    if total > 1:
        context["place"] = [number, total]
    if one.not_understood:
        context["strangers"] = list(one.not_understood)
    if len(one.libraries) > 1:
        context["meant"] = [option.name for option in one.libraries]
    return context


def _answers(start: Start, one: OneLine) -> dict[str, Any]:
    answers: dict[str, Any] = {"purposes": one.purposes, "done": one.done}
    if len(one.libraries) == 1:
        answers["library"] = one.libraries[0].name
    if one.visited_on:
        answers["visited_on"] = one.visited_on
    if one.closed:
        answers["outcome"] = "closed"
    if one.travellers:
        before = start.answers.get("travellers", [str(start.owner)])
        answers["travellers"] = list(dict.fromkeys([*before, *one.travellers]))
    return answers
