"""«Заявка на материал»: one line is read, shown as a card, sent to the department with one tap."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot import finding
from bot.context import FieldContext
from bot.errors import BadAnswerError
from bot.handlers import form_asking, form_draft, form_ending, free, prompts
from bot.handlers import material_finding as searching
from bot.handlers import material_requests as requests
from bot.handlers.free import Outside
from bot.handlers.kinds import FormKind
from bot.handlers.material_finding import ASKS
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import material_asking as rules
from bot.rules import privacy
from bot.screens import material_requests as screens
from bot.screens.form import Ending
from storage import chats, drafts, material_requests
from storage.drafts import Draft
from storage.records.materials import MaterialWish
from storage.records.publications import Publication

FORM: Final = "material"
PROMPT: Final = "material.wish"
NEAR: Final = 3  # publications shown at once
TITLE: Final = msgid("Request for a material")
ENDING: Final = Ending(
    msgid("Send it"),
    msgid("All right? Press «Send it». To change an answer, type its number."),
    msgid("To change an answer, type its number. To go on, press «Send it»."),
)


class MaterialForm(FormKind):
    """What is asked before a request for a material goes."""

    name = FORM
    title = TITLE
    action = ASKS
    is_offered = False
    is_shipped = False

    def opening(self, draft: Draft) -> str:  # noqa: ARG002  # the base's
        """Say whom it goes to."""
        return msgid("The request goes to the department; the answer comes here.")

    def ending(self, draft: Draft) -> Ending:  # noqa: ARG002  # the base's
        """End by sending."""
        return ENDING

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Refuse what belongs to residents."""
        if path == "wish" and (found := privacy.findings(value)):
            return apart(found[0].text)
        return await super().refusal(ctx, path, value)

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the request and bring it to those who answer."""
        wish = MaterialWish(
            wish=" ".join(str(answers["wish"]).split()),
            for_on=_day(answers.get("for_on")),
            wanted_on=_day(answers.get("wanted_on")),
        )
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        key = await material_requests.add(ctx.tx, ctx.person.staff_id, wish, now=ctx.stamp)
        near = await alike(ctx, wish.wish)
        await requests.bring(ctx, key)
        await requests.show(ctx, key, note=screens.taken(ctx.t, key), slot=draft.slot)
        if near:
            ctx.say(screens.already(ctx.t, near))
        await form_ending.back_to_menu(ctx)


def apart(found: str) -> BadAnswerError:
    """Return the refusal of a line that holds somebody's telephone, document or address."""
    return BadAnswerError(
        msgid(
            "This looks like a telephone, a document or an address: «{found}». "
            "Write the line without it, please."
        ),
        found=found,
    )


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


async def alike(ctx: FieldContext, wish: str) -> Sequence[Publication]:
    """Return the publications that a wish may mean."""
    await finding.refresh(ctx.tx)
    return await finding.first(ctx.tx, rules.sought(wish, ctx.today), NEAR, is_whole=True)


async def ask(ctx: FieldContext) -> None:
    """Ask for the line."""
    await form_draft.leave(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": PROMPT})
    ctx.show(requests.SLOT, screens.ask(ctx.t))


async def ask_looked_for(ctx: FieldContext) -> None:
    """Begin with the words that found nothing, or not what was meant."""
    words = searching.looked_for(ctx)
    if words:
        await begin(ctx, words)
    else:
        await ask(ctx)


async def take_words(ctx: FieldContext, _: Mapping[str, Any], text: str) -> None:
    """Read the typed line and show it as a card."""
    await begin(ctx, text)


async def begin(ctx: FieldContext, text: str) -> None:
    """Show what a line says as a card that one tap sends."""
    if found := privacy.findings(text):
        await chats.ask(ctx.tx, ctx.chat_id, {"kind": PROMPT})
        raise apart(found[0].text)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    said = rules.read(text[: rules.LONGEST], ctx.today)
    filled = {
        "wish": said.wish,
        "for_on": said.for_on and said.for_on.isoformat(),
        "wanted_on": said.wanted_on and said.wanted_on.isoformat(),
    }
    prefilled = {name: value for name, value in filled.items() if value}
    await form_asking.open_form(ctx, FORM, prefilled=prefilled, settled=True)


def _may_ask(ctx: FieldContext, outside: Outside) -> bool:
    return (
        bool(outside.text) and not outside.media and ctx.may(ASKS) and rules.is_wish(outside.text)
    )


async def ask_outside(ctx: FieldContext, outside: Outside) -> None:
    """Begin with words that came without a question."""
    await begin(ctx, outside.text)


prompts.register(PROMPT, take_words)
free.offer("wish", TITLE, _may_ask, ask_outside)
ROUTES: Final[tuple[Route, ...]] = (
    press("wish.new", ask, ASKS),
    press("mat.wish", ask_looked_for, ASKS),
)
