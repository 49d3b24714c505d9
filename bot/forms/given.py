"""What a person gives for an answer, apart from plain typed text; values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picked:
    """A pressed choice (or range value) by its stored name, not by its label."""

    name: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick of a select_multiple or rank: the wanted state, never a flip."""

    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A press of a counter: how many it adds; 0 takes the latest addition back."""

    by: int


@dataclass(frozen=True, slots=True)
class Media:
    """A file that was sent: the stored name (unique in the draft) and its MIME type."""

    name: str
    mime_type: str


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees; altitude and accuracy in metres."""

    latitude: float
    longitude: float
    altitude: float = 0
    accuracy: float = 0


Given = str | Picked | Ticked | Counted | Media | Point
