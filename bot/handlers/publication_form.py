"""«Издание»: added from its file by a short form, and changed by the same."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import BadAnswerError
from bot.forms import engine
from bot.forms.draft import Draft as Answers
from bot.forms.env import Item, Items
from bot.forms.errors import StaleAnswerError
from bot.forms.turns import Ask, AskMore, Kind, Turn
from bot.handlers import (
    form_answers,
    form_asking,
    form_draft,
    form_ending,
    free,
    media,
    visit_records,
)
from bot.handlers import publication_list as cards
from bot.handlers import publication_records as records
from bot.handlers.free import Outside
from bot.handlers.kinds import Filling, FormKind, Shortcuts
from bot.handlers.publication_records import MANAGE
from bot.msgid import msgid
from bot.reports import publication_facts
from bot.routes import Route, press
from bot.rules import publications as rules
from bot.screens.screen import Button, cut
from storage import drafts, files, jobs, material_requests, publications
from storage.drafts import Draft
from storage.records.publications import Publication, PublicationFields

FORM: Final = "publication"
FILE: Final = re.compile(r"files\[\d+\]/file")
LINK: Final = re.compile(r"(https?://)?[^ /]+[.][^ ]+")
THEMES: Final = 4  # that are offered
LABEL: Final = 40
KINDS: Final = Items(
    [
        Item(code, {"ru": kind.ru, "be": kind.be, "en": kind.ru}, {"series": kind.series or ""})
        for code, kind in rules.KINDS.items()
    ]
)
MADE: Final = msgid("The publication is in the catalogue. Tell colleagues of it?")


class PublicationForm(FormKind):
    """What is asked of a publication beside its file."""

    name = FORM
    title = msgid("Publication")
    action = MANAGE
    is_offered = False
    is_shipped = False

    def opening(self, draft: Draft) -> str:
        """Say that a publication stays as it is until «Сохранить»."""
        if draft.context.get("publication_id"):
            return msgid("Until «Save» the publication stays as it was.")
        return super().opening(draft)

    def lists(self, ctx: FieldContext, draft: Draft) -> Mapping[str, Items]:
        """Return people, contests and the kinds of publications."""
        return {**super().lists(ctx, draft), "kinds": KINDS}

    async def before_show(self, ctx: FieldContext, filling: Filling) -> tuple[Filling, bool]:
        """Go on where no file came; have what files tell of themselves read, once each."""
        asked = engine.current(filling.form, filling.answers, filling.env)
        if isinstance(asked, AskMore) and not _file_ids(filling.answers):
            answers = engine.finish(filling.form, filling.answers, filling.env)
            filling = await form_draft.store(ctx, filling, answers)
        return await self._reading(ctx, filling), False

    async def _reading(self, ctx: FieldContext, filling: Filling) -> Filling:
        """Begin to read new files; nothing waits for it."""
        facts = filling.draft.context.get("facts", {})
        new = [key for key in _file_ids(filling.answers) if str(key) not in facts]
        if not new:
            return filling
        for key in new:
            arguments = {
                "file_id": key,
                "draft_id": filling.draft.draft_id,
                "kept": str(ctx.services.kept),
            }
            kind, by = publication_facts.KIND, ctx.person.staff_id
            await jobs.add(ctx.tx, kind, arguments, by, ctx.chat_id, ctx.stamp)
        ctx.work.wakes.add("jobs")
        context = {**filling.draft.context, "facts": {**facts, **{str(key): {} for key in new}}}
        drafts.note(ctx.tx, filling.draft.draft_id, context)
        return replace(filling, draft=replace(filling.draft, context=context))

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Offer what the file, the title and earlier publications make likely."""
        if ask.path == "kind":
            said = " ".join(await _titles(ctx, filling))
            return Shortcuts(first=rules.likely_kinds(said))
        if ask.path == "authors":
            people = ctx.services.network.staff.values()
            near = [one for one in people if one.is_active and one.role in {"methodist", "head"}]
            ids = [filling.draft.entered_by, *(one.staff_id for one in near)]
            return Shortcuts(first=tuple(dict.fromkeys(map(str, ids))))
        place = form_asking.place_at(ctx, filling)
        offered = await _offered(ctx, filling, ask.path)
        return Shortcuts(
            buttons=tuple(
                Button(cut(label, LABEL), place.press("short", name)) for name, label, _ in offered
            )
        )

    async def take_shortcut(
        self, ctx: FieldContext, filling: Filling, ask: Ask, name: str
    ) -> Answers:
        """Return the answers with what was offered."""
        for offered, _, value in await _offered(ctx, filling, ask.path):
            if offered == name:
                return await form_draft.answers_with(ctx, filling, ask, filling.answers, value)
        raise StaleAnswerError(ask.path)

    async def take_words(self, ctx: FieldContext, filling: Filling, turn: Turn, text: str) -> bool:
        """Take a link that is typed where the file is asked for."""
        is_file = isinstance(turn, Ask) and turn.kind is Kind.FILE
        if not is_file or not LINK.fullmatch(text.strip()):
            return False
        skipped = engine.skip(filling.form, filling.answers, filling.env)
        skipped = engine.finish(filling.form, skipped, filling.env)
        asked = engine.current(filling.form, skipped, filling.env)
        if not isinstance(asked, Ask) or asked.path != "link":
            return False  # another file is there: the link would be lost
        answers = engine.answer(filling.form, skipped, text.strip(), filling.env)
        await form_answers.go_on(ctx, filling, answers)
        return True

    async def refusal(self, ctx: FieldContext, path: str, value: str) -> BadAnswerError | None:
        """Refuse days that are none, and a day in a closed period."""
        try:
            rules.days_of(value if path == "days" else "")
        except BadAnswerError as fault:
            return fault
        if path != "more/issued_on" or not value:
            return None
        on = date.fromisoformat(value)
        period = await visit_records.closed_period(ctx, ctx.tx, on)
        closed = msgid("The period is closed: {period}. Choose another day.")
        return BadAnswerError(closed, period=period) if period else None

    async def before_save(
        self,
        ctx: FieldContext,
        draft: Draft,
        answers: Mapping[str, Any],
        settled: frozenset[str],  # noqa: ARG002  # the base's
    ) -> bool:
        """Refuse what would lie in a closed period, before the change or after it."""
        ctx.require(MANAGE, own=False)
        old, new = await _changed(ctx, draft), said(answers)
        created_on = ctx.day_of(old.created_at) if old else ctx.today
        made = Publication(
            **_plain(new), publication_id=0, created_at=ctx.stamp, created_by=draft.staff_id
        )
        await visit_records.refuse_closed(ctx, rules.day_of(made, created_on))
        return False

    async def save(self, ctx: FieldContext, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep the publication and show its card."""
        await drafts.submit(ctx.tx, draft, answers, ctx.stamp)
        old, new, by = await _changed(ctx, draft), said(answers), ctx.person.staff_id
        if old is None:
            place = await publications.last_position(ctx.tx, new.issued_year, new.series) + 1
            new = replace(new, position=new.position or place)
            key = await publications.add(ctx.tx, new, now=ctx.stamp, by=by)
            if request_id := draft.context.get("request_id"):
                await material_requests.become(ctx.tx, int(request_id), key)
        else:
            key = old.publication_id
            await publications.change(ctx.tx, old, new, now=ctx.stamp, by=by)
        note = ctx.t(MADE if old is None else msgid("Kept."))
        await cards.again(ctx, key, note, slot=draft.slot)
        await form_ending.back_to_menu(ctx)


def _plain(one: PublicationFields) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PublicationFields.__slots__}


async def _changed(ctx: FieldContext, draft: Draft) -> Publication | None:
    """Return the publication that the draft changes; raise UserError where it cannot be."""
    key = draft.context.get("publication_id")
    return await records.changeable(ctx, int(key)) if key else None


def said(answers: Mapping[str, Any]) -> PublicationFields:
    """Read the answers."""
    more = answers.get("more") or {}

    def line(value: str | None) -> str | None:
        return " ".join((value or "").split()) or None

    def number(value: Any) -> int | None:
        return int(value) if value not in {None, ""} else None

    kind, issued_year = answers["kind"], int(answers["issued_year"])
    content_year = number(answers.get("content_year") or more.get("for_year"))
    sent = (one.get("file") for one in answers.get("files") or ())
    return PublicationFields(
        series=rules.series_of(kind) or answers["series"],
        kind=kind,
        genre=line(answers.get("genre") or more.get("label")),
        title=rules.plain_title(answers["title"]),
        subtitle=line(more.get("subtitle")),
        theme=line(answers.get("theme")),
        about=(answers.get("about") or "").strip() or None,
        issued_year=issued_year,
        content_year=content_year if content_year != issued_year else None,
        issued_on=date.fromisoformat(more["issued_on"]) if more.get("issued_on") else None,
        author_ids=tuple(sorted(int(one) for one in answers.get("authors") or ())),
        authors=line(more.get("others")),
        event=line(more.get("event")),
        contest_id=number(more.get("contest")),
        pages=number(answers.get("pages")),
        print_run=number(more.get("print_run")),
        link=line(answers.get("link")),
        in_report=more.get("report") != "no",
        position=number(more.get("position")) or 0,
        days=rules.days_of(answers.get("days") or ""),
        file_ids=tuple(int(one.removeprefix("file-")) for one in sent if one),
    )


# -------------------------------------------------------------------- what is offered


def _file_ids(answers: Answers) -> list[int]:
    values = answers.values.items()
    return [int(one.removeprefix("file-")) for path, one in values if FILE.fullmatch(path) and one]


async def _titles(ctx: FieldContext, filling: Filling) -> list[str]:
    """Return the titles that the files tell: their own first, then their names."""
    facts = filling.draft.context.get("facts", {})
    keys = _file_ids(filling.answers)
    own = [title for key in keys if (title := facts.get(str(key), {}).get("title"))]
    sent = [await files.load(ctx.tx, key) for key in keys]
    names = [rules.title_of_file(one.name) for one in sent if one is not None and one.name]
    return [one for one in dict.fromkeys([*own, *names]) if one]


async def _offered(ctx: FieldContext, filling: Filling, path: str) -> list[tuple[str, str, str]]:
    """Return what a press may answer: its name in the button, the label, the answer."""
    values = filling.answers.values
    if path == "title":
        found = await _titles(ctx, filling)
        return [(f"title{n}", title, title) for n, title in enumerate(found[:2])]
    if path == "theme":
        themes = (await publications.themes(ctx.tx))[:THEMES]
        return [(f"theme.{one.publication_id}", one.theme, one.theme) for one in themes]
    if path == "content_year":
        issued = int(values.get("issued_year") or ctx.today.year)
        named = rules.year_in(values.get("title", ""), issued)
        years = dict.fromkeys([*([named] if named else []), issued + 1])
        return [(f"year{one}", str(one), str(one)) for one in years]
    if path == "pages":
        facts = filling.draft.context.get("facts", {})
        counted = [facts.get(str(key), {}).get("pages") for key in _file_ids(filling.answers)]
        pages = sum(one or 0 for one in counted)
        label = ctx.t.plain(msgid("In the file: {n}"), n=pages)
        return [(f"pages{pages}", label, str(pages))] if pages else []
    return []


async def keep_facts(ended: Ended) -> None:
    """Keep with the draft what a file tells of itself."""
    arguments, result = ended.job.arguments, ended.result
    draft = await drafts.load(ended.tx, arguments["draft_id"])
    if draft is None or draft.state != "open" or result is None:
        return
    facts = {**draft.context.get("facts", {}), str(arguments["file_id"]): dict(result)}
    drafts.note(ended.tx, draft.draft_id, {**draft.context, "facts": facts})


# -------------------------------------------------------------------- begun


async def begin(ctx: FieldContext) -> None:
    """Ask for a new publication, its file first."""
    ctx.require(MANAGE, own=False)
    await form_asking.open_form(ctx, FORM)


async def begin_with(ctx: FieldContext, outside: Outside) -> None:
    """Ask what a sent document or link is, as a publication; a caption is what it is about."""
    keys = [await media.keep(ctx, dict(one)) for one in outside.media]
    sent: dict[str, Any] = {"files": [{"file": f"file-{key}"} for key in keys]}
    if not keys:
        sent = {"link": outside.text.strip()}
    elif outside.text:
        sent["about"] = outside.text[:1000]
    await form_asking.open_form(ctx, FORM, prefilled=sent)


def _fits(ctx: FieldContext, outside: Outside) -> bool:
    is_link = not outside.media and LINK.fullmatch(outside.text.strip()) is not None
    is_file = bool(outside.media) and all(one["kind"] == "document" for one in outside.media)
    return (is_link or is_file) and ctx.may(MANAGE, own=False)


async def edit(ctx: FieldContext) -> None:
    """Open a publication for changes: its card of answers, or the draft begun."""
    one = await records.changeable(ctx)
    key = one.publication_id
    mine = await drafts.open_of(ctx.tx, ctx.person.staff_id)
    begun = [row for row in mine if row.form == FORM and row.context.get("publication_id") == key]
    if begun:
        filling = await form_draft.load(ctx, begun[0].draft_id)
        await form_draft.refocus(ctx, filling)
    else:
        facts: dict[str, Any] = {str(file_id): {} for file_id in one.file_ids}
        filling = await form_draft.begin(
            ctx,
            FORM,
            context={"publication_id": key, "facts": facts},
            prefilled=_answers(one),
            settled=True,
        )
    await form_asking.enter(ctx, filling)


def _answers(one: Publication) -> dict[str, Any]:
    is_other = one.kind == "other"
    asks_year = one.kind == "calendar" or re.search("20[0-9][0-9]", one.title) is not None
    year = str(one.content_year) if one.content_year else None
    more = {
        "subtitle": one.subtitle,
        "label": None if is_other else one.genre,
        "others": one.authors,
        "contest": str(one.contest_id) if one.contest_id else None,
        "event": one.event,
        "for_year": None if asks_year else year,
        "issued_on": one.issued_on.isoformat() if one.issued_on else None,
        "print_run": str(one.print_run) if one.print_run else None,
        "report": "yes" if one.in_report else "no",
        "position": str(one.position) if one.position else None,
    }
    first = {
        "files": [{"file": f"file-{key}"} for key in one.file_ids],
        "link": one.link,
        "kind": one.kind,
        "genre": one.genre if is_other else None,
        "series": None if rules.series_of(one.kind) else one.series,
        "title": one.title,
        "theme": one.theme,
        "content_year": year if asks_year else None,
        "authors": [str(key) for key in one.author_ids],
        "days": rules.written_days(one.days),
        "about": one.about,
        "pages": str(one.pages) if one.pages else None,
        "issued_year": str(one.issued_year),
        "more": {name: value for name, value in more.items() if value},
    }
    return {name: value for name, value in first.items() if value}


free.offer(FORM, msgid("Publication"), _fits, begin_with)
worker.register(publication_facts.KIND, keep_facts)
ROUTES: Final[tuple[Route, ...]] = (
    press("pub.new", begin, MANAGE),
    press("pub.edit", edit, MANAGE),
)
