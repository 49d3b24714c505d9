"""Libraries, settlements and people of a sample, and the accounts of a sandbox."""

from collections.abc import Iterable
from datetime import date
from importlib.resources import as_file, files
from typing import Final

from bot import imports
from bot.catalogs import LANGUAGES, translator
from bot.forms import builtin
from bot.rules import notice
from storage import access, staff
from storage.database import Tx

FIRST_USER_ID: Final = 1000  # a person's account is this plus the person's number


async def load(
    tx: Tx, packages: Iterable[str], today: date, *, now: str, telegram: bool
) -> dict[str, int]:
    """Save the network of some packages as an import of their three files does; return people.

    The notice of what is stored is published. With `telegram` each person who has it is linked
    to an account of the sandbox and has accepted the notice.
    """
    sheets: list[imports.Sheet] = []
    for package in packages:
        for name in ("libraries", "settlements", "staff"):
            with as_file(files(package) / f"{name}.csv") as path:
                sheets += imports.read(path)
    known = await imports.existing(tx, sheets, builtin.load("visit"), today)
    await imports.apply(tx, imports.plan(sheets, known, today), now=now, by=None)
    version = await access.publish(tx, _texts(notice.SHORT), _texts(notice.FULL), now=now, by=None)
    people = await staff.known(tx)
    for person in people:
        if telegram and person.uses_telegram:
            user_id = FIRST_USER_ID + int(person.code or 0)
            await staff.link_account(tx, user_id, person.staff_id, now=now, by=person.staff_id)
            await access.consent(tx, person.staff_id, version, accepted=True, now=now)
    return {str(one.code): one.staff_id for one in people}


def _texts(text: str) -> dict[str, str]:
    return {language: translator(language).plain(text) for language in LANGUAGES}
