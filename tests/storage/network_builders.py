"""Builders of a library and a person, with defaults."""

from storage.records.libraries import LibraryFields
from storage.records.people import StaffFields

NOW = "2026-10-15T06:28:00Z"


def a_library(code: str = "L1", **changes: object) -> LibraryFields:
    """Build a library with defaults."""
    plain = {"code": code, "short_ru": f"Село {code}", "full_ru": f"Библиотека {code}"}
    return LibraryFields(**{**plain, "kind": "rural", **changes})  # type: ignore[arg-type]


def a_person(code: str = "1", surname_ru: str = "Полкина", **changes: object) -> StaffFields:
    """Build a person with defaults."""
    plain = {"code": code, "surname_ru": surname_ru, "name_ru": "Анна", "role": "librarian"}
    return StaffFields(**{**plain, **changes})  # type: ignore[arg-type]
