"""A library's open recommendations at the beginning of a visit there, settled when it is saved.

They are said once, when the library is known, and hold nothing up. What is seen to be done is
kept with the draft: a visit that is never saved changes no recommendation.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.forms.turns import Ask, Turn
from bot.handlers import form_asking, form_draft, tasks
from bot.handlers import recommendation_records as records
from bot.handlers.kinds import Filling
from bot.routes import Route, press
from bot.rules import recommending
from bot.screens import visit_advice as screens
from storage import drafts, recommendations
from storage import recommendation_moves as moves
from storage.drafts import Draft
from storage.records.people import Staff
from storage.records.visits import Recommendation

SETTLE: Final = "recommendation.settle"
_DONE: Final = r"(?P<no>не\s+)?(?:выполнен\w*|выканан\w*|done)"
TYPED: Final = (
    re.compile(rf"{_DONE}\s*№?\s*(?P<number>\d{{1,2}})[.)]?", re.IGNORECASE),
    re.compile(rf"№?\s*(?P<number>\d{{1,2}})[.)]?\s*{_DONE}", re.IGNORECASE),
)


def slot(draft: Draft) -> str:
    """Return the place of the recommendations of a draft in the chat."""
    return f"advice:{draft.draft_id}"


# -------------------------------------------------------------------- said once


async def offer(ctx: FieldContext, filling: Filling) -> tuple[Filling, bool]:
    """Say what the library still has to carry out; tell whether anything was said."""
    draft = filling.draft
    library = ctx.services.network.library_by_code(filling.answers.values.get("library", ""))
    is_new = not draft.training and not draft.context.get("visit_id")
    if library is None or not is_new or draft.context.get("advised") == library.code:
        return filling, False
    filling = await _keep(ctx, filling, advised=library.code, seen=[])
    items = await _offered(ctx, library.library_id)
    if not items:
        return filling, False
    _show(ctx, filling, items, edit=False)
    return filling, True


async def _offered(ctx: FieldContext, library_id: int) -> list[Recommendation]:
    if (await ctx.institution())["follow_recommendations"] == "no":
        return []
    return await recommendations.open_of_library(ctx.tx, library_id, with_done=True)


async def _keep(ctx: FieldContext, filling: Filling, **said: object) -> Filling:
    """Keep with the draft what was said and what is seen to be done."""
    context = {**filling.draft.context, **said}
    drafts.note(ctx.tx, filling.draft.draft_id, context)
    return replace(filling, draft=replace(filling.draft, context=context))


def _show(
    ctx: FieldContext, filling: Filling, items: list[Recommendation], *, edit: bool | None = None
) -> None:
    library = ctx.services.network.libraries[items[0].library_id].short(ctx.language)
    seen = frozenset(filling.draft.context["seen"])
    about = screens.Offered(filling.draft.draft_id, library, items, seen, ctx.today)
    ctx.show(slot(filling.draft), screens.offered(ctx.t, about), edit=edit)


# -------------------------------------------------------------------- seen to be done


async def see(ctx: FieldContext) -> None:
    """Take one as seen to be done, or not; the button says which."""
    draft_id, key, wanted = numbers(ctx.arguments, 3)
    filling = await form_draft.load(ctx, draft_id)
    items = await _of_draft(ctx, filling)
    if key not in {one.recommendation_id for one in items}:
        raise NotAllowedError
    _show(ctx, await _seen(ctx, filling, key, is_seen=bool(wanted)), items)


async def _of_draft(ctx: FieldContext, filling: Filling) -> list[Recommendation]:
    """Return what was said of the library that the draft names now."""
    code = filling.draft.context.get("advised", "")
    library = ctx.services.network.library_by_code(code)
    if library is None or filling.answers.values.get("library") != code:
        return []
    return await _offered(ctx, library.library_id)


async def _seen(ctx: FieldContext, filling: Filling, key: int, *, is_seen: bool) -> Filling:
    seen = set(filling.draft.context.get("seen", ())) - {key} | ({key} if is_seen else set())
    return await _keep(ctx, filling, seen=sorted(seen))


async def take_words(ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> bool:
    """Take «Выполнено 1», «не выполнено 1», or a number where purposes are asked."""
    found = _typed(turn, text)
    items = await _of_draft(ctx, filling) if found else []
    if found is None or not 0 < found[0] <= len(items):
        return False
    number, is_seen = found
    filling = await _seen(ctx, filling, items[number - 1].recommendation_id, is_seen=is_seen)
    _show(ctx, filling, items, edit=False)
    await form_asking.show(ctx, filling, edit=False)
    return True


def _typed(turn: Turn, text: str) -> tuple[int, bool] | None:
    said = text.strip(" .!")
    if isinstance(turn, Ask) and turn.path == "purposes" and re.fullmatch(r"\d{1,2}", said):
        return int(said), True
    match = next((found for one in TYPED if (found := one.fullmatch(said))), None)
    return (int(match["number"]), not match["no"]) if match else None


# -------------------------------------------------------------------- when the visit is saved


async def settle(ctx: FieldContext, draft: Draft, visit_id: int, library_id: int) -> int:
    """Settle what was seen to be done; return how many.

    Who has given one accepts it so; for others it is noted, and its methodist has the word.
    """
    found = [
        item
        for key in draft.context.get("seen", ())
        if (item := await recommendations.by_id(ctx.tx, key)) is not None
        and item.library_id == library_id
        and not item.is_removed
    ]
    return sum([await _settle(ctx, item, visit_id) for item in found])


async def _settle(ctx: FieldContext, item: Recommendation, visit_id: int) -> bool:
    act = records.act(ctx)
    own = records.is_own(await tasks.here(ctx), ctx.person, item, SETTLE)
    if ctx.may(SETTLE, own=own) and recommending.after(item.state, "accept"):
        await moves.accept(ctx.tx, item, act, visit_id=visit_id)
        await _tell(ctx, item, records.ACCEPTED, await records.doers(ctx, item))
    elif recommending.after(item.state, "do"):
        await moves.do(ctx.tx, item, act, source="visit", visit_id=visit_id)
        await _tell(ctx, item, records.CARRIED_OUT, await records.keeper(ctx, item))
    else:
        return False
    return True


async def _tell(
    ctx: FieldContext, item: Recommendation, note: str, people: Iterable[Staff]
) -> None:
    settled = await recommendations.by_id(ctx.tx, item.recommendation_id)
    await records.tell(ctx, people, settled or item, note)


ROUTES: Final[tuple[Route, ...]] = (press("rec.seen", see, "visit.record"),)
