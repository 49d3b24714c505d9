"""The forms of contest entries: one kind for each built-in form, the same rules for all."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.context import FieldContext
from bot.errors import UserError
from bot.forms import bundle, engine
from bot.forms.draft import Draft as Answers
from bot.forms.env import Items
from bot.forms.errors import StaleAnswerError
from bot.forms.model import Form
from bot.forms.turns import Ask, AskMore, Card, Turn
from bot.handlers import entry_checks, entry_records, entry_saving, tasks
from bot.handlers.entry_answers import counted
from bot.handlers.kinds import Beginning, Filling, FormKind, Shortcuts
from bot.msgid import msgid
from bot.network import contest_item
from bot.published import draft_form, entry_form, entry_questions
from bot.rules import contests as rules
from bot.rules import own_questions
from bot.screens import entries as screens
from bot.screens.form import Ending
from bot.screens.screen import Button, bold, lines
from storage import drafts, questionnaires
from storage.drafts import Draft
from storage.records.contests import Contest

LATE_DAYS: Final = 92  # so long after the deadline a methodist is offered a contest
NO_CONTEST: Final = msgid(
    "No contest of this kind takes entries now. When one is announced, it stands in «Contests»."
)
SUBMITTING: Final = Ending(
    msgid("Submit"),
    msgid("All right? Press «Submit». To change an answer, type its number."),
    msgid("To change an answer, type its number. To finish, press «Submit»."),
)
NO_SCAN: Final = "noscan"


class EntryForm(FormKind):
    """The form of an entry."""

    action = "entry.submit"

    def __init__(self, name: str, title: str) -> None:
        self.name = name
        self.title = title

    def ending(self, draft: Draft) -> Ending:
        """Let a new entry be submitted, a correction be saved."""
        return super().ending(draft) if draft.context.get("entry_id") else SUBMITTING

    def opening(self, draft: Draft) -> str:
        """Say that a submitted entry stays as it is until «Сохранить»."""
        if draft.context.get("entry_id"):
            return msgid("Correction of an entry: until «Save» it stays as it was.")
        return super().opening(draft)

    def introduced(self, ctx: FieldContext, draft: Draft) -> str:
        """Say what a methodist has remarked, where the form corrects that."""
        said = super().introduced(ctx, draft)
        remark = draft.context.get("remark")
        if not remark:
            return said
        return lines(said, ctx.t(msgid("The methodist's remark: «{remark}»"), remark=remark))

    def can_begin(self, ctx: FieldContext) -> bool:
        """Tell whether a contest with this form takes entries."""
        return bool(self._offered(ctx))

    async def begin(self, ctx: FieldContext, new: Beginning) -> Beginning:
        """Fill in the contest and the library where there is only one to choose."""
        if new.context.get("entry_id"):
            return new
        offered = self._offered(ctx, is_training=new.training)
        wanted = new.context.get("contest_id")
        fitting = [one for one in offered if wanted in {None, one.contest_id}]
        if not fitting:
            raise UserError(NO_CONTEST)
        libraries = await codes_of(ctx, new.staff_id)
        filled = {
            **({"contest": str(fitting[0].contest_id)} if len(fitting) == 1 else {}),
            **({"library": libraries[0]} if len(libraries) == 1 else {}),
            **new.prefilled,
        }
        known = self._known(fitting)
        context = {**known, **new.context, "libraries": libraries}
        return replace(new, context=context, prefilled=filled)

    def _known(self, fitting: list[Contest]) -> dict[str, Any]:
        """Return what a draft keeps of the contests that it may be for."""
        return {"contest_id": fitting[0].contest_id} if len(fitting) == 1 else {}

    def _offered(self, ctx: FieldContext, *, is_training: bool = False) -> list[Contest]:
        """Return the contests with this form that take entries from the person now."""
        known = [
            one
            for one in ctx.services.network.contests.values()
            if own_questions.kind_of(one.form) == self.name and one.announced_at is not None
        ]
        if is_training:
            return known
        is_late = ctx.may("entry.late", own=False)
        return [
            one
            for one in known
            if one.judged_at is None
            and (
                one.is_open(ctx.today)
                or (is_late and 0 > rules.days_left(one, ctx.today) >= -LATE_DAYS)
            )
        ]

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:
        """Serve the contests that take entries and the libraries that the person enters for.

        What was chosen stays offered, or the answer would be cleared when a contest closes.
        """
        network = ctx.services.network
        chosen = json.loads(draft.answers).get("values", {}).get("contest")
        kept = {str(draft.context.get("contest_id")), chosen}
        offered = self._asking_the_same(ctx, draft, self._offered(ctx, is_training=draft.training))
        known = [
            one
            for one in network.contests.values()
            if one in offered or str(one.contest_id) in kept
        ]
        own = draft.context.get("libraries")
        served = dict(network.lists)
        served["contests"] = Items([contest_item(one) for one in known])
        if own:
            rows = [one for one in network.library_items if one.name in own]
            served["libraries"] = Items(rows)
        return served

    def _asking_the_same(
        self,
        ctx: FieldContext,  # noqa: ARG002  # of the own questions
        draft: Draft,  # noqa: ARG002
        offered: list[Contest],
    ) -> list[Contest]:
        return offered

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Offer to go on without a scan, colleagues of the library first."""
        if ask.path == "scans[1]/scan" and not ask.is_change:
            place = f"f.short:{filling.draft.draft_id}:{filling.draft.revision}"
            label = ctx.t.plain(msgid("No photo or link yet"))
            return Shortcuts(buttons=(Button(label, f"{place}:{NO_SCAN}"),))
        if ask.path.endswith("coauthors"):
            return Shortcuts(first=_colleagues(ctx, filling))
        return Shortcuts()

    async def take_shortcut(
        self,
        ctx: FieldContext,  # noqa: ARG002  # the base's
        filling: Filling,
        ask: Ask,
        name: str,
    ) -> Answers:
        """Go on without a scan."""
        if name != NO_SCAN or ask.path != "scans[1]/scan":
            raise StaleAnswerError(ask.path)
        return _without_scan(filling)

    async def take_words(self, ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> bool:
        """Take a link where the scan is asked for (T33)."""
        if not isinstance(turn, Ask | AskMore) or not turn.path.startswith("scans"):
            return False
        if isinstance(turn, Ask) and turn.is_change:
            return False
        is_first = isinstance(turn, Ask) and turn.path == "scans[1]/scan"
        place = "link" if is_first else "more/more_link"
        form_, env = filling.form, filling.env
        if not rules.is_like_link(text):
            return False
        answers = engine.answer(form_, filling.answers, text, env, place)
        filling = replace(filling, answers=answers)
        ended = _without_scan(filling) if is_first else engine.finish(form_, answers, env)
        from bot.handlers import form_answers  # noqa: PLC0415  # it knows the kinds, which it registers

        await form_answers.go_on(ctx, filling, ended)
        return True

    async def more_note(self, ctx: FieldContext, filling: Filling, more: AskMore) -> str | None:
        """Say how many files of the album are needed."""
        lacks = [one for one in self._lacks(ctx, filling) if one.role == more.path]
        return screens.lack_line(ctx.t, lacks) if lacks else None

    async def note(self, ctx: FieldContext, filling: Filling, card: Card) -> str | None:  # noqa: ARG002  # the base's
        """Say what is missing."""
        lacks = self._lacks(ctx, filling)
        return screens.lack_line(ctx.t, lacks) if lacks else None

    def _lacks(self, ctx: FieldContext, filling: Filling) -> tuple[rules.Lack, ...]:
        return lacks(ctx, engine.submission(filling.form, filling.answers, filling.env))

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],
    ) -> bool:
        """Settle the deadline, limits, materials, residents' numbers and a twin."""
        return await entry_checks.unsettled(ctx, draft, answers, settled)

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Submit the entry, or change the one that the draft corrects."""
        await entry_saving.save(ctx, draft, answers)


def lacks(ctx: FieldContext, answers: Mapping[str, Any]) -> tuple[rules.Lack, ...]:
    """Return the files that answers still lack; nothing where the contest is not chosen."""
    network = ctx.services.network
    contest = network.contests.get(int(answers.get("contest") or 0))
    if contest is None:
        return ()
    medium = network.media.get(answers.get("medium", ""))
    return rules.lacking(contest, counted(answers), medium.kind if medium else None)


def _without_scan(filling: Filling) -> Answers:
    """Take the empty scan out and end the album."""
    form_, env = filling.form, filling.env
    answers = engine.remove(form_, filling.answers, "scans[1]", env)
    return replace(answers, ended=answers.ended | {"scans"}, live=None)


async def codes_of(ctx: FieldContext, staff_id: int) -> list[str]:
    """Return the codes of the libraries that a person enters for; empty: any library.

    Who stands in for an absent colleague enters for the colleague's library as well.
    """
    network = ctx.services.network
    person = network.staff[staff_id]
    if person.role != "librarian":
        return []
    now = await tasks.here(ctx)
    people = [person, *(network.staff[one] for one in now.stands_in_for(staff_id))]
    ids = dict.fromkeys(key for one in people for key in one.library_ids)
    return [
        network.libraries[key].code for key in ids if network.libraries[key].is_open(ctx.today)
    ]


def _colleagues(ctx: FieldContext, filling: Filling) -> tuple[str, ...]:
    network = ctx.services.network
    library = network.library_by_code(filling.answers.values.get("library", ""))
    if library is None:
        return ()
    people = network.staff.values()
    return tuple(str(one.staff_id) for one in people if library.library_id in one.library_ids)


class OwnEntryForm(EntryForm):
    """The form of an entry whose questions the institution has published itself.

    The contest of a draft says which questionnaire it is. A draft stays with the version on
    which it was begun, an entry with the one with which it was submitted.
    """

    is_shipped = False

    async def current(self, ctx: FieldContext, context: Mapping[str, Any]) -> Form:
        """Return the questions of the entry that is corrected, else those asked now."""
        if entry_id := context.get("entry_id"):
            entry = await entry_records.named(ctx, int(entry_id))
            return await entry_form(ctx.tx, entry_records.contest_of(ctx, entry), entry)
        await ctx.services.network.fresh(ctx.tx)
        known = ctx.services.network.contests.get(int(context.get("contest_id") or 0))
        contest = known or next(iter(self._offered(ctx)), None)
        form_ = await entry_questions(ctx.tx, contest.form) if contest else None
        if form_ is None:
            raise UserError(NO_CONTEST)
        return form_

    async def version(self, ctx: FieldContext, version: str) -> Form | None:
        """Return the questions of a published version."""
        return await draft_form(ctx.tx, self.name, version)

    async def attachment(self, ctx: FieldContext, draft: Draft, name: str) -> bytes | None:
        """Return a picture that belongs to the questions."""
        archive = await drafts.version_files(ctx.tx, questionnaires.FORM, draft.version)
        return bundle.unpacked(archive).get(name) if archive else None

    def can_begin(self, ctx: FieldContext) -> bool:
        """Tell whether it is clear without a contest's card which questions are asked."""
        return len({one.form for one in self._offered(ctx)}) == 1

    def introduced(self, ctx: FieldContext, draft: Draft) -> str:
        """Say which contest it is: the form's name says only that the questions are own ones."""
        contest = ctx.services.network.contests.get(int(draft.context.get("contest_id") or 0))
        said = super().introduced(ctx, draft)
        return lines(bold(f"«{contest.title}»"), said) if contest else said

    def _known(self, fitting: list[Contest]) -> dict[str, Any]:
        return {"contest_id": fitting[0].contest_id}

    def _asking_the_same(
        self, ctx: FieldContext, draft: Draft, offered: list[Contest]
    ) -> list[Contest]:
        """Leave out the contests with other questions."""
        contest = ctx.services.network.contests.get(int(draft.context.get("contest_id") or 0))
        return [one for one in offered if contest and one.form == contest.form]


FORMS: Final = (
    EntryForm("entry_holidays", msgid("Contest entry: holidays")),
    EntryForm("entry_image", msgid("Contest entry: new look")),
    EntryForm("entry_press", msgid("Contest entry: publication")),
    OwnEntryForm(rules.OWN, msgid("Contest entry: own questions")),
)
