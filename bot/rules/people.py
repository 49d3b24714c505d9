"""Who may bring whom in, and what the network must not lose; pure."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.errors import UserError
from bot.forms import search
from bot.msgid import msgid
from bot.rules import names, rights
from storage.records.libraries import Library
from storage.records.people import Staff

MASTERS: Final = frozenset({"admin", "head"})
LIKELY: Final = 3  # names that fit on a card beside its other buttons


class LastAdminError(UserError):
    """Nobody would be left who may change people and settings."""

    def __init__(self) -> None:
        super().__init__(
            msgid("This is the last administrator in the bot. First give the duty to another.")
        )


def may_bring_in(roles: Iterable[str], person: Staff) -> bool:
    """Tell whether somebody with `roles` may hand out a link to the person's rights.

    A link is a key: who may not change people must not be able to open a head's or an
    administrator's record with it, nor to take a working account away from anybody.
    """
    if rights.scope(roles, "people.change") is not None:
        return True
    mighty = person.role in MASTERS or bool(person.duties & MASTERS)
    return not mighty and person.user_id is None


def keep_an_admin(admins: Iterable[Staff], person: Staff) -> None:
    """Raise LastAdminError if no other administrator with an account is among `admins`."""
    others = (one for one in admins if one.staff_id != person.staff_id)
    if person.has_duty("admin") and not any(one.user_id is not None for one in others):
        raise LastAdminError


def found(
    typed: str, people: Sequence[Staff], network: dict[int, Library], limit: int = 8
) -> list[Staff]:
    """Return the people whom a typed name, part of it or library may mean, best first."""
    by_id = {str(one.staff_id): one for one in people}
    options = [search.Option(key, _labels(one, network)) for key, one in by_id.items()]
    return [by_id[option.name] for option in search.find(typed, options, limit)]


def likely(typed: str, people: Sequence[Staff], network: dict[int, Library]) -> list[Staff]:
    """Return whom a stranger's own line may mean: any of its words may be a surname."""
    words = [word for word in typed.replace(",", " ").split() if len(word) > LIKELY]
    hits = [person for text in (typed, *words) for person in found(text, people, network, LIKELY)]
    return list({person.staff_id: person for person in hits}.values())[:LIKELY]


def _labels(person: Staff, network: dict[int, Library]) -> tuple[str, ...]:
    name = names.Name(
        person.surname_ru,
        person.name_ru,
        person.patronymic_ru,
        person.surname_be,
        person.name_be,
        person.patronymic_be,
    )
    places = [network[one] for one in person.library_ids if one in network]
    shorts = (short for one in places for short in (one.short_ru, one.short_be) if short)
    return (*names.labels(name), person.surname_ru, *shorts)
