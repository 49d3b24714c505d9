"""«Класс»: made by a short form and changed by the same, its members too."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import engine
from bot.forms.answers import choose
from bot.forms.given import Ticked
from bot.forms.turns import Ask, Turn
from bot.handlers import (
    class_list,
    class_records,
    form_answers,
    form_asking,
    form_draft,
    form_ending,
    session_told,
)
from bot.handlers.class_records import MANAGE
from bot.handlers.kinds import Filling, FormKind, Shortcuts
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import school as rules
from storage import drafts, school
from storage.drafts import Draft
from storage.records.school import ClassFields, SchoolClass

FORM: Final = "class"
SEPARATORS: Final = re.compile(r"[,;\n]+ *")
SAME: Final = msgid("This year has a class with that title already. Write another title.")
TICKED: Final = msgid("Ticked ({count}): {people}")
MADE: Final = msgid("The class is made.")
KEPT: Final = msgid("Kept.")


class ClassForm(FormKind):
    """What is asked of a class."""

    name = FORM
    title = msgid("Class")
    action = MANAGE
    is_offered = False
    is_shipped = False

    def opening(self, draft: Draft) -> str:
        """Say that a class stays as it is until «Сохранить»."""
        if draft.context.get("class_id"):
            return msgid("Until «Save» the class stays as it was.")
        return super().opening(draft)

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:  # noqa: ARG002  # the base's
        """Offer the department as a curator first; say who is ticked, also on other pages."""
        if ask.path == "members" and ask.chosen:
            staff = ctx.services.network.staff
            people = ", ".join(staff[int(one)].initials(ctx.language) for one in ask.chosen)
            return Shortcuts(note=ctx.t(TICKED, count=len(ask.chosen), people=people))
        return Shortcuts(first=department(ctx) if ask.path == "curator" else ())

    async def take_words(self, ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> bool:
        """Tick the members whose names are typed: who is ticked already stays."""
        if not isinstance(turn, Ask) or turn.path != "members":
            return False
        try:
            names = [choose(turn.choices, part) for part in SEPARATORS.split(text) if part]
        except BadAnswerError:  # the form says it, and offers who is meant
            return False
        answers = filling.answers
        for name in names:
            answers = engine.answer(filling.form, answers, Ticked(name, on=True), filling.env)
        await form_answers.go_on(ctx, filling, answers)
        return True

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Refuse a title of nothing but quotes and blanks."""
        if path == "title" and value and not _plain(value):
            return BadAnswerError(msgid("Write the title in words, please."))
        return await super().refusal(ctx, path, value)

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],  # noqa: ARG002  # the base's
    ) -> bool:
        """Refuse a title that the year has, and a year that was closed meanwhile."""
        ctx.require(MANAGE, own=False)
        new = await _said(ctx, draft, answers)
        await class_records.refuse_closed_year(ctx, new.year)
        but = int(draft.context.get("class_id", 0))
        titles = {
            one.title.casefold()
            for one in await school.classes(ctx.tx, new.year)
            if one.class_id != but
        }
        if new.title.casefold() in titles:
            raise BadAnswerError(SAME)
        return False

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the class, and let people join and leave it."""
        new = await _said(ctx, draft, answers)
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        by = ctx.person.staff_id
        old = await _changed(ctx, draft)
        if old is None:
            key = await school.add_class(ctx.tx, new, now=ctx.stamp, by=by)
        else:
            key = old.class_id
            await school.change_class(ctx.tx, old, new, now=ctx.stamp, by=by)
        ctx.services.network.forget()
        await _put_members(ctx, key, new.year, {int(one) for one in answers.get("members") or ()})
        made = await class_records.school_class(ctx, key)
        note = ctx.t(MADE if old is None else KEPT)
        await class_list.show_card(ctx, made, note, slot=draft.slot)
        await form_ending.back_to_menu(ctx)


def department(ctx: FieldContext) -> tuple[str, ...]:
    """Return the colleagues of the department, as a list of a form names them."""
    people = ctx.services.network.staff.values()
    going = [one for one in people if one.is_active and one.role in {"methodist", "head"}]
    return tuple(str(one.staff_id) for one in going)


def _plain(title: str) -> str:
    """Take the quotes from a title: screens write them."""
    return " ".join(title.split()).strip('«»"“”„ ')


async def _changed(ctx: FieldContext, draft: Draft) -> SchoolClass | None:
    key = draft.context.get("class_id")
    return None if key is None else await class_records.school_class(ctx, int(key))


async def _said(ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> ClassFields:
    """Read the answers; the year is that of the class, or of the list that it was begun from."""
    more = answers.get("more") or {}
    old = await _changed(ctx, draft)
    threshold, curator = more.get("threshold"), answers.get("curator")
    return ClassFields(
        title=_plain(answers["title"]),
        year=old.year if old else int(draft.context["year"]),
        profile_ru=_line(answers.get("profile")),
        profile_be=_line(more.get("profile_be")),
        teacher_id=int(curator) if curator else None,
        threshold_percent=75 if threshold in (None, "") else int(threshold),
    )


def _line(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


async def _put_members(ctx: FieldContext, class_id: int, year: int, wanted: set[int]) -> None:
    was = set(await class_records.current(ctx, class_id))
    sessions = await school.sessions_of(ctx.tx, class_id)
    has_begun = any(one.cancelled_at is None and rules.has_begun(one, ctx.now) for one in sessions)
    since = rules.since(year, ctx.today, has_begun=has_begun)
    by = ctx.person.staff_id
    if joined := sorted(wanted - was):
        await school.join(ctx.tx, class_id, joined, since, now=ctx.stamp, by=by)
        await session_told.ask_newcomers(ctx, class_id, joined)
    for staff_id in sorted(was - wanted):
        await school.leave(ctx.tx, class_id, staff_id, ctx.today, now=ctx.stamp, by=by)


# -------------------------------------------------------------------- opening


async def begin(ctx: FieldContext) -> None:
    """Ask about a new class of the year behind the button."""
    ctx.require(MANAGE, own=False)
    (year,) = numbers(ctx.arguments[:1], 1)
    if not ctx.today.year - 1 <= year <= ctx.today.year + 1:
        raise NotAllowedError
    await class_records.refuse_closed_year(ctx, year)
    await form_asking.open_form(ctx, FORM, context={"year": year})


async def edit(ctx: FieldContext) -> None:
    """Open a class for changes: its card, or the draft begun."""
    one = await class_records.managed_class(ctx)
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    key = one.class_id
    begun = [row for row in mine if row.form == FORM and row.context.get("class_id") == key]
    if begun:
        await ctx.move_focus(begun[0].draft_id)
        filling = await form_draft.load(ctx, begun[0].draft_id)
    else:
        filling = await form_draft.begin(
            ctx,
            FORM,
            context={"class_id": key},
            prefilled=_answers(one, await class_records.current(ctx, key)),
            settled=True,
        )
    await form_asking.enter(ctx, filling)


def _answers(one: SchoolClass, members: list[int]) -> dict[str, Any]:
    return {
        "title": one.title,
        "profile": one.profile_ru,
        "curator": str(one.teacher_id) if one.teacher_id else None,
        "members": [str(key) for key in members],
        "more": {"profile_be": one.profile_be, "threshold": str(one.threshold_percent)},
    }


ROUTES: Final[tuple[Route, ...]] = (
    press("class.new", begin, MANAGE),
    press("class.edit", edit, MANAGE),
)
