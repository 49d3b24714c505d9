"""Beginning a round: library, settlement, purpose, companions; then the keys are open."""

from collections.abc import Mapping
from typing import Any, Final

from bot.context import FieldContext, roles_of
from bot.errors import NotAllowedError
from bot.forms.env import Items
from bot.forms.turns import Ask
from bot.handlers import form_asking, walk_card, walk_end
from bot.handlers import round_records as records
from bot.handlers.kinds import Filling, FormKind, Shortcuts
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import rights
from bot.screens import walk as screens
from storage import drafts, rounds
from storage.drafts import Draft
from storage.records.rounds import NewRound

SLOT: Final = "round"


class RoundStart(FormKind):
    """What is asked before a walk; it needs no check, the first key can be pressed at once."""

    name = "round_start"
    title = msgid("A new round")
    action = "round.record"
    is_start = True
    is_offered = False

    def opening(self, draft: Draft) -> str:  # noqa: ARG002  # the base's
        """Say that the keys come next."""
        return msgid(
            "Two or three answers, and the keys for the walk open. Have you walked already? "
            "Enter the totals: /rounds"
        )

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:
        """Return the libraries that the walker may record rounds of, settlements, choices."""
        network = ctx.services.network
        walker = network.staff[draft.staff_id]
        is_own = rights.scope(roles_of(walker), "round.record") == "own"
        libraries = network.items_of(walker.library_ids) if is_own else network.library_items
        return {
            "libraries": libraries,
            "settlements": network.settlement_items,
            **network.round_items,
        }

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Offer the walker's libraries first."""
        if ask.path != "library":
            return Shortcuts()
        network = ctx.services.network
        own = network.staff[filling.draft.staff_id].library_ids
        return Shortcuts(first=tuple(network.libraries[one].code for one in own))

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Begin the walk; a walk that went on is paused."""
        library = ctx.services.network.library_by_code(answers["library"])
        if library is None:
            raise NotAllowedError
        is_own = library.library_id in ctx.person.library_ids
        ctx.require("round.record", own=is_own)
        settlement = answers.get("settlement")
        new = NewRound(
            library_id=library.library_id,
            made_on=ctx.today,
            settlement_id=int(settlement) if settlement else None,
            purpose=answers["purpose"],
            partners=tuple(answers.get("partners") or ()),
            staff_id=draft.staff_id,
            entered_by=draft.entered_by,
            source=draft.source,
            submission_id=await drafts.submit(ctx.tx, draft, answers, ctx.stamp),
        )
        round_id = await rounds.begin(ctx.tx, new, now=ctx.stamp)
        await walk_end.enter(ctx, await records.named(ctx, round_id), draft.slot)


async def start(ctx: FieldContext) -> None:
    """Go back to the walk that goes on, offer what was left, or begin a round."""
    left = await rounds.open_of(ctx.tx, ctx.person.staff_id)
    await ctx.services.network.fresh(ctx.tx)
    walking = next((one for one in left if one.state == "walking"), None)
    if walking is not None and not await walk_card.is_closed(ctx, walking):
        await walk_end.enter(ctx, walking)
    elif left:
        ctx.show(SLOT, screens.choose(ctx.t, left, records.names(ctx)))
    else:
        await begin(ctx)


async def begin(ctx: FieldContext) -> None:
    """Begin a round; the keys of another walk are put away."""
    ctx.move_walk(None)
    await form_asking.open_form(ctx, "round_start")


ROUTES: Final[tuple[Route, ...]] = (
    command("round", start, "round.record"),
    press("walk.new", begin, "round.record"),
)
