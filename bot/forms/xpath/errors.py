"""What can go wrong in an expression: a plain reason code with values, never a text for people."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class XPathError(Exception):
    """An expression cannot be evaluated; `reason` is a code, `values` what it speaks of."""

    def __init__(self, reason: str, **values: str | int) -> None:
        shown = ", ".join(f"{name}={value!r}" for name, value in values.items())
        super().__init__(f"{reason}: {shown}" if shown else reason)
        self.reason = reason
        self.values: Mapping[str, str | int] = values


class XPathSyntaxError(XPathError):
    """An expression cannot be read; `position` counts its characters from 0."""

    def __init__(self, reason: str, position: int, **values: str | int) -> None:
        super().__init__(reason, **values)
        self.position = position
