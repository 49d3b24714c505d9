"""The round entered afterwards as totals: its form, six numbers in one message, saving."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.catalogs import Translator
from bot.context import FieldContext, roles_of
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import builtin, engine
from bot.forms.draft import Draft as Answers
from bot.forms.env import Items
from bot.forms.turns import Ask, Card, Turn
from bot.handlers import form_answers, form_asking, form_draft, form_ending, form_privacy, owners
from bot.handlers import round_answers as spoken
from bot.handlers import round_records as records
from bot.handlers import visit_records as closed
from bot.handlers.kinds import Filling, FormKind, Shortcuts
from bot.handlers.round_records import ROUNDS
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import rights
from bot.rules import rounds as rules
from bot.screens import round_card as screens
from bot.screens.owners import Facts
from storage import drafts, round_sums, rounds
from storage.aggregates import Scope
from storage.drafts import Draft
from storage.records.rounds import NewRound, Round, RoundFields, RoundRow

OTHER: Final = "o"  # settled: «Да, другой обход»
NUMBERS: Final = ("households", "home", "asked", "readers", "new", "not_reading")
COUNTED: Final = re.compile(r"(.*[^\W\d].*?)[\s:–-]*(\d+)", re.DOTALL)
SEVERAL: Final = re.compile(r"\d+(?:[\s,;/]+\d+)+\.?")


class RoundForm(FormKind):
    """The form of one round whose totals are known."""

    name = "round"
    title = msgid("Totals of a round")
    action = "round.record"
    dated = "walked_on"

    def opening(self, draft: Draft) -> str:
        """Say that a record stays as it is until «Сохранить»."""
        if draft.context.get("round_id"):
            return msgid("Correction of a record: until «Save» it stays as it was.")
        return msgid("Only numbers: no surnames, telephones or addresses of residents.")

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:
        """Return the libraries that the owner may record rounds of, settlements, choices."""
        network = ctx.services.network
        return {
            "libraries": _libraries(ctx, draft.staff_id),
            "settlements": network.settlement_items,
            **network.round_items,
        }

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Offer the owner's libraries first."""
        if ask.path != "library":
            return Shortcuts()
        network = ctx.services.network
        own = network.staff[filling.draft.staff_id].library_ids
        return Shortcuts(first=tuple(network.libraries[one].code for one in own))

    async def take_words(self, ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> bool:
        """Take several numbers of a blank, or reasons with theirs, typed in one message."""
        if not isinstance(turn, Ask):
            return False
        if turn.path in NUMBERS and SEVERAL.fullmatch(text):
            answers = _numbered(filling, turn.path, re.findall(r"\d+", text))
        elif turn.path.endswith("/reason") and (named := _counted(text)):
            answers = _reasoned(filling, turn.path, named)
        else:
            return False
        await form_answers.go_on(ctx, filling, answers)
        return True

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],
    ) -> bool:
        """Settle the period, what belongs to residents, the sums, and a round recorded twice."""
        said = _said(ctx, answers)
        old = await _corrected(ctx, draft)
        if old is None or old.library_id != said.library_id:
            ctx.require("round.record", own=_is_owners(ctx, draft.staff_id, said.library_id))
        await closed.refuse_closed(ctx, *([old.made_on] if old else []), said.made_on)
        if problem := rules.first_problem(said.tally):
            raise BadAnswerError(problem)
        place = f"{draft.draft_id}:{draft.revision}"
        if found := form_privacy.found(builtin.load("round"), answers):
            ctx.show(draft.slot, screens.resident_found(ctx.t, found, place))
            return True
        if old is None and OTHER not in settled and (same := await _same(ctx, said)):
            screen = screens.there_already(ctx.t, same, records.names(ctx), place)
            ctx.show(draft.slot, screen)
            return True
        return False

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Record the round, or change the record that the draft corrects."""
        said = _said(ctx, answers)
        submission_id = await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        if draft.context.get("round_id"):
            await _change(ctx, draft, said)
        else:
            await _record(ctx, draft, said, submission_id)


def _libraries(ctx: FieldContext, owner_id: int) -> Items:
    """Return the libraries of who may record rounds of their own only, else all."""
    network = ctx.services.network
    owner = network.staff[owner_id]
    if rights.scope(roles_of(owner), "round.record") != "own":
        return network.library_items
    return network.items_of(owner.library_ids)


def _is_owners(ctx: FieldContext, owner_id: int, library_id: int) -> bool:
    return library_id in ctx.services.network.staff[owner_id].library_ids


def _numbered(filling: Filling, first: str, typed: Sequence[str]) -> Answers:
    """Answer several numbers; one that does not fit leaves all as it was."""
    asked = NUMBERS[NUMBERS.index(first) :]
    if len(typed) > len(asked):
        text = msgid("Too many numbers: {given}, at most {most} are asked here.")
        raise BadAnswerError(text, given=len(typed), most=len(asked))
    answers = filling.answers
    for path, number in zip(asked, typed, strict=False):
        answers = engine.answer(filling.form, answers, number, filling.env, path)
    return answers


def _counted(text: str) -> list[tuple[str, str]]:
    """Read «нет времени 2, далеко 1»; nothing where a part has no number."""
    parts = [COUNTED.fullmatch(part.strip()) for part in re.split(r"[,;\n]", text)]
    return [(one[1], one[2]) for one in parts if one] if all(parts) else []


def _reasoned(filling: Filling, first: str, named: Sequence[tuple[str, str]]) -> Answers:
    """Answer reasons with their numbers, each in an instance of its own."""
    answers, env = filling.answers, filling.env
    repeat, _, place = first.rpartition("[")
    number = int(place.partition("]")[0])
    for n, (reason, count) in enumerate(named, number):
        if n > number:
            answers = engine.add(filling.form, answers, repeat, env)
        answers = engine.answer(filling.form, answers, reason, env, f"{repeat}[{n}]/reason")
        answers = engine.answer(filling.form, answers, count, env, f"{repeat}[{n}]/reason_count")
    return answers


def _said(ctx: FieldContext, answers: Mapping[str, Any]) -> RoundFields:
    library = ctx.services.network.library_by_code(answers["library"])
    if library is None:
        raise NotAllowedError
    return spoken.stated(answers, library.library_id)


async def _corrected(ctx: FieldContext, draft: Draft) -> Round | None:
    """Return the record that the draft corrects, which the person may still change."""
    round_id = draft.context.get("round_id")
    return await records.live(ctx, "round.change", round_id) if round_id else None


async def _same(ctx: FieldContext, said: RoundFields) -> RoundRow | None:
    """Return a round of that day and place that is there already."""
    place = said.settlement_id or -said.library_id
    scope = Scope(first=said.made_on, last=said.made_on, place=place)
    return next(iter(await round_sums.listed(ctx.tx, scope, limit=1)), None)


# -------------------------------------------------------------------- saving


async def _record(ctx: FieldContext, draft: Draft, said: RoundFields, submission_id: int) -> None:
    new = NewRound(
        library_id=said.library_id,
        made_on=said.made_on,
        settlement_id=said.settlement_id,
        street=said.street,
        purpose=said.purpose,
        partners=said.partners,
        tally=said.tally,
        staff_id=draft.staff_id,
        entered_by=draft.entered_by,
        source=draft.source,
        submission_id=submission_id,
    )
    round_id = await rounds.save_totals(ctx.tx, new, now=ctx.stamp)
    await _forget_street(ctx, draft, said, round_id)
    await owners.ask(ctx, ROUNDS, round_id, draft.staff_id)
    await _say_saved(ctx, draft, await records.named(ctx, round_id), is_new=True)


async def _change(ctx: FieldContext, draft: Draft, said: RoundFields) -> None:
    round_id, by = int(draft.context["round_id"]), ctx.person.staff_id
    await rounds.update(ctx.tx, round_id, said, now=ctx.stamp, by=by)
    await _forget_street(ctx, draft, said, round_id)
    round_ = await records.named(ctx, round_id)
    asked = await records.ask_again(ctx, round_)
    records.tell_others(ctx, round_, msgid("Your record was corrected."), but=asked)
    await _say_saved(ctx, draft, round_, is_new=False)


async def _forget_street(
    ctx: FieldContext, draft: Draft, said: RoundFields, round_id: int
) -> None:
    """Keep no street of a few households, not even as an answer given before they were fewer."""
    if not rules.may_keep_street(said.tally):
        await rounds.forget_street(ctx.tx, round_id, draft.draft_id)


async def _say_saved(ctx: FieldContext, draft: Draft, round_: Round, *, is_new: bool) -> None:
    ctx.show(draft.slot, screens.recorded(ctx.t, round_, records.names(ctx), is_new=is_new))
    await form_ending.back_to_menu(ctx)


# -------------------------------------------------------------------- what was asked first


async def settle(ctx: FieldContext) -> None:
    """Save the draft: it is another round than the one that is there."""
    if found := await form_asking.on_card(ctx):
        await form_ending.finish_draft(ctx, found[0], frozenset(OTHER))


# -------------------------------------------------------------------- opening


async def enter(ctx: FieldContext) -> None:
    """Begin to enter a round afterwards."""
    await form_asking.open_form(ctx, "round")


async def enter_another(ctx: FieldContext) -> None:
    """Enter one more round of the same library: the next blank of a pile."""
    round_ = await records.named(ctx)
    ctx.require("round.record", own=records.is_own(ctx.person, round_))
    owner = round_.staff_id if round_.entered_by == ctx.person.staff_id else ctx.person.staff_id
    source = round_.source if round_.entered_by == ctx.person.staff_id else "chat"
    if owner != ctx.person.staff_id:
        ctx.require("behalf.enter")
    code = ctx.services.network.libraries[round_.library_id].code
    prefilled = {"library": code, "purpose": round_.purpose, "partners": round_.partners}
    await form_asking.open_form(ctx, "round", owner=owner, source=source, prefilled=prefilled)


async def correct(ctx: FieldContext) -> None:
    """Open a record in the form and offer its answers for correction."""
    await form_asking.show_rows(ctx, await _reopened(ctx))


async def add_more(ctx: FieldContext) -> None:
    """Open a record in the form and offer the optional parts."""
    await form_asking.show_parts(ctx, await _reopened(ctx))


async def _reopened(ctx: FieldContext) -> Filling:
    """Return the draft that corrects the named record: the one begun before, else a new one."""
    round_ = await records.live(ctx, "round.change")
    if round_.state != "saved":
        raise BadAnswerError(msgid("This round is not finished yet: finish it first, please."))
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    known = [one for one in mine if one.context.get("round_id") == round_.round_id]
    if known:
        await ctx.move_focus(known[0].draft_id)
        filling = await form_draft.load(ctx, known[0].draft_id)
    else:
        filling = await _new_correction(ctx, round_)
    form_asking.say_opening(ctx, filling)
    if not isinstance(engine.current(filling.form, filling.answers, filling.env), Card):
        await form_asking.show(ctx, filling, edit=False)
    return filling


async def _new_correction(ctx: FieldContext, round_: Round) -> Filling:
    code = ctx.services.network.libraries[round_.library_id].code
    return await form_draft.begin(
        ctx,
        "round",
        context={"round_id": round_.round_id},
        prefilled=spoken.answers_of(round_, code),
        settled=True,
    )


async def _facts(ctx: FieldContext, round_id: int, t: Translator) -> Facts | None:
    """Return what a round says to the colleague for whom it was recorded."""
    round_ = await rounds.by_id(ctx.tx, round_id)
    if round_ is None or round_.removed_at:
        return None
    return Facts(screens.on_behalf(t, round_, records.names(ctx, t.language)), round_.source)


owners.register(ROUNDS, owners.Kind("round.card", _facts))
ROUTES: tuple[Route, ...] = (
    press("rounds.enter", enter, "round.record"),
    press("round.again", enter_another, "round.record"),
    press("round.edit", correct, "round.change"),
    press("round.more", add_more, "round.change"),
    press("round.settle", settle, "round.record"),
    press("round.strip", form_privacy.strip, "round.record"),
    press("round.retype", form_privacy.retype, "round.record"),
)
