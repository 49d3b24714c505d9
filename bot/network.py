"""Libraries, staff and settings in memory, for forms and screens; read again on change."""

import time
from dataclasses import dataclass, field
from typing import Final

from bot.forms.env import Item, Items
from bot.rules.institution import Institution
from storage import access, institution, libraries, staff
from storage.database import Reader
from storage.records import Library, Notice, Staff

FRESH_S: Final = 30.0  # another process may have imported


@dataclass(slots=True)
class Network:
    """A copy of the network that is at most `FRESH_S` seconds old."""

    libraries: dict[int, Library] = field(default_factory=dict)
    staff: dict[int, Staff] = field(default_factory=dict)
    library_items: Items = field(default_factory=lambda: Items(()))
    staff_items: Items = field(default_factory=lambda: Items(()))
    notice: Notice | None = None
    institution: Institution = field(default_factory=lambda: Institution({}))
    _read_at: float = -1_000_000.0
    _changes: int = 0

    async def fresh(self, db: Reader) -> "Network":
        """Read the network again if the copy is old."""
        if time.monotonic() - self._read_at > FRESH_S:
            await self.read(db)
        return self

    async def read(self, db: Reader) -> None:
        """Read the network now; what changes meanwhile is read again next time."""
        changes = self._changes
        self.libraries = {one.library_id: one for one in await libraries.known(db)}
        self.staff = {one.staff_id: one for one in await staff.known(db)}
        self.notice = await access.current_notice(db)
        self.institution = Institution(await institution.get_all(db))
        self.library_items = Items([_library_item(one) for one in self.libraries.values()])
        self.staff_items = Items([_staff_item(one) for one in self.staff.values()])
        if changes == self._changes:
            self._read_at = time.monotonic()

    def forget(self) -> None:
        """Make the next `fresh` read again: something has changed."""
        self._changes += 1
        self._read_at = -1_000_000.0

    def library_by_code(self, code: str) -> Library | None:
        """Return the library with the institution's code."""
        return next((one for one in self.libraries.values() if one.code == code), None)


def _library_item(library: Library) -> Item:
    return Item(
        library.code,
        {"ru": library.short_ru, "be": library.short("be"), "en": library.short_ru},
        {"kind": library.kind, "status": "closed" if library.closed_on else "open"},
    )


def _staff_item(person: Staff) -> Item:
    return Item(
        str(person.staff_id),
        {"ru": person.initials("ru"), "be": person.initials("be"), "en": person.initials("ru")},
        {"role": person.role, "active": "1" if person.is_active else "0"},
    )
