"""«Новый конкурс»: a contest made by a short form, and changed by it until it is announced."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from bot import published
from bot.context import FieldContext
from bot.errors import BadAnswerError, UserError
from bot.forms.turns import Ask
from bot.handlers import campaign_days as days
from bot.handlers import contests as cards
from bot.handlers import form_asking, form_draft, form_ending, tasks
from bot.handlers.contests import MANAGE
from bot.handlers.kinds import Filling, FormKind, Shortcuts, Told
from bot.imports.contest_checking import entry_forms
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import contest_defaults as defaults
from bot.rules import contest_making as rules
from bot.rules import workdays
from bot.rules.contests import AWARDS
from bot.rules.workdays import WorkWeek
from bot.screens import contest_setup as screens
from bot.screens.screen import Button
from storage import contests, drafts
from storage.drafts import Draft
from storage.records.contests import Contest, ContestFields, CriterionFields

FORM: Final = "contest"
ANNOUNCED: Final = msgid("This contest is announced: now only its days can be put off.")
MADE: Final = msgid("The contest is made. Look at the rest under «Set up», then announce it.")
PROPOSED: Final = {  # the day before it, and days between the two
    "judging_until_on": ("closes_on", (14, 21)),
    "results_on": ("judging_until_on", (7, 14)),
}


class ContestForm(FormKind):
    """What is asked before a contest is made."""

    name = FORM
    title = msgid("A new contest")
    action = MANAGE
    is_offered = False
    is_shipped = False

    def heading(self, ctx: FieldContext, filling: Filling, path: str) -> str:
        """Say which contest is changed."""
        if title := filling.draft.context.get("title"):
            return ctx.t.plain(msgid("Contest «{title}»"), title=title)
        return super().heading(ctx, filling, path)

    def opening(self, draft: Draft) -> str:
        """Say that a contest stays as it is until «Сохранить»."""
        if draft.context.get("contest_id"):
            return msgid("Until «Save» the contest stays as it was.")
        return super().opening(draft)

    async def told(self, ctx: FieldContext, draft: Draft) -> Told:  # noqa: ARG002  # the base's
        """Serve the questions that an entry can ask; `facts`: what is published and cannot."""
        own, unfit = await published.for_contests(ctx.tx)
        return Told(lists={"entry_forms": entry_forms(own)}, facts=unfit)

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Offer working days some time after the day before it; say which questions do not fit."""
        if ask.path == "form":
            return Shortcuts(note=screens.unfit(ctx.t, filling.told.facts))
        if ask.path not in PROPOSED:
            return Shortcuts()
        before, later = PROPOSED[ask.path]
        since = filling.answers.values.get(before)
        if not since:
            return Shortcuts()
        calendar, place = (await tasks.here(ctx)).pace.calendar, form_asking.place_at(ctx, filling)
        last = date.fromisoformat(since)
        found = [
            workdays.on_or_after(last + timedelta(days=days), WorkWeek(), calendar)
            for days in later
        ]
        return Shortcuts(
            buttons=tuple(
                Button(ctx.t.day(day), place.press("pick", day.isoformat())) for day in found
            )
        )

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Refuse a last day in a closed period as soon as it is given."""
        if path != "closes_on" or not value:
            return None
        return await days.closed(ctx, date.fromisoformat(value))

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],  # noqa: ARG002  # the base's
    ) -> bool:
        """Check again what a draft of last week may have outlived."""
        ctx.require(MANAGE, own=False)
        old = await _changed(ctx, draft)
        new = said(answers, old)
        rules.check(new, ctx.today)
        await days.refuse_closed(ctx, new.closes_on)
        return False

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the contest, which nobody outside the department sees until it is announced."""
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        old = await _changed(ctx, draft)
        new = said(answers, old)
        key = await _make(ctx, new) if old is None else await _change(ctx, old, new)
        note = ctx.t(MADE if old is None else msgid("Kept."))
        await cards.show(ctx, await cards.fresh(ctx, key), note=note, slot=draft.slot)
        await form_ending.back_to_menu(ctx)


async def _changed(ctx: FieldContext, draft: Draft) -> Contest | None:
    """Return the contest that the draft changes; raise UserError where it is announced."""
    key = draft.context.get("contest_id")
    if key is None:
        return None
    contest = await cards.fresh(ctx, int(key))
    if contest.announced_at is not None:
        raise UserError(ANNOUNCED)
    return contest


def said(answers: Mapping[str, Any], old: Contest | None = None) -> ContestFields:
    """Read the answers; what was not asked stays as it was, or has its default."""
    more = answers.get("more") or {}
    form = answers["form"]
    is_same = old is not None and old.form == form
    return ContestFields(
        title=" ".join(answers["title"].split()).strip('«»"“”„ '),
        subject=" ".join(answers["subject"].split()),
        level=more.get("level") or "district",
        audience=more.get("audience") or "staff",
        is_continuing=more.get("kind") == "continuing",
        form=form,
        regulation_file_id=old.regulation_file_id if old else None,
        opens_on=_day(answers, "opens_on"),
        closes_on=_day(answers, "closes_on"),
        judging_until_on=_day(answers, "judging_until_on"),
        results_on=_day(answers, "results_on"),
        least_entries=int(more.get("least_entries") or 0),
        most_entries=int(more["most_entries"]) if more.get("most_entries") else None,
        materials=old.materials if old and is_same else defaults.materials(form),
        is_blind=more.get("blind") == "yes",
        jurors_an_entry=int(more["jurors_an_entry"]) if more.get("jurors_an_entry") else None,
        average=more.get("average") or "mean",
        tie_rule=more.get("tie_rule") or "shared",
        ranks_in=more.get("ranks_in") or "contest",
        tells_all=more.get("tells") == "all",
        continued_from=old.continued_from if old else None,
    )


def _day(answers: Mapping[str, Any], name: str) -> date:
    return date.fromisoformat(answers[name])


async def _make(ctx: FieldContext, new: ContestFields) -> int:
    return await contests.add(
        ctx.tx,
        new,
        criteria=defaults.criteria(new.form),
        awards=AWARDS,
        now=ctx.stamp,
        by=ctx.person.staff_id,
    )


async def _change(ctx: FieldContext, old: Contest, new: ContestFields) -> int:
    """Change a contest; with other questions come other criteria, unless they were typed."""
    by = ctx.person.staff_id
    await contests.change(ctx.tx, old, new, now=ctx.stamp, by=by)
    kept = [_plain(one) for one in old.criteria]
    if new.form != old.form and kept == list(defaults.criteria(old.form)):
        criteria = defaults.criteria(new.form)
        await contests.set_criteria(ctx.tx, old, criteria, now=ctx.stamp, by=by)
    return old.contest_id


def _plain(one: CriterionFields) -> CriterionFields:
    return CriterionFields(
        name_ru=one.name_ru, name_be=one.name_be, most_points=one.most_points, weight=one.weight
    )


# -------------------------------------------------------------------- opening


async def begin(ctx: FieldContext) -> None:
    """Ask what a new contest is to be."""
    ctx.require(MANAGE, own=False)
    await form_asking.open_form(ctx, FORM)


async def edit(ctx: FieldContext) -> None:
    """Open a contest that is not announced for changes: its card, or the draft begun."""
    ctx.require(MANAGE, own=False)
    contest = await cards.named(ctx)
    if contest.announced_at is not None:
        raise UserError(ANNOUNCED)
    key = contest.contest_id
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    begun = next((one for one in mine if one.context.get("contest_id") == key), None)
    if begun is not None and begun.form == FORM:
        await ctx.move_focus(begun.draft_id)
        filling = await form_draft.load(ctx, begun.draft_id)
    else:
        filling = await form_draft.begin(
            ctx,
            FORM,
            context={"contest_id": key, "title": contest.title},
            prefilled=_answers(contest),
            settled=True,
        )
    await form_asking.enter(ctx, filling)


def _answers(one: Contest) -> dict[str, Any]:
    more = {
        "audience": one.audience,
        "level": one.level,
        "kind": "continuing" if one.is_continuing else "new",
        "least_entries": str(one.least_entries or ""),
        "most_entries": str(one.most_entries or ""),
        "ranks_in": one.ranks_in,
        "blind": "yes" if one.is_blind else "no",
        "jurors_an_entry": str(one.jurors_an_entry or ""),
        "average": one.average,
        "tie_rule": one.tie_rule,
        "tells": "all" if one.tells_all else "winners",
    }
    judging, results = one.judging_until_on, one.results_on
    return {
        "title": one.title,
        "subject": one.subject,
        "form": one.form,
        "opens_on": one.opens_on.isoformat(),
        "closes_on": one.closes_on.isoformat(),
        **({"judging_until_on": judging.isoformat()} if judging else {}),
        **({"results_on": results.isoformat()} if results else {}),
        "more": {name: value for name, value in more.items() if value},
    }


ROUTES: Final[tuple[Route, ...]] = (
    press("contest.new", begin, MANAGE),
    press("contest.edit", edit, MANAGE),
)
