"""What a juror is shown of an entry: its card and its materials."""

from bot.context import FieldContext
from bot.handlers import entry_card, entry_records
from bot.rules.jury import Sheet
from bot.screens import jury_entry as screens
from bot.screens.jury_entry import About


async def show(ctx: FieldContext, sheet: Sheet) -> None:
    """Show an entry and send its materials."""
    ctx.say(screens.card(ctx.t, sheet, await _about(ctx, sheet)))
    if not sheet.contest.is_blind:
        await entry_card.send_all(
            ctx, sheet.entry, lambda role: screens.caption(ctx.t, sheet, role)
        )


async def _about(ctx: FieldContext, sheet: Sheet) -> About:
    entry, names = sheet.entry, entry_records.names(ctx)
    if sheet.contest.is_blind:
        return About(None, None, (), (), hidden_links=len(entry.links))
    return About(
        names.library(entry.library_id),
        names.people((entry.staff_id, *entry.coauthors)),
        await entry_records.details(ctx, entry),
        entry.links,
    )
