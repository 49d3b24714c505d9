"""«Занятие»: made by a short form and changed by the same; members hear what has changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.context import FieldContext
from bot.errors import BadAnswerError, UserError
from bot.forms import builtin
from bot.forms.env import Item, Items
from bot.forms.turns import Ask, Card
from bot.handlers import (
    class_records,
    form_asking,
    form_draft,
    form_ending,
    session_card,
    session_told,
)
from bot.handlers import visit_records as records
from bot.handlers.class_form import department
from bot.handlers.class_records import MANAGE
from bot.handlers.kinds import Filling, FormKind, Shortcuts, Told
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import school as rules
from bot.screens import session_card as screens
from bot.screens.trips import clock
from storage import drafts, questionnaires, school
from storage.drafts import Draft
from storage.questionnaires import FORM as MONITORING
from storage.records.school import SchoolClass, Session, SessionFields

FORM: Final = "session"
GUEST: Final = "guest"
NONE: Final = "none"
SHIPPED: Final = "session_feedback"  # the questionnaire that ships with the bot
GUEST_LABEL: Final = msgid("A guest")
NO_FEEDBACK: Final = msgid("Do not ask")
FEEDBACK: Final = msgid("Questionnaire of a session")
MADE: Final = msgid(
    "The session is written down. Only the department knows of it: press «Announce»."
)
RECORDED: Final = msgid("The session is written down.")
CHANGED: Final = msgid("The session is changed.")
OTHER_YEAR: Final = msgid("This class is of {year}. Choose a day of that year.")
OTHER_CLASS: Final = msgid(
    "The session is announced to the members of its class. For another class make another session."
)


class SessionForm(FormKind):
    """What is asked of a session."""

    name = FORM
    title = msgid("Session")
    action = MANAGE
    is_offered = False
    is_shipped = False
    dated = "held_on"

    def opening(self, draft: Draft) -> str:
        """Say that nobody hears of it yet, or that it stays as it is until «Сохранить»."""
        if draft.context.get("session_id"):
            return msgid("Until «Save» the session stays as it was.")
        return msgid("Members hear of it only when you press «Announce» afterwards.")

    async def told(self, ctx: FieldContext, draft: Draft) -> Told:  # noqa: ARG002  # the base's
        """Serve classes, teachers and questionnaires; `facts`: the classes by number."""
        known = [one for one in await school.classes(ctx.tx) if one.year >= ctx.today.year - 1]
        lists = {
            "classes": Items([_class_item(one, ctx.today.year) for one in known]),
            "teachers": Items(_teachers(ctx)),
            "feedbacks": Items(await _feedbacks(ctx)),
        }
        return Told(lists=lists, facts={one.class_id: one for one in known})

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Offer the curator and the department first where a teacher is asked for."""
        if ask.path != "teacher":
            return Shortcuts()
        chosen = _chosen(filling)
        curator = (str(chosen.teacher_id),) if chosen and chosen.teacher_id else ()
        first = (*curator, *department(ctx), GUEST)
        return Shortcuts(first=tuple(dict.fromkeys(first)))

    async def note(self, ctx: FieldContext, filling: Filling, card: Card) -> str | None:  # noqa: ARG002  # the base's
        """Say when the session ends, and where materials go."""
        values = filling.answers.values
        ends = values.get("more/ends_at", "")[:5]
        if not ends:
            ends = await _ends(ctx, values["begins_at"][:5], float(values["hours"]))
        said = msgid("It ends at {time}. Materials? Send photos or files right here.")
        return ctx.t(said, time=clock(ends))

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],  # noqa: ARG002  # the base's
    ) -> bool:
        """Check the times, the year and what the draft may have outlived."""
        ctx.require(MANAGE, own=False)
        new = await _said(ctx, answers)
        rules.check_times(new.begins_at, new.ends_at)
        chosen = await class_records.school_class(ctx, new.class_id)
        if new.held_on.year != chosen.year:
            raise BadAnswerError(OTHER_YEAR, year=str(chosen.year))
        await records.refuse_closed(ctx, new.held_on)
        old = await _changed(ctx, draft)
        if old and old.announced_at and old.class_id != new.class_id:
            raise BadAnswerError(OTHER_CLASS)
        return False

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the session; members of an announced one hear what has changed."""
        new = await _said(ctx, answers)
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        by = ctx.person.staff_id
        old = await _changed(ctx, draft)
        if old is None:
            key = await school.add(ctx.tx, new, now=ctx.stamp, by=by)
            note = ctx.t(RECORDED if rules.has_begun(new, ctx.now) else MADE)
        else:
            key = old.session_id
            # What is over is corrected, not told: what was replied of it stays.
            is_over = rules.has_begun(old, ctx.now) and rules.has_begun(new, ctx.now)
            is_told = bool(rules.changes(old, new)) and not is_over
            await school.change(ctx.tx, old, new, is_told=is_told, now=ctx.stamp, by=by)
            note = ctx.t(CHANGED)
            if plan := await session_told.changed(ctx, old):
                # Asked again, whoever must be called stands below among the silent.
                plan = replace(plan, called=()) if rules.is_moved(old, new) else plan
                note = screens.told(ctx.t, CHANGED, plan)
        kept = await class_records.session(ctx, key)
        await session_card.show_one(ctx, kept, note, slot=draft.slot)
        await form_ending.back_to_menu(ctx)


# -------------------------------------------------------------------- lists


def _class_item(one: SchoolClass, year: int) -> Item:
    title = one.title if one.year == year else f"{one.title} ({one.year})"
    return Item(str(one.class_id), dict.fromkeys(LANGUAGES, title), {"year": str(one.year)})


def _teachers(ctx: FieldContext) -> list[Item]:
    """Return a guest and everybody who works here."""
    people = [
        Item(str(one.staff_id), {code: one.initials(code) for code in LANGUAGES})
        for one in ctx.services.network.staff.values()
        if one.is_active
    ]
    return [_labelled(GUEST, GUEST_LABEL), *people]


async def _feedbacks(ctx: FieldContext) -> list[Item]:
    """Return what can be asked after a session: nothing, what ships, what is published."""
    found = [_labelled(NONE, NO_FEEDBACK)]
    if SHIPPED in builtin.NAMES:
        found.append(_labelled(SHIPPED, FEEDBACK))
    published = await questionnaires.published(ctx.tx)
    own = [one for one in published if one.code != MONITORING]
    return [*found, *(Item(one.code, dict.fromkeys(LANGUAGES, one.title)) for one in own)]


def _labelled(name: str, label: str) -> Item:
    return Item(name, {code: translator(code).plain(label) for code in LANGUAGES})


def _chosen(filling: Filling) -> SchoolClass | None:
    key = filling.answers.values.get("class")
    found: SchoolClass | None = filling.told.facts.get(int(key)) if key else None
    return found


# -------------------------------------------------------------------- answers


async def _ends(ctx: FieldContext, begins_at: str, hours: float) -> str:
    institution = await ctx.institution()
    return rules.ends_at(begins_at, hours, institution["lesson_minutes"])


async def _said(ctx: FieldContext, answers: Mapping[str, Any]) -> SessionFields:
    """Read the answers."""
    more = answers.get("more") or {}
    begins, hours = str(answers["begins_at"])[:5], float(answers["hours"])
    teacher, ends = answers["teacher"], str(more.get("ends_at") or "")[:5]
    files = (one.get("file") for one in more.get("files") or ())
    shipped = SHIPPED if SHIPPED in builtin.NAMES else NONE
    feedback = more.get("feedback") or shipped
    return SessionFields(
        class_id=int(answers["class"]),
        held_on=date.fromisoformat(answers["held_on"]),
        begins_at=begins,
        ends_at=ends or await _ends(ctx, begins, hours),
        hours=hours,
        form=answers["form"],
        topic=_line(answers["topic"]).strip('«»"“”„ '),
        teacher_id=None if teacher == GUEST else int(teacher),
        teacher_name=_line(answers.get("guest")) if teacher == GUEST else None,
        place=_line(answers.get("place")) or None,
        link=_line(answers.get("link")) or None,
        feedback=None if feedback == NONE else feedback,
        file_ids=tuple(int(one.removeprefix("file-")) for one in files if one),
    )


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


async def _changed(ctx: FieldContext, draft: Draft) -> Session | None:
    """Return the session that the draft changes; raise UserError where it is cancelled."""
    key = draft.context.get("session_id")
    if key is None:
        return None
    found = await class_records.session(ctx, int(key))
    if found.cancelled_at is not None:
        raise UserError(class_records.CANCELLED)
    await records.refuse_closed(ctx, found.held_on)
    return found


# -------------------------------------------------------------------- opening


async def begin(ctx: FieldContext) -> None:
    """Ask about a new session, of the class behind the button or of any."""
    ctx.require(MANAGE, own=False)
    prefilled = {}
    if ctx.arguments:
        chosen = await class_records.managed_class(ctx)
        prefilled = {"class": str(chosen.class_id)}
    await form_asking.open_form(ctx, FORM, prefilled=prefilled)


async def edit(ctx: FieldContext) -> None:
    """Open a session for changes: its card, or the draft begun."""
    one = await class_records.managed(ctx)
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    key = one.session_id
    begun = [row for row in mine if row.form == FORM and row.context.get("session_id") == key]
    if begun:
        await ctx.move_focus(begun[0].draft_id)
        filling = await form_draft.load(ctx, begun[0].draft_id)
    else:
        filling = await form_draft.begin(
            ctx, FORM, context={"session_id": key}, prefilled=await _answers(ctx, one),
            settled=True,
        )  # fmt: skip
    await form_asking.enter(ctx, filling)


async def _answers(ctx: FieldContext, one: Session) -> dict[str, Any]:
    """Return a session as answers; an end that follows from the hours is not one of them."""
    computed = await _ends(ctx, one.begins_at, one.hours)
    more: dict[str, Any] = {
        "feedback": one.feedback or NONE,
        "files": [{"file": f"file-{key}"} for key in one.file_ids],
    }
    if one.ends_at != computed:
        more["ends_at"] = f"{one.ends_at}:00.000"
    return {
        "class": str(one.class_id),
        "held_on": one.held_on.isoformat(),
        "begins_at": f"{one.begins_at}:00.000",
        "hours": f"{one.hours:g}",
        "form": one.form,
        "topic": one.topic,
        "teacher": GUEST if one.teacher_id is None else str(one.teacher_id),
        "guest": one.teacher_name,
        "place": one.place,
        "link": one.link,
        "more": more,
    }


ROUTES: Final[tuple[Route, ...]] = (
    press("session.new", begin, MANAGE),
    press("session.edit", edit, MANAGE),
)
