"""Troubles of the network and of Telegram that tests switch on, counted or by seeded chance."""

import random
from dataclasses import dataclass, fields
from typing import Any

KINDS = frozenset(
    {
        "flood",  # 429 with retry_after
        "error",  # any code and description
        "bad_gateway",  # 502 that is no JSON
        "cut_before",  # the connection breaks and nothing has happened
        "cut_after",  # it has happened, but the answer is lost
        "slow",  # it has happened, the answer comes after delay_s
        "redeliver",  # acknowledged updates are handed over again
        "reorder",  # an update is overtaken by the next one
        "poison",  # an update that no client can parse goes before the next one
    }
)


@dataclass(slots=True)
class Fault:
    """One trouble: of which kind, where, how often. `count` None means until cleared."""

    kind: str
    method: str = ""  # lower-case; "" is any
    chat_id: int | None = None
    count: int | None = None
    probability: float = 1.0
    retry_after: int = 1  # seconds
    delay_s: float = 1.0
    code: int = 500
    description: str = "Internal Server Error: restart"


class Faults:
    """The switched-on troubles; `pick` is asked on each step of each call."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.active: list[Fault] = []

    def add(self, kind: str, **settings: Any) -> Fault:
        """Switch a trouble on; raise ValueError for an unknown kind or setting."""
        known = {field.name for field in fields(Fault)}
        if kind not in KINDS or not settings.keys() <= known:
            raise ValueError(f"unknown fault: {kind} {sorted(settings)}")
        fault = Fault(kind, **settings)
        fault.method = fault.method.lower()
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """Switch every trouble off."""
        self.active.clear()

    def pick(self, kind: str, method: str = "", chat_id: int | None = None) -> Fault | None:
        """Return the trouble that strikes here and now, and count it."""
        for fault in self.active:
            if _fits(fault, kind, method, chat_id) and self._strikes(fault):
                return fault
        return None

    def _strikes(self, fault: Fault) -> bool:
        if fault.probability < 1.0 and self.rng.random() >= fault.probability:
            return False
        if fault.count is not None:
            fault.count -= 1
            if fault.count <= 0:
                self.active.remove(fault)
        return True


def _fits(fault: Fault, kind: str, method: str, chat_id: int | None) -> bool:
    return (
        fault.kind == kind
        and fault.method in {"", method}
        and (fault.chat_id is None or fault.chat_id == chat_id)
    )
