"""«Новость для сайта»: written by a short form, corrected by the same; what may begin one."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.catalogs import Html, translator
from bot.context import FieldContext
from bot.errors import BadAnswerError, UserError
from bot.forms import engine
from bot.forms.draft import Draft as Answers
from bot.forms.env import Item, Items
from bot.forms.errors import StaleAnswerError
from bot.forms.turns import Ask, AskMore, Turn
from bot.handlers import (
    entry_forms,
    form_answers,
    form_asking,
    form_draft,
    form_ending,
    free,
    media,
    news_card,
    site_build,
)
from bot.handlers import news_records as records
from bot.handlers.free import Outside
from bot.handlers.kinds import Beginning, Filling, FormKind, Shortcuts, Told
from bot.handlers.news_records import WRITE
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import news as rules
from bot.screens import news as screens
from bot.screens.form import Ending
from bot.screens.screen import Button
from storage import drafts, files, news
from storage.drafts import Draft
from storage.records.site import News, NewsFields

FORM: Final = "news"
BODY: Final = 3000  # characters: with its title and photos it fits one message
AHEAD: Final = timedelta(days=366)
EMPTY: Final = msgid("The title or the text is empty. Write them, please.")
TOO_LONG: Final = msgid(
    "The text has {count} characters, at most {most} go on the site. Shorten it, please: the "
    "draft is kept."
)
SCAN: Final = msgid(
    "This is a page of a newspaper that was sent to a contest: it belongs to the newspaper and "
    "does not go on the site. Send another photo, please."
)
UNFIT: Final = msgid("This news is on the site, so this comes first. {problems}")
FAR: Final = msgid("The day lies too far ahead. When was it?")
FIRST_PHOTO: Final = "photos[1]/photo"
NO_PHOTO: Final = "nophoto"
WITHOUT: Final = msgid("Without photos")
SENDING: Final = Ending(
    msgid("Send to the editor"),
    msgid("All right? Press «Send to the editor». To change an answer, type its number."),
    msgid("To change an answer, type its number. To finish, press «Send to the editor»."),
)


class NewsForm(FormKind):
    """What is asked of a piece of news."""

    name = FORM
    title = screens.TITLE
    action = WRITE
    is_offered = False
    dated = "happened_on"

    def ending(self, draft: Draft) -> Ending:
        """Lead to the editor; a correction is saved."""
        return super().ending(draft) if draft.context.get("news_id") else SENDING

    def opening(self, draft: Draft) -> str:
        """Say that news stays as it is until «Сохранить»."""
        if draft.context.get("news_id"):
            return msgid("Correction of news: until «Save» it stays as it was.")
        if draft.context.get("origin"):
            return msgid(
                "Title, day and text are filled in from the record; you see and change them at "
                "the end. Nothing goes on the site at once: the editor reads it first."
            )
        return msgid("Nothing goes on the site at once: the editor reads it first.")

    async def begin(self, ctx: FieldContext, new: Beginning) -> Beginning:
        """Fill in the library where there is only one to choose."""
        if new.context.get("news_id"):
            return new
        codes = await entry_forms.codes_of(ctx, new.staff_id)
        filled = {**({"library": codes[0]} if len(codes) == 1 else {}), **new.prefilled}
        return replace(new, context={**new.context, "libraries": codes}, prefilled=filled)

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:
        """Serve the person's libraries; the department writes of any."""
        served = dict(ctx.services.network.lists)
        if own := draft.context.get("libraries"):
            rows = [one for one in ctx.services.network.library_items if one.name in own]
            served["libraries"] = Items(rows)
        return served

    async def told(self, ctx: FieldContext, draft: Draft) -> Told:  # noqa: ARG002  # the base's
        """Serve the numbers of the photos."""
        values = json.loads(draft.answers).get("values", {})
        sent = sum(1 for path, value in values.items() if path.endswith("/photo") and value)
        numbers = range(1, max(sent, 1) + 1)
        return Told(lists={"photos": Items([_numbered(n) for n in numbers])})

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Refuse a page of a newspaper, and a day far ahead, as soon as it is given."""
        if path.startswith("photos[") and value.startswith("file-"):
            key = int(value.removeprefix("file-"))
            return BadAnswerError(SCAN) if await news.scans_among(ctx.tx, [key]) else None
        if path == self.dated and value > (ctx.today + AHEAD).isoformat():
            return BadAnswerError(FAR)
        return await super().refusal(ctx, path, value)

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Let news go without photos."""
        if ask.path != FIRST_PHOTO or ask.is_change:
            return Shortcuts()
        press_ = form_asking.place_at(ctx, filling).press("short", NO_PHOTO)
        return Shortcuts(buttons=(Button(ctx.t.plain(WITHOUT), press_),))

    async def take_shortcut(
        self,
        ctx: FieldContext,  # noqa: ARG002  # the base's
        filling: Filling,
        ask: Ask,
        name: str,
    ) -> Answers:
        """Go on without photos."""
        if name != NO_PHOTO or ask.path != FIRST_PHOTO:
            raise StaleAnswerError(ask.path)
        return _without_photos(filling)

    async def take_words(self, ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> bool:
        """Join a further message to the text; typed, «Без фото» is its button."""
        if isinstance(turn, Ask) and turn.path == FIRST_PHOTO:
            if turn.is_change or not form_answers.names(text, WITHOUT):
                return False
            await form_answers.go_on(ctx, filling, _without_photos(filling))
            return True
        is_text = isinstance(turn, AskMore) and turn.path == "paragraphs"
        if not is_text or any(form_answers.names(text, label) for label in MOVES):
            return False
        grown = engine.add(filling.form, filling.answers, "paragraphs", filling.env)
        answers = engine.answer(filling.form, grown, text, filling.env)
        await form_answers.go_on(ctx, filling, answers)
        return True

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],  # noqa: ARG002  # the base's
    ) -> bool:
        """Check again what a draft may have outlived, and what cannot go on any site."""
        said = _said(ctx, answers)
        if not (said.title and said.body):
            raise UserError(EMPTY)
        if len(said.body) > BODY:
            raise UserError(TOO_LONG, count=len(said.body), most=BODY)
        if await news.scans_among(ctx.tx, [one.file_id for one in said.photos]):
            raise UserError(SCAN)
        if fault := await super().refusal(ctx, self.dated, said.happened_on.isoformat()):
            raise fault
        old = await _corrected(ctx, draft)
        if old is not None and old.state == "published":
            await _refuse_unfit(ctx, rules.described_as(said, old))
        return False

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Hand it to the editor, or keep the correction."""
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        said, old = _said(ctx, answers), await _corrected(ctx, draft)
        if old is None:
            await _hand_in(ctx, draft, said)
        else:
            await _change(ctx, draft, old, rules.described_as(said, old))
        await form_ending.back_to_menu(ctx)


MOVES: Final = (msgid("Next"), msgid("Back"), msgid("Postpone"), msgid("Add another"),
                msgid("Done"), msgid("Save"))  # fmt: skip


def _without_photos(filling: Filling) -> Answers:
    """Take the empty photo out and end the album."""
    answers = engine.remove(filling.form, filling.answers, "photos[1]", filling.env)
    return replace(answers, ended=answers.ended | {"photos"}, live=None)


def _numbered(n: int) -> Item:
    names = {"ru": f"Фото {n}", "be": f"Фота {n}", "en": f"Photo {n}"}
    return Item(str(n), names)


def _said(ctx: FieldContext, answers: Mapping[str, Any]) -> NewsFields:
    library = ctx.services.network.library_by_code(answers["library"])
    if library is None:
        raise ValueError(answers["library"])
    return rules.stated(answers, library.library_id, ctx.language)


async def _corrected(ctx: FieldContext, draft: Draft) -> News | None:
    """Return what the draft corrects; raise UserError where that is too late."""
    key = draft.context.get("news_id")
    return await records.changeable(ctx, int(key)) if key else None


async def _refuse_unfit(ctx: FieldContext, said: NewsFields) -> None:
    """Refuse a correction of news on the site that must not be shown there."""
    if wrong := screens.problems(ctx.t, await records.obstacles(ctx, said)):
        raise UserError(UNFIT, problems=Html(" ".join(wrong)))


async def _hand_in(ctx: FieldContext, draft: Draft, said: NewsFields) -> None:
    origin = draft.context.get("origin")
    news_id = await news.hand_in(
        ctx.tx,
        said,
        origin=(str(origin[0]), int(origin[1])) if origin else None,
        now=ctx.stamp,
        by=ctx.person.staff_id,
    )
    one = await records.named(ctx, news_id)
    ctx.show(draft.slot, screens.handed_in(ctx.t, one, await records.obstacles(ctx, one)))
    _tell_editors(ctx, one, msgid("News for the site has come: «{title}»."))


async def _change(ctx: FieldContext, draft: Draft, old: News, said: NewsFields) -> None:
    by = ctx.person.staff_id
    await news.change(ctx.tx, old, said, hands_in=True, now=ctx.stamp, by=by)
    one = await records.named(ctx, old.news_id)
    if one.state == "published":
        await site_build.ask(ctx)
    if old.state == "returned":
        _tell_editors(ctx, one, msgid("News that was returned is corrected: «{title}»."))
    news_card.tell_author(ctx, one, screens.CORRECTED)
    await news_card.show(ctx, one, note=ctx.t(msgid("Kept.")), slot=draft.slot)


def _tell_editors(ctx: FieldContext, one: News, said: str) -> None:
    for person in records.editors(ctx):
        if person.staff_id != ctx.person.staff_id:
            t = translator(person.language)
            ctx.tell_person(person, screens.told(t, one, said))


# -------------------------------------------------------------------- beginning


async def begin(ctx: FieldContext) -> None:
    """Begin a piece of news."""
    await form_asking.open_form(ctx, FORM)


async def begin_with(ctx: FieldContext, outside: Outside) -> None:
    """Begin a piece of news with the photos or words that came; pages of newspapers stay out."""
    file_ids = [await media.keep(ctx, dict(one)) for one in outside.media]
    scans = await news.scans_among(ctx.tx, file_ids)
    for key in scans:
        await files.forget(ctx.tx, key)
    filled: dict[str, Any] = {}
    if fit := [key for key in file_ids if key not in scans]:
        filled["photos"] = [{"photo": f"file-{key}"} for key in fit]
    if outside.text:
        filled["paragraphs"] = [{"paragraph": outside.text}]
    if scans:
        ctx.say(screens.only(ctx.t, SCAN))
    await form_asking.open_form(ctx, FORM, prefilled=filled)


def _fits(ctx: FieldContext, outside: Outside) -> bool:
    is_text = not outside.media and bool(outside.text)
    return (is_text or outside.kinds == {"photo"}) and ctx.may(WRITE)


async def edit(ctx: FieldContext) -> None:
    """Open a piece of news for correction: its card, or the draft begun."""
    one = await records.changeable(ctx)
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    begun = next((row for row in mine if row.context.get("news_id") == one.news_id), None)
    if begun is not None:
        await ctx.move_focus(begun.draft_id)
        filling = await form_draft.load(ctx, begun.draft_id)
    else:
        library = ctx.services.network.libraries[one.library_id]
        filling = await form_draft.begin(
            ctx,
            FORM,
            context={"news_id": one.news_id},
            prefilled=rules.answers_of(one, library.code),
            settled=True,
        )
        if not one.photos:
            filling = await form_draft.store(ctx, filling, _without_photos(filling))
    await form_asking.enter(ctx, filling)


free.offer("news", screens.TITLE, _fits, begin_with)
ROUTES: Final[tuple[Route, ...]] = (
    press("news.new", begin, WRITE),
    press("news.edit", edit, WRITE),
)
