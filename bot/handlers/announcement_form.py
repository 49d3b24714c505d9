"""A new announcement, or one corrected before it goes: its questions, the preview, sending."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.clock import local, parse_stamp, stamp
from bot.context import FieldContext
from bot.errors import BadAnswerError
from bot.forms.env import Item, Items
from bot.forms.turns import Card
from bot.handlers import announcements as cards
from bot.handlers import form_asking, form_draft, form_ending
from bot.handlers.announcements import SEND
from bot.handlers.kinds import Filling, FormKind
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import announcing as rules
from bot.rules import audiences
from bot.screens import announcements as screens
from bot.screens.form import Ending
from storage import announcements, drafts
from storage.drafts import Draft
from storage.records.announcements import Announcement, AnnouncementFields
from storage.records.people import Staff

FORM: Final = "announcement"
SEEN: Final = "s"  # settled: the preview was looked at
ENDING: Final = Ending(
    msgid("Look at it and send"),
    msgid(
        "All right? Press «Look at it and send»: first you see it as the colleagues will. "
        "To change an answer, type its number."
    ),
    msgid("To change an answer, type its number. To go on, press «Look at it and send»."),
)
NOBODY: Final = msgid("Nobody works there now. Choose another answer to «To whom».")


class AnnouncementForm(FormKind):
    """What is asked before an announcement goes."""

    name = FORM
    title = screens.TITLE
    action = SEND
    is_offered = False
    is_shipped = False

    def opening(self, draft: Draft) -> str:
        """Say that nothing goes by itself, or that the one before stays until then."""
        if draft.context.get("announcement_id"):
            return msgid("Correction: until the end the announcement stays as it was.")
        return msgid("Nothing goes at once: first you see it as the colleagues will.")

    def ending(self, draft: Draft) -> Ending:  # noqa: ARG002  # the base's
        """Lead to the preview."""
        return ENDING

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:  # noqa: ARG002  # the base's
        """Return whom it can be for, libraries and groups."""
        offered = audiences.offered(cards.everybody(ctx))
        return {
            "audiences": Items([Item(name, _labels(one)) for name, one in offered.items()]),
            "libraries": ctx.services.network.library_items,
            "groups": Items(
                [
                    Item(group.code, group.names, {"audience": name})
                    for name, one in offered.items()
                    if one.groups is not None
                    for group in one.groups(cards.everybody(ctx))
                ]
            ),
        }

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Refuse a moment that is over as soon as it is given."""
        if path != "send_at" or not value:
            return None
        try:
            rules.check(datetime.fromisoformat(value).astimezone(ctx.now.tzinfo), ctx.now)
        except BadAnswerError as fault:
            return fault
        return None

    async def note(self, ctx: FieldContext, filling: Filling, card: Card) -> str | None:  # noqa: ARG002  # the base's
        """Say where files go: nothing asks for them."""
        return ctx.t(msgid("Photos or files? Send them right here."))

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],
    ) -> bool:
        """Show what the readers will see and ask whether it goes."""
        await ctx.services.network.fresh(ctx.tx)
        await _corrected(ctx, draft)
        said, wanted = _said(ctx, answers)
        people = _members(ctx, said, draft)
        if not people:
            raise BadAnswerError(NOBODY)
        if SEEN in settled:
            return False
        await cards.bring_files(ctx, said.file_ids)
        author = ctx.services.network.staff[draft.staff_id].initials(ctx.language)
        at = local(parse_stamp(said.send_at), ctx.services.clock.zone)
        ctx.say(screens.preview(ctx.t, said.body, author, at.date()))
        called = [one for one in people if not one.is_reachable]
        plan = screens.Plan(
            draft_id=draft.draft_id,
            revision=draft.revision,
            reached=len(people) - len(called),
            called=tuple(screens.contact(one, ctx.language) for one in called),
            at=at if said.send_at > ctx.stamp else None,
            is_moved=stamp(wanted) != said.send_at,
            is_silent=said.is_silent,
        )
        ctx.show(draft.slot, screens.ask_send(ctx.t, plan), edit=False)
        return True

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the announcement; what is for now goes with this very press."""
        said, _ = _said(ctx, answers)
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        kept = await _kept(ctx, draft, said)
        note = ctx.t(msgid("The announcement is kept, it goes at its time."))
        if said.send_at <= ctx.stamp:
            note = await cards.send(ctx, kept)
        await cards.show(ctx, kept.announcement_id, note=note, slot=draft.slot)
        await form_ending.back_to_menu(ctx)


def _labels(audience: audiences.Audience) -> dict[str, str]:
    return {language: translator(language).plain(audience.label) for language in LANGUAGES}


def _said(ctx: FieldContext, answers: Mapping[str, Any]) -> tuple[AnnouncementFields, datetime]:
    """Read the answers, and the moment that was wanted before the quiet hours moved it."""
    typed = answers.get("send_at")
    institution = ctx.services.network.institution
    is_silent = answers.get("sound") == "silent"
    at = datetime.fromisoformat(typed) if typed else None
    wanted = rules.moment(answers["when"], at, ctx.now, institution)
    goes = rules.allowed(wanted, institution, is_silent=is_silent)
    chosen = answers.get("libraries") or answers.get("group") or ()
    files = (one.get("file") for one in (answers.get("more") or {}).get("files") or ())
    said = AnnouncementFields(
        body=str(answers["body"]).strip(),
        audience=answers["audience"],
        chosen=(chosen,) if isinstance(chosen, str) else tuple(chosen),
        send_at=stamp(goes),
        is_silent=is_silent,
        file_ids=tuple(int(one.removeprefix("file-")) for one in files if one),
    )
    return said, wanted


def _members(ctx: FieldContext, said: AnnouncementFields, draft: Draft) -> list[Staff]:
    return audiences.members(cards.everybody(ctx), said.audience, said.chosen, draft.staff_id)


async def _corrected(ctx: FieldContext, draft: Draft) -> Announcement | None:
    """Return what the draft corrects; raise UserError where it has gone meanwhile."""
    key = draft.context.get("announcement_id")
    return await cards.waiting(ctx, int(key)) if key else None


async def _kept(ctx: FieldContext, draft: Draft, said: AnnouncementFields) -> Announcement:
    old, by = await _corrected(ctx, draft), ctx.person.staff_id
    if old is None:
        key = await announcements.make(ctx.tx, said, now=ctx.stamp, by=by)
    else:
        key = old.announcement_id
        await announcements.change(ctx.tx, old, said, now=ctx.stamp, by=by)
    return await cards.known(ctx, key)


# -------------------------------------------------------------------- opening and ending


async def begin(ctx: FieldContext) -> None:
    """Ask what is to be announced."""
    await form_asking.open_form(ctx, FORM)


async def edit(ctx: FieldContext) -> None:
    """Open an announcement that has not gone for correction: its card, or the draft begun."""
    one = await cards.changeable(ctx)
    key = one.announcement_id
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    begun = next((row for row in mine if row.context.get("announcement_id") == key), None)
    if begun is not None:
        await ctx.move_focus(begun.draft_id)
        filling = await form_draft.load(ctx, begun.draft_id)
    else:
        filling = await form_draft.begin(
            ctx,
            FORM,
            owner=one.made_by,
            context={"announcement_id": key},
            prefilled=_answers(ctx, one),
            settled=True,
        )
    await form_asking.enter(ctx, filling)


def _answers(ctx: FieldContext, one: Announcement) -> dict[str, Any]:
    at = local(parse_stamp(one.send_at), ctx.services.clock.zone)
    answers: dict[str, Any] = {
        "body": one.body,
        "more": {"files": [{"file": f"file-{key}"} for key in one.file_ids]},
        "audience": one.audience,
        "when": "later",
        "send_at": at.isoformat(timespec="milliseconds"),
        "sound": "silent" if one.is_silent else "loud",
    }
    if one.audience == "libraries":
        answers["libraries"] = list(one.chosen)
    elif one.chosen:
        answers["group"] = one.chosen[0]
    return answers


async def settle(ctx: FieldContext) -> None:
    """Send the draft, or keep it for its time: its preview was looked at."""
    if found := await form_asking.on_card(ctx):
        await form_ending.finish_draft(ctx, found[0], frozenset(SEEN))


ROUTES: Final[tuple[Route, ...]] = (
    press("announce.new", begin, SEND),
    press("announce.edit", edit, SEND),
    press("announce.send", settle, SEND),
)
