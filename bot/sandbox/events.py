"""The stream of what happens, for the chat page: numbered, kept for a while, sent as SSE."""

import asyncio
import json
from collections import deque
from typing import Any

KEPT = 2000
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Events:
    """Listeners and the last events; until the first listener comes nothing is drawn or kept."""

    def __init__(self) -> None:
        self.is_heard = False
        self._number = 0
        self._kept: deque[tuple[int, bytes]] = deque(maxlen=KEPT)
        self._listeners: set[asyncio.Queue[bytes]] = set()

    def emit(self, kind: str, **payload: Any) -> None:
        """Tell every listener; `payload` is JSON."""
        if not self.is_heard:
            return
        self._number += 1
        text = _dumps({"n": self._number, "kind": kind, **payload})
        event = f"id: {self._number}\ndata: {text}\n\n".encode()
        self._kept.append((self._number, event))
        for listener in self._listeners:
            listener.put_nowait(event)

    def listen(self, last_id: int | None) -> "asyncio.Queue[bytes]":
        """Open a listener; with the id of the last event seen, the missed ones come first."""
        self.is_heard = True
        listener: asyncio.Queue[bytes] = asyncio.Queue()
        for number, event in self._kept if last_id is not None else ():
            if number > (last_id or 0):
                listener.put_nowait(event)
        self._listeners.add(listener)
        return listener

    def leave(self, listener: "asyncio.Queue[bytes]") -> None:
        """Close a listener."""
        self._listeners.discard(listener)

    def close(self) -> None:
        """End every stream: an empty event is the end."""
        for listener in self._listeners:
            listener.put_nowait(b"")
