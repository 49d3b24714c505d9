"""Who signs the institution's papers, and where it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.rules import diplomas
from storage.records.libraries import Library
from storage.records.people import Staff

# How the post of who signs beside the head begins.
METHODIST: Final = ("заведующий методическ", "заведующая методическ")
# What stands before the line of who is not known; it is signed by hand then.
POSTS: Final[Mapping[str, Mapping[str, str]]] = {
    "head": {"ru": "Директор", "be": "Дырэктар", "en": "Director"},
    "methodist": {
        "ru": "Заведующий методическим отделом",
        "be": "Загадчык метадычнага аддзела",
        "en": "Head of the methodical department",
    },
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the post with its capital, «И. О. Фамилия» (nothing where nobody is known)."""

    post: str
    name: str


def head(people: Iterable[Staff]) -> Staff | None:
    """Return who heads the institution."""
    return next((one for one in people if one.role == "head" and one.is_active), None)


def methodist(people: Iterable[Staff]) -> Staff | None:
    """Return who heads the methodical department."""
    heading = (one for one in people if one.post.casefold().startswith(METHODIST))
    return next((one for one in heading if one.is_active), None)


def of_report(
    language: str, director: Staff | None, methodists: Iterable[Staff]
) -> tuple[Signer, Signer]:
    """Return who signs the report, as every file of it says: the head, then the methodist."""
    return (
        _signer(language, "head", director),
        _signer(language, "methodist", methodist(methodists)),
    )


def _signer(language: str, place: str, one: Staff | None) -> Signer:
    post = diplomas.post(one.post, language) if one else ""
    return Signer(
        diplomas.opened(post) or POSTS[place][language],
        diplomas.signed(one.initials(language)) if one else "",
    )


def central(libraries: Iterable[Library]) -> Library | None:
    """Return the library where the institution is."""
    return next((one for one in libraries if one.kind == "central"), None)
