"""«Шаблон диплома» and other papers: an own Word template, checked at once, taken by a press.

Buttons name a template by its code, diploma_ru; who may change it is asked of its kind.
"""

from typing import Any, Final

from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import free, media
from bot.handlers.entry_card import SLOT
from bot.reports import template_check
from bot.routes import Route, command, press
from bot.rules import diplomas
from bot.rules import paper_templates as rules
from bot.rules.paper_templates import TemplateKind
from bot.screens import paper_templates as screens
from storage import chats, jobs, templates

OPEN: Final = "tasks.read"  # to who works here; the kind's own action is asked in each
FILE: Final = "paper.template"  # of the prompt


async def show(ctx: FieldContext) -> None:
    """Show which templates of a kind are in force."""
    kind = _kind(ctx, ctx.arguments[0] if ctx.arguments else "")
    if (ctx.chat.prompt or {}).get("kind") == FILE:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    known = await templates.known(ctx.tx)
    days = {code: ctx.day_of(one.put_at) for code, one in known.items()}
    ctx.show(SLOT, screens.listed(ctx.t, kind, days))


async def show_diploma(ctx: FieldContext) -> None:
    """Show which templates of diplomas are in force."""
    ctx.arguments = (rules.DIPLOMA.name,)
    await show(ctx)


def _kind(ctx: FieldContext, name: str) -> TemplateKind:
    """Return a kind whose templates the person may change; a forged name is refused."""
    kind = rules.KINDS.get(name)
    if kind is None:
        raise NotAllowedError
    ctx.require(kind.action, own=False)
    return kind


async def ask(ctx: FieldContext) -> None:
    """Show the fields of a template and wait for the file."""
    kind, spoken = _named(ctx)
    code = kind.code(spoken)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE, "code": code})
    own = (await templates.known(ctx.tx)).get(code)
    day = ctx.day_of(own.put_at) if own else None
    ctx.show(SLOT, screens.asked(ctx.t, kind, spoken, day))


async def show_numbers(ctx: FieldContext) -> None:
    """Show by which fields single numbers come into a template."""
    kind, spoken = _named(ctx)
    if not kind.numbers:
        raise NotAllowedError
    ctx.show(SLOT, screens.numbers(ctx.t, kind, spoken))


def _named(ctx: FieldContext, code: str | None = None) -> tuple[TemplateKind, str]:
    """Return the template that the button (or `code`) names; a forged one is refused."""
    found = rules.read(code or (ctx.arguments[0] if ctx.arguments else ""))
    if found is None:
        raise NotAllowedError
    return _kind(ctx, found[0].name), found[1]


# -------------------------------------------------------------------- a file comes


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Have the file checked that comes while a template is waited for."""
    kind, spoken = _named(ctx, str(prompt.get("code")))
    code = kind.code(spoken)
    if (problem := _refused(ctx, sent)) is not None:
        ctx.show(SLOT, screens.refused(ctx.t, code, problem), edit=False)
        return
    arguments = {
        "file_id": await media.keep(ctx, sent),
        "code": code,
        "language": ctx.language,
        "staff_id": ctx.person.staff_id,
        "kept": str(ctx.services.kept.resolve()),
        "institution": str((await ctx.institution())["institution_name"]),
        "today": ctx.today.isoformat(),
        "username": ctx.bot.username,
    }
    await _start(ctx, template_check.KIND, arguments)
    ctx.show(SLOT, screens.checking(ctx.t), edit=False)


def _refused(ctx: FieldContext, sent: dict[str, Any]) -> Html | None:
    """Return why a file is not even fetched; None where it is."""
    name = str(sent["name"] or "").lower()
    if name.endswith((".docm", ".dotm")):
        return ctx.t(template_check.WITH_MACROS)
    if not name.endswith(".docx"):
        return ctx.t(template_check.NOT_WORD)
    if int(sent["size"] or 0) > template_check.MAX_BYTES:
        return screens.too_large(ctx.t)
    return None


def _offer(kind: TemplateKind) -> None:
    """Let a Word file that nothing asked for be a template of a kind, in the sender's language."""

    def fits(ctx: FieldContext, outside: free.Outside) -> bool:
        names = [str(one.get("name") or "").lower() for one in outside.media]
        is_word = len(names) == 1 and names[0].endswith((".docx", ".docm"))
        return is_word and ctx.may(kind.action, own=False)

    async def begin(ctx: FieldContext, outside: free.Outside) -> None:
        code = kind.code(diplomas.template_language(ctx.language))
        await take_file(ctx, {"code": code}, dict(outside.media[0]))

    free.offer(kind.name, kind.title, fits, begin)


async def tell(ended: Ended) -> None:
    """Say what is wrong with the template, or send it filled in, to be taken by a press."""
    arguments, result = ended.job.arguments, ended.result
    t, code = translator(arguments["language"]), arguments["code"]
    if result is None:
        screen = screens.refused(t, code, t(screens.TOO_HEAVY))
    elif "error" in result:
        screen = screens.refused(t, code, result["error"])
    else:
        document = {"path": result["path"], "name": result["names"][0]}
        kind, spoken = template_check.named(code)
        caption = {"caption": t(kind.preview), "parse_mode": "HTML"}
        ended.say("sendDocument", {"document": document, **caption})
        screen = screens.checked(t, kind, spoken, result["warnings"], ended.job.job_id)
    ended.say("show", screen.as_json() | {"edit": False}, slot=SLOT)


async def take(ctx: FieldContext) -> None:
    """Let a checked template be in force; somebody else's is refused."""
    [job_id] = numbers(ctx.arguments[:1], 1)
    result = await jobs.result(ctx.tx, job_id)
    is_checked = result is not None and result.get("kind") == template_check.KIND
    if result is None or not is_checked or result["staff_id"] != ctx.person.staff_id:
        raise NotAllowedError
    kind, spoken = _named(ctx, result["code"])
    by = ctx.person.staff_id
    await templates.put(ctx.tx, result["code"], result["file_id"], now=ctx.stamp, by=by)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.taken(ctx.t, kind, spoken))


# -------------------------------------------------------------------- the template in force


async def send_current(ctx: FieldContext) -> None:
    """Send the template in force, to be changed in Word and sent back."""
    kind, spoken = _named(ctx)
    arguments = {"code": kind.code(spoken), "language": ctx.language}
    await _start(ctx, template_check.GET, arguments)


async def tell_current(ended: Ended) -> None:
    """Send the template."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        ended.say("show", screens.no_file(t).as_json() | {"edit": False})
        return
    document = {"path": ended.result["path"], "name": ended.result["names"][0]}
    caption = {"caption": t(screens.CHANGE_IT), "parse_mode": "HTML"}
    ended.say("sendDocument", {"document": document, **caption})


async def drop(ctx: FieldContext) -> None:
    """Go back to the shipped template."""
    kind, spoken = _named(ctx)
    await templates.drop(ctx.tx, kind.code(spoken), now=ctx.stamp, by=ctx.person.staff_id)
    await ask(ctx)


async def _start(ctx: FieldContext, kind: str, arguments: dict[str, Any]) -> None:
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")


worker.register(template_check.KIND, tell)
worker.register(template_check.GET, tell_current)
media.register(FILE, take_file)
for _one in rules.KINDS.values():
    _offer(_one)
ROUTES: Final[tuple[Route, ...]] = (
    command("diploma", show_diploma, rules.DIPLOMA.action),
    press("template", show, OPEN),
    press("template.ask", ask, OPEN),
    press("template.numbers", show_numbers, OPEN),
    press("template.get", send_current, OPEN),
    press("template.drop", drop, OPEN),
    press("template.take", take, OPEN),
)
