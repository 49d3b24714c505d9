"""What makes a piece of news fit for the institution's site; pure."""

import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from storage.records.site import News, NewsFields, NewsPhoto

TITLE: Final = 150  # characters
ALT: Final = 200
MOST_PHOTOS: Final = 10
BE_ONLY: Final = frozenset("іў")
RU_ONLY: Final = frozenset("ищъ")
STATES: Final = ("sent", "returned", "published", "withdrawn")


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Numbers (from 1) of the photos that keep a piece of news off the site, by what is wrong."""

    consent: tuple[int, ...] = ()
    alt: tuple[int, ...] = ()
    scan: tuple[int, ...] = ()
    coming: tuple[int, ...] = ()  # its bytes are not here yet
    lost: tuple[int, ...] = ()  # they could not be fetched

    def __bool__(self) -> bool:
        return any((self.consent, self.alt, self.scan, self.coming, self.lost))


def obstacles(one: NewsFields, states: Mapping[int, str], scans: frozenset[int]) -> Obstacles:
    """Return what keeps a piece of news off the site.

    `states`: of the files (wanted, stored, failed); `scans`: files that are newspaper pages.
    """
    numbered = list(enumerate(one.photos, 1))
    return Obstacles(
        consent=tuple(n for n, each in numbered if not each.has_consent),
        alt=tuple(n for n, each in numbered if not each.alt.strip()),
        scan=tuple(n for n, each in numbered if each.file_id in scans),
        coming=tuple(n for n, each in numbered if states.get(each.file_id) == "wanted"),
        lost=tuple(
            n
            for n, each in numbered
            if states.get(each.file_id, "failed") not in {"wanted", "stored"}
        ),
    )


def mark(one: News) -> str:
    """Return a mark of all that would be published, so that nothing else is than was seen."""
    said = (
        one.news_id, one.revision, one.title, one.happened_on, one.body, one.people, one.language,
        one.library_id,
        [(each.file_id, each.alt, each.people, each.parents) for each in one.photos],
    )  # fmt: skip
    return f"{zlib.crc32(repr(said).encode()):08x}"


def proposed_alt(one: NewsFields, number: int) -> str:
    """Return a description of a photo for the editor to take or to better."""
    words = {"be": "фота", "en": "photo"}.get(one.language, "фото")
    ending = f": {words} {number}"
    title = one.title.strip()
    room = ALT - len(ending)
    return (title if len(title) <= room else f"{title[: room - 1].rstrip()}…") + ending


def with_proposed(one: NewsFields) -> tuple[NewsPhoto, ...]:
    """Return the photos, each with a description: its own or the proposed one."""
    return tuple(
        each if each.alt.strip() else replace(each, alt=proposed_alt(one, n))
        for n, each in enumerate(one.photos, 1)
    )


def renumbered(one: NewsFields, photos: Sequence[NewsPhoto]) -> tuple[NewsPhoto, ...]:
    """Return the photos in their new order; a proposed description follows its photo's number."""
    proposed = {proposed_alt(one, n) for n in range(1, MOST_PHOTOS + 1)}
    return tuple(
        replace(each, alt=proposed_alt(one, n)) if each.alt in proposed else each
        for n, each in enumerate(photos, 1)
    )


def without_refused(photos: Sequence[NewsPhoto]) -> tuple[NewsPhoto, ...]:
    """Leave out the photos whose people, or parents of whose children, have not agreed."""
    return tuple(each for each in photos if not each.is_refused)


def moved_up(photos: Sequence[NewsPhoto], number: int) -> tuple[NewsPhoto, ...]:
    """Put a photo (counted from 1) before the one above it; the first one goes to the end."""
    rest = [*photos[: number - 1], *photos[number:]]
    place = (number - 2) % len(photos)
    return (*rest[:place], photos[number - 1], *rest[place:])


def language_of(text: str, otherwise: str) -> str:
    """Tell Russian from Belarusian by the letters that only one of them has."""
    letters = text.casefold()
    be = sum(letters.count(one) for one in BE_ONLY)
    ru = sum(letters.count(one) for one in RU_ONLY)
    return otherwise if be == ru else "be" if be > ru else "ru"


def clean(text: str) -> str:
    """Leave out what neither XML 1.0 nor HTML may hold: control characters and non-characters.

    The ends of lines stay, as line feeds.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(one for one in plain if one == "\n" or not _is_foreign(one))


def line(text: str) -> str:
    """Return a text as one line that is never empty."""
    return " ".join(clean(text).split()) or "…"


def _is_foreign(sign: str) -> bool:
    point = ord(sign)
    is_no_character = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF  # noqa: PLR2004  # Unicode 23.7
    return is_no_character or unicodedata.category(sign) in {"Cc", "Cs"}


def paragraphs(body: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: an empty line stands between two."""
    parts = clean(body).split("\n\n")
    return tuple(lines for part in parts if (lines := part.strip()))


def stated(answers: Mapping[str, Any], library_id: int, otherwise: str) -> NewsFields:
    """Read what the form says; `otherwise`: the language where the letters do not tell it."""
    texts = [str(one.get("paragraph") or "") for one in answers.get("paragraphs") or ()]
    body = "\n\n".join(part for text in texts for part in paragraphs(text))
    title = " ".join(clean(str(answers["title"])).split())
    return NewsFields(
        library_id=library_id,
        title=title,
        happened_on=date.fromisoformat(answers["happened_on"]),
        body=body,
        language=language_of(f"{title} {body}", otherwise),
        people=int(answers["present"]) if answers.get("present") not in {None, ""} else None,
        photos=_photos(answers),
    )


def _photos(answers: Mapping[str, Any]) -> tuple[NewsPhoto, ...]:
    sent = [one for one in answers.get("photos") or () if one.get("photo")]
    without = {int(one) for one in answers.get("without") or ()}
    people, parents = answers.get("people"), answers.get("parents")
    return tuple(
        NewsPhoto(
            file_id=int(str(one["photo"]).removeprefix("file-")),
            people=_consent(people, refused=n in without),
            parents="none" if people == "none" else _consent(parents, refused=n in without),
        )
        for n, one in enumerate(sent, 1)
    )


def _consent(answer: str | None, *, refused: bool) -> str | None:
    if answer == "some":
        return "refused" if refused else "agreed"
    return answer


def answers_of(one: NewsFields, library: str) -> dict[str, Any]:
    """Return a piece of news as its form's answers; `library`: the library's code."""
    answers: dict[str, Any] = {
        "library": library,
        "title": one.title,
        "happened_on": one.happened_on.isoformat(),
        "paragraphs": [{"paragraph": part} for part in paragraphs(one.body)],
        "photos": [{"photo": f"file-{each.file_id}"} for each in one.photos],
    }
    if one.people is not None:
        answers["present"] = str(one.people)
    return {**answers, **_consents(one.photos)}


def described_as(new: NewsFields, old: NewsFields) -> NewsFields:
    """Return `new` with the descriptions that `old` has of the same photos."""
    known = {each.file_id: each.alt for each in old.photos}
    photos = (replace(each, alt=known.get(each.file_id, each.alt)) for each in new.photos)
    return replace(new, photos=tuple(photos))


def _consents(photos: Sequence[NewsPhoto]) -> dict[str, Any]:
    """Say the consents of the photos together; nothing where somebody has still to say."""
    if not photos or any(None in {one.people, one.parents} for one in photos):
        return {}
    people, parents = _together([one.people for one in photos]), None
    if people != "none":
        parents = _together([one.parents for one in photos])
    without = [str(n) for n, one in enumerate(photos, 1) if not one.has_consent]
    return {
        "people": people,
        **({"parents": parents} if parents else {}),
        **({"without": without} if without else {}),
    }


def _together(said: Sequence[str | None]) -> str:
    if "refused" in said:
        return "some"
    return "agreed" if "agreed" in said else "none"
