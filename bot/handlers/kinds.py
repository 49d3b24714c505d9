"""What each built-in form adds to the one mechanism: its title, lists, shortcuts and saving."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.context import FieldContext
from bot.errors import BadAnswerError
from bot.forms import builtin, reading
from bot.forms.draft import Draft as Answers
from bot.forms.env import Env, Items
from bot.forms.errors import StaleAnswerError
from bot.forms.model import Form
from bot.forms.turns import Ask, AskMore, Card, Turn
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.screens.form import SAVING, Ending
from bot.screens.screen import Button
from storage import drafts
from storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """What a form offers beside the plain choices of one question."""

    buttons: tuple[Button, ...] = ()
    first: tuple[str, ...] = ()  # names of choices, most likely first
    lead: str | None = None  # a line before the question, as HTML
    note: str | None = None  # a line after it


@dataclass(frozen=True, slots=True)
class Told:
    """What the bot knows and tells a form: values of silent questions, lists of one draft."""

    values: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Items] = field(default_factory=dict)
    facts: Any = None  # what the kind itself wants to know of it again at this step
    last_saved: Mapping[str, str] = field(default_factory=dict)  # see bot.forms.env.Env
    floors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a draft begins with: whose record it will be, the record it edits, first answers."""

    staff_id: int
    context: Mapping[str, Any]
    prefilled: Mapping[str, Any]  # shaped as a submission
    training: bool = False


class FormKind(ABC):
    """One form that the bot asks; a subclass says what is its own."""

    name: str
    title: str  # msgid
    action: str  # the right to fill it in
    is_offered = True  # on behalf of any colleague; False: it is opened for something of theirs
    # True: its last answer starts something here and now: nothing is checked or practised.
    is_start = False
    # False: its questions come with each draft, so it is not in the list of practice.
    is_shipped = True
    # True: a draft begun on an older version goes on with the newest one (`form_moving`).
    is_moved = False
    dated = ""  # the question whose day must not lie in a closed period

    async def current(self, ctx: FieldContext, context: Mapping[str, Any]) -> Form:  # noqa: ARG002  # for subclasses
        """Return the questions that a draft with this context is begun on."""
        return builtin.load(self.name)

    def ends_itself(self, draft: Draft) -> bool:  # noqa: ARG002  # for subclasses
        """Tell whether the last answer ends the draft, without a card to look at."""
        return self.is_start

    async def version(self, ctx: FieldContext, version: str) -> Form | None:
        """Return the questions in an older version; None where they are not kept."""
        xml = await drafts.version(ctx.tx, self.name, version)
        return None if xml is None else reading.read(xml)

    async def attachment(
        self,
        ctx: FieldContext,  # noqa: ARG002  # for subclasses
        draft: Draft,  # noqa: ARG002
        name: str,  # noqa: ARG002
    ) -> bytes | None:
        """Return a picture that belongs to the questions; None where it is not kept."""
        return None

    def ending(self, draft: Draft) -> Ending:  # noqa: ARG002  # for subclasses
        """Return how the card asks for the end of the form."""
        return SAVING

    def opening(self, draft: Draft) -> str:  # noqa: ARG002  # for subclasses
        """Return the msgid that stands under the form's name when it opens."""
        return msgid("Each answer is kept at once; you can stop at any place.")

    def introduced(self, ctx: FieldContext, draft: Draft) -> str:
        """Return what stands under the form's name when it opens, as HTML."""
        return ctx.t(self.opening(draft))

    def heading(self, ctx: FieldContext, filling: "Filling", path: str) -> str:  # noqa: ARG002  # for subclasses
        """Return what stands above the question of a path, as plain text."""
        return ctx.t.plain(self.title)

    async def told(self, ctx: FieldContext, draft: Draft) -> Told:  # noqa: ARG002  # for subclasses
        """Return what the bot knows for this draft, asked anew at each step."""
        return Told()

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:  # noqa: ARG002  # for subclasses
        """Return the lists that the bot serves to the form."""
        return ctx.services.network.lists

    def can_begin(self, ctx: FieldContext) -> bool:  # noqa: ARG002  # for subclasses
        """Tell whether there is something to fill the form in for."""
        return True

    async def begin(self, ctx: FieldContext, new: "Beginning") -> "Beginning":  # noqa: ARG002  # for subclasses
        """Return what a draft begins with; raise UserError where it cannot begin now."""
        return new

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Return why the records rule an answer out, so that its question is asked again."""
        if path != self.dated or not value:
            return None
        period = await records.closed_period(ctx, ctx.tx, date.fromisoformat(value))
        text = msgid(
            "The period is closed: {period}. Choose another day. "
            "Is a record of this very day needed? Write to the department."
        )
        return None if period is None else BadAnswerError(text, period=period)

    async def shortcuts(
        self,
        ctx: FieldContext,  # noqa: ARG002  # for subclasses
        filling: "Filling",  # noqa: ARG002
        ask: Ask,  # noqa: ARG002
    ) -> Shortcuts:
        """Return what is offered beside the plain choices of a question."""
        return Shortcuts()

    async def take_shortcut(
        self,
        ctx: FieldContext,  # noqa: ARG002  # for subclasses
        filling: "Filling",  # noqa: ARG002
        ask: Ask,
        name: str,  # noqa: ARG002
    ) -> Answers:
        """Return the answers after the kind's own button `name`; raise StaleAnswerError."""
        raise StaleAnswerError(ask.path)

    async def take_words(
        self,
        ctx: FieldContext,  # noqa: ARG002  # for subclasses
        filling: "Filling",  # noqa: ARG002
        turn: Turn,  # noqa: ARG002
        text: str,  # noqa: ARG002
    ) -> bool:
        """Take words that say more than the question asks; False leaves them to the form."""
        return False

    async def note(
        self,
        ctx: FieldContext,  # noqa: ARG002  # for subclasses
        filling: "Filling",  # noqa: ARG002
        card: Card,  # noqa: ARG002
    ) -> str | None:
        """Return a line above the card of answers, as HTML."""
        return None

    async def more_note(
        self,
        ctx: FieldContext,  # noqa: ARG002  # for subclasses
        filling: "Filling",  # noqa: ARG002
        more: AskMore,  # noqa: ARG002
    ) -> str | None:
        """Return a line above «Добавить ещё?», as HTML."""
        return None

    async def before_show(
        self,
        ctx: FieldContext,  # noqa: ARG002  # for subclasses
        filling: "Filling",
    ) -> tuple["Filling", bool]:
        """Say what belongs above the question in hand; tell whether anything was said."""
        return filling, False

    async def before_save(
        self,
        ctx: FieldContext,  # noqa: ARG002  # for subclasses
        draft: Draft,  # noqa: ARG002
        answers: Mapping[str, Any],  # noqa: ARG002
        settled: frozenset[str],  # noqa: ARG002
    ) -> bool:
        """Ask what must be settled first; True means that something was asked.

        `settled` names what the person has answered already, so that it is not asked again.
        """
        return False

    @abstractmethod
    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Record what the form says and tell the person; the draft is closed by the caller."""

    def visible(self, ctx: FieldContext, marker: str) -> bool:
        """Tell whether a row marked `marker` may be shown to the person."""
        return not marker or ctx.may("visit.assessment")


@dataclass(frozen=True, slots=True)
class Filling:
    """A draft in hand: its row, form, answers and surroundings."""

    draft: Draft
    kind: FormKind
    form: Any
    answers: Answers
    env: Env
    told: Told = field(default_factory=Told)
    moved: str | None = None  # it has just been moved to a newer version: what to say of it
    is_elsewhere: bool = False  # and another question than before is asked now

    @property
    def choices_of(self) -> Sequence[str]:
        """Return the languages that the form speaks."""
        return tuple(self.form.languages)
