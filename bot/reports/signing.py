"""Who signs the institution's papers, and where it is."""

from collections.abc import Iterable

from storage.records.libraries import Library
from storage.records.people import Staff


def head(people: Iterable[Staff]) -> Staff | None:
    """Return who heads the institution."""
    return next((one for one in people if one.role == "head" and one.is_active), None)


def central(libraries: Iterable[Library]) -> Library | None:
    """Return the library where the institution is."""
    return next((one for one in libraries if one.kind == "central"), None)
