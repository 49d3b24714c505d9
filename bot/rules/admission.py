"""What an entry lacks before it may go to the jury, and which entries were seen; pure.

Source: the regulation of a contest (materials), law 455-З art. 18 and 99-З (consents).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from bot.rules.contests import Lack, lacking
from storage.records.contests import Contest, Entry

PHOTOS: Final = frozenset({"photos", "before", "after"})  # people can be seen in them
CONSENTS: Final = ("people", "parents")


@dataclass(frozen=True, slots=True)
class Lacks:
    """Files and consents that an entry does not have; empty: nothing is missing."""

    files: tuple[Lack, ...] = ()
    consents: tuple[str, ...] = ()  # people, parents

    def __bool__(self) -> bool:
        """Tell whether something is missing."""
        return bool(self.files or self.consents)


def lacks(contest: Contest, entry: Entry, medium_kind: str | None = None) -> Lacks:
    """Return what an entry still lacks; `medium_kind` is that of a publication."""
    have = Counter(one.role for one in entry.files)
    return Lacks(lacking(contest, have, medium_kind), tuple(_unsaid(entry)))


def _unsaid(entry: Entry) -> list[str]:
    """Return the consents that photos need and nobody has stated."""
    if not any(one.role in PHOTOS for one in entry.files):
        return []
    said = dict(entry.consents)
    needed = CONSENTS if said.get("people") == "agreed" else CONSENTS[:1]
    return [name for name in needed if said.get(name) not in {"none", "agreed"}]


def mark(seen: Iterable[Entry]) -> str:
    """Return a short mark of which entries, in which versions, a button was offered for."""
    told = ",".join(f"{one.entry_id}:{one.submission_id}" for one in seen)
    return f"{crc32(told.encode()):08x}"
