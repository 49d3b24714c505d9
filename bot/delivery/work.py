"""One update in hand: its transaction, who sent it, and what is to be said when it commits."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from storage.database import Row, Tx
from storage.outbox import Outgoing


@dataclass(slots=True)
class Toast:
    """The answer to a press, shown for a moment; never kept, never repeated."""

    text: str = ""
    alert: bool = False


@dataclass(slots=True)
class Work:
    """What a handler works with; the chat worker opens and ends it."""

    update_id: int
    chat_id: int
    user_id: int  # Telegram's; 0 where nobody is named
    tx: Tx
    opened: list[list[Row]] = field(default_factory=list)  # what the transaction began with
    outgoing: list[Outgoing] = field(default_factory=list)
    toast: Toast = field(default_factory=Toast)
    handled: bool = False
    error: BaseException | None = None
    wakes: set[str] = field(default_factory=set)  # workers to be woken once it has committed
    kept: dict[str, Any] = field(default_factory=dict)


current: ContextVar[Work] = ContextVar("current_work")
