"""The example of a workbook that somebody fills in and sends back: ordered, made, sent."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.catalogs import Html, Translator, translator
from bot.context import FieldContext
from bot.delivery.jobs import Ended
from bot.msgid import msgid
from bot.screens.screen import Screen
from storage import jobs

NOT_MADE: Final = msgid("The example could not be made. Press again.")


async def order(ctx: FieldContext, kind: str, arguments: Mapping[str, Any]) -> None:
    """Have a job of `kind` done for the person, who hears of it here."""
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")


def teller(refused: Callable[[Translator, Html], Screen]) -> Callable[[Ended], Awaitable[None]]:
    """Return what sends an example; `refused` is the screen where there is none."""

    async def tell(ended: Ended) -> None:
        t = translator(ended.job.arguments["language"])
        if ended.result is None:
            ended.say("show", refused(t, t(NOT_MADE)).as_json() | {"edit": False})
            return
        title = str(ended.result["title"])
        document = {"path": ended.result["path"], "name": f"{title}.xlsx"}
        ended.say("sendDocument", {"document": document, "caption": title, "parse_mode": "HTML"})

    return tell
