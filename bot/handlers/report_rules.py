"""«Показатели»: every number of the report with its name, how it is counted and its rule."""

from typing import Final

from bot.context import FieldContext
from bot.errors import NotAllowedError
from bot.handlers import report_records as records
from bot.handlers.report_records import READ, SLOT
from bot.routes import Route, press
from bot.rules.report_subjects import SUBJECTS
from bot.screens import report_rules as screens
from storage.measures import MEASURES


async def show(ctx: FieldContext) -> None:
    """Show the numbers of a subject with their rules; without one, those of the first."""
    given = ctx.arguments[0] if ctx.arguments else next(iter(SUBJECTS))
    if given not in SUBJECTS:
        raise NotAllowedError
    await records.listen(ctx)
    subject = SUBJECTS[given]
    kinds = {name: MEASURES[name].records for name in subject.measures}
    ctx.show(SLOT, screens.shown(ctx.t, subject, kinds))


ROUTES: Final[tuple[Route, ...]] = (press("report.rules", show, READ),)
