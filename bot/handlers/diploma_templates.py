"""«Шаблон диплома»: the institution's own Word template, checked at once, taken by a press."""

from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import free, media
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.reports import template_check
from bot.routes import Route, command, press
from bot.rules import diplomas as rules
from bot.screens import diploma_templates as screens
from storage import chats, jobs, templates

ACTION: Final = "diploma.make"
FILE: Final = "diploma.template"  # of the prompt


async def show(ctx: FieldContext) -> None:
    """Show which templates are in force."""
    if (ctx.chat.prompt or {}).get("kind") == FILE:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    known = await templates.known(ctx.tx)
    days = {code: ctx.day_of(one.put_at) for code, one in known.items()}
    ctx.show(SLOT, screens.listed(ctx.t, days))


async def ask(ctx: FieldContext) -> None:
    """Show the fields of a template and wait for the file."""
    spoken = _language(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE, "language": spoken})
    own = (await templates.known(ctx.tx)).get(f"diploma_{spoken}")
    day = ctx.day_of(own.put_at) if own else None
    ctx.show(SLOT, screens.asked(ctx.t, spoken, day))


def _language(ctx: FieldContext) -> str:
    """Return the language of the template that the button names; a forged one is refused."""
    spoken = ctx.arguments[0] if ctx.arguments else ""
    if spoken not in rules.LANGUAGES:
        raise NotAllowedError
    return spoken


# -------------------------------------------------------------------- a file comes


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Have the file checked that comes while a template is waited for."""
    ctx.require(ACTION, own=False)
    spoken = str(prompt.get("language") or rules.template_language(ctx.language))
    name = str(sent["name"] or "")
    if name.lower().endswith((".docm", ".dotm")):
        ctx.show(
            SLOT, screens.refused(ctx.t, spoken, ctx.t(template_check.WITH_MACROS)), edit=False
        )
        return
    if not name.lower().endswith(".docx"):
        ctx.show(SLOT, screens.refused(ctx.t, spoken, ctx.t(template_check.NOT_WORD)), edit=False)
        return
    if int(sent["size"] or 0) > template_check.MAX_BYTES:
        ctx.show(SLOT, screens.refused(ctx.t, spoken, screens.too_large(ctx.t)), edit=False)
        return
    arguments = {
        "file_id": await media.keep(ctx, sent),
        "code": f"diploma_{spoken}",
        "language": ctx.language,
        "staff_id": ctx.person.staff_id,
        "kept": str(ctx.services.kept.resolve()),
        "institution": str((await ctx.institution())["institution_name"]),
        "today": ctx.today.isoformat(),
    }
    await _start(ctx, template_check.KIND, arguments)
    ctx.show(SLOT, screens.checking(ctx.t), edit=False)


def _fits(ctx: FieldContext, outside: free.Outside) -> bool:
    names = [str(one.get("name") or "").lower() for one in outside.media]
    is_word = len(names) == 1 and names[0].endswith((".docx", ".docm"))
    return is_word and ctx.may(ACTION, own=False)


async def _begin(ctx: FieldContext, outside: free.Outside) -> None:
    await take_file(ctx, {}, dict(outside.media[0]))


async def tell(ended: Ended) -> None:
    """Say what is wrong with the template, or send it filled in, to be taken by a press."""
    arguments, result = ended.job.arguments, ended.result
    t, spoken = translator(arguments["language"]), arguments["code"].rpartition("_")[2]
    if result is None:
        screen = screens.refused(t, spoken, t(screens.TOO_HEAVY))
    elif "error" in result:
        screen = screens.refused(t, spoken, result["error"])
    else:
        document = {"path": result["path"], "name": result["names"][0]}
        caption = {"caption": t(screens.PREVIEW), "parse_mode": "HTML"}
        ended.say("sendDocument", {"document": document, **caption})
        screen = screens.checked(t, spoken, result["warnings"], ended.job.job_id)
    ended.say("show", screen.as_json() | {"edit": False}, slot=SLOT)


async def take(ctx: FieldContext) -> None:
    """Let a checked template be in force; somebody else's is refused."""
    [job_id] = numbers(ctx.arguments[:1], 1)
    result = await jobs.result(ctx.tx, job_id)
    is_checked = result is not None and result.get("kind") == template_check.KIND
    if result is None or not is_checked or result["staff_id"] != ctx.person.staff_id:
        raise NotAllowedError
    by = ctx.person.staff_id
    await templates.put(ctx.tx, result["code"], result["file_id"], now=ctx.stamp, by=by)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.taken(ctx.t, result["code"].rpartition("_")[2]))


# -------------------------------------------------------------------- the template in force


async def send_current(ctx: FieldContext) -> None:
    """Send the template in force, to be changed in Word and sent back."""
    arguments = {"code": f"diploma_{_language(ctx)}", "language": ctx.language}
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
    code = f"diploma_{_language(ctx)}"
    await templates.drop(ctx.tx, code, now=ctx.stamp, by=ctx.person.staff_id)
    await ask(ctx)


async def _start(ctx: FieldContext, kind: str, arguments: dict[str, Any]) -> None:
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")


worker.register(template_check.KIND, tell)
worker.register(template_check.GET, tell_current)
media.register(FILE, take_file)
free.offer("diploma", msgid("Diploma template"), _fits, _begin)
ROUTES: Final[tuple[Route, ...]] = (
    command("diploma", show, ACTION),
    press("template", show, ACTION),
    press("template.ask", ask, ACTION),
    press("template.get", send_current, ACTION),
    press("template.drop", drop, ACTION),
    press("template.take", take, ACTION),
)
