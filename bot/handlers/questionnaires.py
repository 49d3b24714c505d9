"""`/questionnaires`: an author's workbook is checked, tried in chat, downloaded as XLSForm."""

import asyncio
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError, UserError
from bot.forms import builtin, bundle, convert, explaining, reading
from bot.forms import sheets as books
from bot.forms.authoring import native, plain, template, writing
from bot.forms.draft import Draft as Answers
from bot.forms.errors import StaleAnswerError
from bot.forms.model import Form
from bot.forms.summary import Summary
from bot.forms.turns import Ask
from bot.handlers import comparing, form_asking, free, media, outgoing
from bot.handlers import monitoring_units as sheets
from bot.handlers.kinds import Beginning, Filling, FormKind, Shortcuts, Told
from bot.imports import questionnaire
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import imports as import_screens
from bot.screens import questionnaires as screens
from bot.screens.screen import Screen, bold, lines
from storage import chats, drafts, figures, jobs
from storage import questionnaires as store
from storage.drafts import Draft

SLOT: Final = "questionnaires"
ACTION: Final = "questionnaire.check"
FILE: Final = "questionnaire.file"  # the prompt: the next file is a workbook
MONITORING: Final = "monitoring"
SUFFIXES: Final = (*bundle.WORKBOOKS, bundle.ENDING)
IN_MEMORY: Final = 8  # forms that are tried now
GONE: Final = msgid("This workbook is no longer kept. Please send it once more.")
_forms: dict[str, Form] = {}


class TrialForm(FormKind):
    """An author's questionnaire in rehearsal: asked as in earnest, kept nowhere."""

    name = drafts.TRIAL
    title = msgid("Questionnaire rehearsal")
    action = ACTION
    is_offered = False
    is_shipped = False

    async def current(self, ctx: FieldContext, context: Mapping[str, Any]) -> Form:
        """Return the form that the rehearsal was begun on; raise UserError where it is gone."""
        digest = str(context["digest"])
        if digest not in _forms:
            xml = await drafts.version(ctx.tx, drafts.TRIAL, digest)
            if xml is None:
                raise UserError(GONE)
            while len(_forms) >= IN_MEMORY:
                del _forms[next(iter(_forms))]
            files = await drafts.version_files(ctx.tx, drafts.TRIAL, digest)
            lists = bundle.lists(bundle.unpacked(files)) if files else None
            form_ = await asyncio.to_thread(reading.read, xml, lists)
            _forms[digest] = explaining.with_explanations(form_)
        return _forms[digest]

    async def attachment(self, ctx: FieldContext, draft: Draft, name: str) -> bytes | None:
        """Return a picture that belongs to the questions."""
        digest = str(draft.context["digest"])
        files = await drafts.version_files(ctx.tx, drafts.TRIAL, digest)
        return bundle.unpacked(files).get(name) if files else None

    def introduced(self, ctx: FieldContext, draft: Draft) -> str:
        """Name the questionnaire, and whose earlier answers stand beside the questions."""
        library = ctx.services.network.libraries.get(draft.context.get("example", 0))
        beside = screens.beside(ctx.t, library.short(ctx.language)) if library else None
        return lines(bold(draft.context["title"]), super().introduced(ctx, draft), beside)

    async def begin(self, ctx: FieldContext, new: Beginning) -> Beginning:
        """Choose the library whose earlier answers stand beside the questions."""
        example = await figures.most_known(ctx.tx)
        own = next(iter(ctx.person.library_ids), None)
        known = {"example": example} if example else {}
        return replace(new, context={**new.context, **known, "library_id": example or own})

    async def told(self, ctx: FieldContext, draft: Draft) -> Told:
        """Tell the form of the last period, as a librarian would be told."""
        form_ = await self.current(ctx, draft.context)
        return await sheets.told_of(ctx, form_, draft.context.get("library_id"))

    async def shortcuts(self, ctx: FieldContext, filling: Filling, ask: Ask) -> Shortcuts:
        """Stand the earlier answer beside a question."""
        facts = filling.told.facts
        return comparing.shortcuts(ctx, filling, ask, facts.known) if facts else Shortcuts()

    async def take_shortcut(
        self,
        ctx: FieldContext,  # noqa: ARG002  # the base's
        filling: Filling,
        ask: Ask,
        name: str,
    ) -> Answers:
        """Take the answer of the last time once more."""
        if filling.told.facts is None:
            raise StaleAnswerError(ask.path)
        return comparing.take(filling, ask, name, filling.told.facts.known)

    async def save(
        self,
        ctx: FieldContext,  # noqa: ARG002  # the base's
        draft: Draft,  # noqa: ARG002
        answers: Mapping[str, Any],  # noqa: ARG002
    ) -> None:
        """Refuse: a rehearsal is practice, which nobody records."""
        raise NotAllowedError


# -------------------------------------------------------------------- the beginning


async def explain(ctx: FieldContext) -> None:
    """Say how a workbook is checked; the next file is taken as one."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    ctx.show(SLOT, screens.explained(ctx.t, await store.published(ctx.tx)))


async def send_template(ctx: FieldContext) -> None:
    """Send the authors' workbook; the next file is taken as a questionnaire."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    content = await asyncio.to_thread(template.build, ctx.language, ctx.t.plain)
    await send(ctx, content, screens.template_name(ctx.t), screens.template_caption(ctx.t))


async def send_shipped(ctx: FieldContext) -> None:
    """Send what the monitoring asks to begin from; the next file is taken as a questionnaire."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    newest = await store.newest(ctx.tx, MONITORING)
    kept = await store.xlsform(ctx.tx, newest.questionnaire_id, newest.number) if newest else None
    content = await asyncio.to_thread(_shipped, kept, ctx.t)
    await send(ctx, content, screens.shipped_name(ctx.t), screens.shipped_caption(ctx.t))


def _shipped(published: bytes | None, t: Translator) -> bytes:
    """Return what is asked now in the words of those who change it; in English as XLSForm."""
    if published is not None:
        book = books.from_workbook(io.BytesIO(published))
    else:
        book = plain.read(books.from_markdown(builtin.text(MONITORING, "md"))).book
    if t.language in native.LANGUAGES:
        return native.workbook(book, t.language, t.plain)
    return writing.workbook(book, MONITORING)


async def send(ctx: FieldContext, content: bytes, shown: str, caption: str) -> None:
    """Send a file of its own: what was sent is deleted, and may be asked for again."""
    name = f"questionnaire-{ctx.work.update_id}.xlsx"
    await outgoing.put(ctx, name, content)
    document = {"path": name, "name": shown}
    ctx.send_file("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


async def drop(ctx: FieldContext) -> None:
    """Check nothing now."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.dropped(ctx.t))


# -------------------------------------------------------------------- a workbook comes


async def take_file(ctx: FieldContext, _: dict[str, Any], sent: dict[str, Any]) -> None:
    """Take the file that comes after `/questionnaires`."""
    ctx.require(ACTION, own=False)
    name = str(sent["name"] or ctx.t.plain(msgid("This file")))
    is_archive = name.lower().endswith(bundle.ENDING)
    limit = bundle.MAX_BYTES if is_archive else convert.MAX_BYTES
    is_small = int(sent["size"] or 0) <= limit
    if not (is_small and name.lower().endswith(SUFFIXES)):
        ctx.show(SLOT, screens.not_taken(ctx.t, name, convert.MAX_BYTES // 2**20), edit=False)
        return
    await _check(ctx, await media.keep(ctx, sent), name)


async def _check(ctx: FieldContext, file_id: int, name: str) -> None:
    """Have a workbook checked; a corrected one may follow at once."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    arguments = {
        "file_id": file_id,
        "name": name,
        "language": ctx.language,
        "staff_id": ctx.person.staff_id,
        "kept": str(ctx.services.kept.resolve()),
    }
    person = ctx.person.staff_id
    await jobs.add(ctx.tx, questionnaire.KIND, arguments, person, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.show(SLOT, import_screens.reading(ctx.t, name), edit=False)


def _fits(ctx: FieldContext, outside: free.Outside) -> bool:
    names = [str(one.get("name") or "").lower() for one in outside.media]
    is_workbook = len(names) == 1 and names[0].endswith(SUFFIXES)
    return is_workbook and ctx.may(ACTION, own=False)


async def _begin(ctx: FieldContext, outside: free.Outside) -> None:
    await take_file(ctx, {}, dict(outside.media[0]))


async def tell(ended: Ended) -> None:
    """Say what is wrong with the workbook, or what it asks."""
    result, t = ended.result, translator(ended.job.arguments["language"])
    if result is None:
        text = msgid("The file is too big or broken and cannot be read as a form.")
        _show(ended, screens.refused(t, t(text)))
    elif "error" in result:
        _show(ended, screens.refused(t, result["error"]))
    elif "problems" in result:
        _show(ended, screens.mistakes(t, result["problems"], result["count"]))
        if result["rows"]:
            document = {"path": result["rows"], "name": screens.rows_name(t)}
            caption = {"caption": screens.rows_caption(t), "parse_mode": "HTML"}
            ended.say("sendDocument", {"document": document, **caption})
    else:
        about = Summary.from_json(result["summary"])
        _show(ended, screens.checked(t, about, result["warnings"], ended.job.job_id))


def _show(ended: Ended, screen: Screen) -> None:
    ended.say("show", screen.as_json() | {"edit": False}, slot=SLOT)


# -------------------------------------------------------------------- what was checked


async def rehearse(ctx: FieldContext) -> None:
    """Ask the questions as a librarian would be asked; nothing is recorded."""
    result = await own(ctx)
    xml = (await kept(ctx, result["path"])).decode()
    files = await attached(ctx, result)
    digest = bundle.digest(xml, files)
    await drafts.keep_version(ctx.tx, drafts.TRIAL, digest, xml, ctx.stamp, files)
    context = {"digest": digest, "title": result["summary"]["title"]}
    await form_asking.open_form(ctx, drafts.TRIAL, training=True, context=context)


async def export(ctx: FieldContext) -> None:
    """Send the questionnaire as plain XLSForm."""
    result = await own(ctx)
    content = await kept(ctx, result["more"][0])
    await send(ctx, content, f"{result['name']}-xlsform.xlsx", screens.export_caption(ctx.t))


async def attached(ctx: FieldContext, result: Mapping[str, Any]) -> bytes | None:
    """Return the .zip of what came beside a checked workbook."""
    more = result["more"]
    return await kept(ctx, more[1]) if len(more) > 1 else None


async def own(ctx: FieldContext) -> dict[str, Any]:
    """Return what was found in the person's own workbook; somebody else's is refused."""
    result = await jobs.result(ctx.tx, numbers(ctx.arguments[:1], 1)[0])
    is_checked = result is not None and result.get("kind") == questionnaire.KIND
    if result is None or not is_checked or result["staff_id"] != ctx.person.staff_id:
        raise NotAllowedError
    return result


async def kept(ctx: FieldContext, name: str) -> bytes:
    """Return a file that the check has left; raise UserError where it is no longer kept."""
    try:
        return await asyncio.to_thread((ctx.services.outgoing / name).read_bytes)
    except FileNotFoundError:
        raise UserError(GONE) from None


worker.register(questionnaire.KIND, tell)
media.register(FILE, take_file)
free.offer("questionnaire", msgid("Check questionnaire"), _fits, _begin)

ROUTES: Final[tuple[Route, ...]] = (
    command("questionnaires", explain, ACTION),
    press("quest.template", send_template, ACTION),
    press("quest.shipped", send_shipped, ACTION),
    press("quest.try", rehearse, ACTION),
    press("quest.export", export, ACTION),
    press("quest.drop", drop, ACTION),
    press("quest.all", explain, ACTION),
)
