"""Feedback or a short test after a session: asked once of those who were there, read in sums."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.forms import builtin, bundle
from bot.forms.model import Form
from bot.handlers import class_records, form_asking, form_draft, session_card, session_reply
from bot.handlers.class_list import SLOT
from bot.handlers.class_records import MANAGE, READ
from bot.handlers.kinds import Beginning, FormKind
from bot.handlers.roll_records import ACTION
from bot.msgid import msgid
from bot.published import form_of
from bot.routes import Route, press
from bot.rules import attendance as coming
from bot.rules import feedback as rules
from bot.rules.feedback import Summed
from bot.screens import roll_feedback as screens
from bot.screens.screen import Button
from storage import attendance, drafts, questionnaires
from storage.drafts import Draft
from storage.records.attendance import Feedback
from storage.records.school import Session

GIVEN: Final = msgid("You have answered about this session already. Thank you.")
OVER: Final = msgid("This session is no longer asked about.")


class FeedbackForm(FormKind):
    """The questions that ship with the bot."""

    name = rules.SHIPPED
    title = msgid("Feedback after a session")
    action = READ
    is_offered = False

    def opening(self, draft: Draft) -> str:  # noqa: ARG002  # the base's
        """Say who reads the answers, and how."""
        return msgid("The department reads the answers without names, from three answers on.")

    def can_begin(self, ctx: FieldContext) -> bool:  # noqa: ARG002  # the base's
        """Begin only from a session."""
        return False

    async def begin(self, ctx: FieldContext, new: Beginning) -> Beginning:
        """Refuse who was not there, or has answered."""
        one = await _asked(ctx, int(new.context.get("session_id") or 0))
        return replace(new, context={**new.context, "session_id": one.session_id})

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the answers, once."""
        one = await _asked(ctx, int(draft.context["session_id"]))
        form, version = await _version(ctx, draft)
        said = Feedback(
            session_id=one.session_id,
            staff_id=ctx.person.staff_id,
            form=form,
            version=version,
            answers=dict(answers),
            sent_at=ctx.stamp,
        )
        await attendance.answer(ctx.tx, said)
        ctx.say(screens.thanks(ctx.t))


class OwnFeedbackForm(FeedbackForm):
    """A questionnaire that the institution has published, a short test for example."""

    name = rules.OWN
    title = msgid("Questions after a session")
    is_shipped = False

    async def current(self, ctx: FieldContext, context: Mapping[str, Any]) -> Form:
        """Return the newest version of what the session asks."""
        one = await _asked(ctx, int(context.get("session_id") or 0))
        newest = await questionnaires.newest(ctx.tx, one.feedback or "")
        if newest is None:
            raise UserError(OVER)
        return await form_of(ctx.tx, newest.version)

    async def version(self, ctx: FieldContext, version: str) -> Form | None:
        """Return the questions of a published version."""
        return await form_of(ctx.tx, version)

    async def attachment(self, ctx: FieldContext, draft: Draft, name: str) -> bytes | None:
        """Return a picture that belongs to the questions."""
        archive = await drafts.version_files(ctx.tx, questionnaires.FORM, draft.version)
        return bundle.unpacked(archive).get(name) if archive else None


async def _version(ctx: FieldContext, draft: Draft) -> tuple[str, int]:
    """Return the questionnaire and its version as answers are kept: a code and a number."""
    published = await questionnaires.of_version(ctx.tx, draft.version)
    if published is None:
        return rules.SHIPPED, int(draft.version)
    return published.code, published.number


async def _asked(ctx: FieldContext, session_id: int) -> Session:
    """Return a session that the person is asked about: they were there and have not said yet."""
    one = await class_records.session(ctx, session_id)
    first = ctx.today - timedelta(days=coming.ASKED_DAYS)
    me = ctx.person.staff_id
    open_now = await attendance.unanswered(ctx.tx, one.held_on, one.held_on, me)
    if (session_id, me) not in open_now:
        given = await attendance.feedback(ctx.tx, session_id)
        if any(said.staff_id == me for said in given):
            raise UserError(GIVEN)
        raise NotAllowedError
    if one.held_on < first or not coming.is_over(one, ctx.now):
        raise UserError(OVER)
    return one


async def ask(ctx: FieldContext) -> None:
    """Ask about a session; what was begun goes on."""
    one = await _asked(ctx, numbers(ctx.arguments[:1], 1)[0])
    name = rules.SHIPPED if one.feedback == rules.SHIPPED else rules.OWN
    for draft in await drafts.open_of(ctx.tx, ctx.person.staff_id):
        if draft.form == name and draft.context.get("session_id") == one.session_id:
            await ctx.move_focus(draft.draft_id)
            await form_asking.enter(ctx, await form_draft.load(ctx, draft.draft_id))
            return
    await form_asking.open_form(ctx, name, context={"session_id": one.session_id})


# -------------------------------------------------------------------- read by the department


async def show(ctx: FieldContext) -> None:
    """Show what people said of a session, to the department and to who taught it."""
    one = await class_records.session(ctx)
    if not _reads(ctx, one):
        raise NotAllowedError
    given, summed = await _summed(ctx, one)
    about = await class_records.about(ctx, one)
    expected = await _present(ctx, one)
    may = ctx.may(MANAGE, own=False)
    screen = screens.shown(ctx.t, about, summed, given, expected, is_department=may)
    ctx.show(SLOT, screen)


def _reads(ctx: FieldContext, one: Session) -> bool:
    return ctx.may(ACTION, own=False) or one.teacher_id == ctx.person.staff_id


async def _present(ctx: FieldContext, one: Session) -> int:
    marks = await attendance.marks(ctx.tx, one.session_id)
    return sum(mark.is_present for mark in marks.values())


async def _summed(ctx: FieldContext, one: Session) -> tuple[int, list[Summed]]:
    """Return how many have answered, and the sums by the newest form that they answered."""
    given = await attendance.feedback(ctx.tx, one.session_id)
    if not given:
        return 0, []
    newest = max(given, key=lambda said: said.sent_at)
    form = await _form(ctx, newest)
    answers = [said.answers for said in given if said.form == newest.form]
    return len(given), rules.summed(form, answers, ctx.language)


async def _form(ctx: FieldContext, said: Feedback) -> Form:
    if said.form == rules.SHIPPED:
        return builtin.load(rules.SHIPPED)
    newest = await questionnaires.newest(ctx.tx, said.form)
    version = f"q{newest.questionnaire_id}.{said.version}" if newest else ""
    return await form_of(ctx.tx, version)


async def offered(ctx: FieldContext, one: Session) -> list[Button]:
    """Offer what people said of a session as soon as it is asked about."""
    is_asked = one.feedback is not None and one.cancelled_at is None
    if not is_asked or not coming.is_over(one, ctx.now) or not _reads(ctx, one):
        return []
    label = ctx.t.plain(msgid("What they say"))
    return [Button(label, f"feedback.read:{one.session_id}")]


@session_card.note
async def noted(ctx: FieldContext, one: Session) -> list[Html]:
    """Say on the card how many came, and what they think of it in short."""
    found = []
    marks = await attendance.marks(ctx.tx, one.session_id)
    if one.rolled_at is not None or any(mark.is_present for mark in marks.values()):
        come = sum(mark.is_present for mark in marks.values())
        found.append(ctx.t(msgid("Came: {count}."), count=come))
        if one.feedback is not None and coming.is_over(one, ctx.now):
            given, summed = await _summed(ctx, one)
            found.append(screens.line(ctx.t, summed, given, come))
    return found


session_card.offer(offered)
session_reply.offer(offered)
ROUTES: Final[tuple[Route, ...]] = (
    press("feedback", ask, READ),
    press("feedback.read", show, READ),
)
