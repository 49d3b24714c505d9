"""randomize(): the shuffle and the generator that ODK prescribes, the same for every client."""

import hashlib
import math
from collections.abc import Callable

from bot.forms.xpath.nodes import Node

_MODULUS = 2_147_483_647  # Park and Miller's "minimal standard"
_MULTIPLIER = 16_807
_LONG = 2**63


def shuffled(nodes: list[Node], draw: Callable[[], float]) -> list[Node]:
    """Shuffle inside out (Fisher and Yates); `draw` gives numbers from 0 to below 1."""
    result: list[Node] = []
    for place, node in enumerate(nodes):
        other = math.floor(draw() * (place + 1))
        result.append(node)
        result[place] = result[other]
        result[other] = node
    return result


def seeded(seed: int) -> Callable[[], float]:
    """Return the generator of Park and Miller with JavaRosa's treatment of the seed."""
    state = _java_remainder(seed)
    if state <= 0:
        state += _MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = state * _MULTIPLIER % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return draw


def _java_remainder(seed: int) -> int:
    left = abs(seed) % _MODULUS
    return -left if seed < 0 else left


def seed_of(number: float, text: str) -> int:
    """Return the seed that a value stands for: a number cut to a long, another text its hash."""
    if not math.isnan(number):
        return int(max(-_LONG, min(number, _LONG - 1))) if math.isfinite(number) else _edge(number)
    if not text:
        return 0
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)


def _edge(number: float) -> int:
    return _LONG - 1 if number > 0 else -_LONG
