"""The answers of one person so far: a value that goes to compact JSON and back unchanged."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.forms.live import Live

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Draft:
    """Where a person stands follows from this; no step is stored.

    `values` are the non-empty texts by path, calculated ones included, also of questions that
    are not relevant now. `counts` are the instances of each repeat. `passed` are questions
    skipped, notes seen and defaults confirmed. `pending` are ticks before «Готово».
    `opened` are parts opened from the card, `ended` repeats that were finished, `reopened`
    questions gone back to, the first of them current; `changing` one taken from the card.
    """

    values: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    counts: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    passed: frozenset[str] = frozenset()
    pending: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    opened: tuple[str, ...] = ()
    ended: frozenset[str] = frozenset()
    reopened: tuple[str, ...] = ()
    changing: str = ""
    live: Live | None = field(default=None, compare=False, repr=False)

    def remember(self, live: Live | None) -> None:
        """Keep the unfolded tree until the draft is changed; no part of the value."""
        object.__setattr__(self, "live", live)

    def dump(self) -> dict[str, Any]:
        """Return JSON; empty parts are left out, sets are sorted."""
        parts: dict[str, Any] = {
            "values": dict(self.values),
            "counts": dict(self.counts),
            "passed": sorted(self.passed),
            "pending": {path: list(names) for path, names in self.pending.items()},
            "opened": list(self.opened),
            "ended": sorted(self.ended),
            "reopened": list(self.reopened),
            "changing": self.changing,
        }
        return {key: part for key, part in parts.items() if part}

    @classmethod
    def load(cls, saved: Mapping[str, Any]) -> Draft:
        """Return the draft that `dump` gave."""
        return cls(
            values=saved.get("values", _NOTHING),
            counts=saved.get("counts", _NOTHING),
            passed=frozenset(saved.get("passed", ())),
            pending={path: tuple(names) for path, names in saved.get("pending", {}).items()},
            opened=tuple(saved.get("opened", ())),
            ended=frozenset(saved.get("ended", ())),
            reopened=tuple(saved.get("reopened", ())),
            changing=saved.get("changing", ""),
        )
