"""The button that begins news from a record; apart, so that cards of records may know it."""

from dataclasses import replace
from typing import Final

from bot.context import FieldContext
from bot.screens import news as screens
from bot.screens.screen import Button, Screen

WRITE: Final = "news.write"


def button(ctx: FieldContext, kind: str, key: int) -> Button:
    """Return the button for a record: kind is visit, round, contest, session."""
    return Button(ctx.t.plain(screens.TITLE), f"news.from:{kind}:{key}")


def offered(ctx: FieldContext, screen: Screen, kind: str, key: int) -> Screen:
    """Put the button under the card of a record, for who may write news."""
    if not ctx.may(WRITE):
        return screen
    return replace(screen, rows=(*screen.rows, (button(ctx, kind, key),)))
