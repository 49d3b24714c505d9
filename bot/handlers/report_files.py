"""Files of the report: which there are, having one made, sending it with its edition.

Whoever adds a kind of file adds a line to `PAPERS`. The work of the job gets `span`, `language`,
`zone`, `now` and returns path, name, title and perhaps a warning; the caption adds the edition and
the standing.
"""

from dataclasses import dataclass
from html import escape
from typing import Final

from bot.catalogs import Html, translator
from bot.context import FieldContext
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import report_records as records
from bot.handlers.report_records import READ
from bot.msgid import msgid
from bot.reports import report_edition
from bot.routes import Route, press
from bot.rules import spans
from bot.rules.paper_templates import REPORT
from bot.rules.spans import Span
from bot.screens import journals as coming
from bot.screens import report as screens
from bot.screens import report_files as files_screen
from bot.screens import spans as said
from bot.screens.screen import Button, Rows, lines
from storage import jobs


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of file: its name in a button's data, its label, the job that makes it."""

    name: str
    label: str
    kind: str


# Kinds are named, not imported: what draws and writes is for the child process, a start is quick.
PAPERS: Final = {
    one.name: one
    for one in (
        Paper("docx", msgid("Word"), "report_docx"),
        Paper("xlsx", msgid("Excel"), "report_book"),
    )
}
CAPTION: Final = msgid("{title}. Edition {edition}. {standing}")


def _buttons(ctx: FieldContext, span: Span) -> list[Button]:
    """Return a button for each kind of file."""
    return [
        Button(ctx.t.plain(one.label), screens.press("file", span, one.name))
        for one in PAPERS.values()
    ]


async def show(ctx: FieldContext) -> None:
    """Show what can be had of the time of the button."""
    span = records.a_span(ctx)
    last: Rows = ()
    if ctx.may(REPORT.action, own=False):
        last = ((Button(ctx.t.plain(REPORT.title), f"template:{REPORT.name}"),),)
    await records.listen(ctx)
    made = _buttons(ctx, span)
    ctx.show(records.SLOT, files_screen.files(ctx.t, span, ctx.today.year, made, last))


async def make(ctx: FieldContext) -> None:
    """Have a file of the time of the button made."""
    span = records.a_span(ctx)
    paper = PAPERS.get(ctx.arguments[1] if len(ctx.arguments) > 1 else "")
    if paper is None:
        raise NotAllowedError
    await order(ctx, span, paper.kind)


async def order(ctx: FieldContext, span: Span, kind: str) -> None:
    """Keep the edition of what the report says now, and order a job that carries it."""
    by = ctx.person.staff_id
    edition = await report_edition.keep(ctx.tx, span, ctx.today, now=ctx.stamp, by=by)
    arguments = {
        "edition": edition.edition,
        "standing": edition.standing,
        "span": spans.code(span),
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
        "now": ctx.stamp,
    }
    await jobs.add(ctx.tx, kind, arguments, by, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(coming.coming(ctx.t))


async def tell(ended: Ended) -> None:
    """Send the file, or say that it was not made."""
    result, t = ended.result, translator(ended.job.arguments["language"])
    if result is None:
        ended.say("show", coming.failed(t).as_json() | {"edit": False})
        return
    document = {"path": result["path"], "name": result["name"]}
    arguments = ended.job.arguments
    caption = t(
        CAPTION,
        title=result["title"],
        edition=str(arguments["edition"]),
        standing=said.standing(t, arguments["standing"]),
    )
    if result.get("warning"):
        caption = lines(caption, Html(escape(result["warning"])))
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


for _paper in PAPERS.values():
    worker.register(_paper.kind, tell)
ROUTES: Final[tuple[Route, ...]] = (
    press("report.files", show, READ),
    press("report.file", make, READ),
)
