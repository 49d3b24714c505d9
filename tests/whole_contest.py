"""A district contest as a table: who enters what, who scores how; its results worked out by hand.

Nothing here asks the product how points become places: the numbers are counted again, so that
the bot's screens and files are compared with something that is not the bot.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from world import World

from storage import access, staff

NOW: Final = "2026-10-15T05:00:00Z"
TITLE: Final = "Лучший уголок"
CRITERIA: Final = (("эстетика", 10, Fraction(1)), ("удобство", 10, Fraction(3, 2)),
                   ("колорит", 5, Fraction(1, 2)))  # fmt: skip
NOMINATIONS: Final = ("Внутри", "Снаружи")
CHAIRMAN, OUTSIDER, GALINA, SVETLANA, MARINA, PAVEL = 14, 311, 6, 3, 2, 4
JURY: Final = (14, 311, 6, 3, 312, 313, 314)  # seven who score; Marina keeps the protocol
ADDED: Final = tuple(range(301, 311))  # librarians of ten villages more, two entries each
CONFLICT: Final = (15, SVETLANA)  # entry, juror who declares it
CALLED: Final = {11: 10, 13: 4}  # without Telegram: a methodist enters for them; their library


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry: its number, whose, where, how good it is."""

    key: int
    staff_id: int
    library_id: int

    @property
    def title(self) -> str:
        """Return the title, which no other entry has."""
        return f"Уголок {self.key:02}"

    @property
    def nomination(self) -> str:
        """Return the nomination: odd ones inside, even ones outside."""
        return NOMINATIONS[1 - self.key % 2]


def entries() -> list[Entered]:
    """List the entries in the order in which they are submitted: two from each library."""
    places = [(5, 3), (6, 2), (7, 5), (8, 6), (9, 7), (10, 8), (10, 9), (12, 11)]
    places += list(CALLED.items())
    places += [(key, key) for key in ADDED]
    twice = [place for place in places for _ in range(2)]
    return [Entered(key, *place) for key, place in enumerate(twice, 1)]


# Two pairs that all criteria leave equal, and one that the first criterion sets apart.
FIRST_TIE: Final = (21, 22)
SECOND_TIE: Final = (25, 26)
BY_CRITERION: Final = (31, 32)  # 8 + 9 + 2 = 5 + 12 + 2
FIXED: Final = {31: (8, 6, 4), 32: (5, 8, 4)}
TWINS: Final = {22: 21, 26: 25}


def points(key: int, juror: int) -> tuple[int, int, int]:
    """Return what a juror gives an entry."""
    if key in FIXED:
        return FIXED[key]
    if key in TWINS:
        return points(TWINS[key], juror)
    place = JURY.index(juror)
    if key in {21, 25}:  # the best ones
        least = 1 if key == 25 else 0
        return 10 - least, 10 - (place + least) % 2, 5 - least
    good = 3 + key * 7 % 5
    return (good + (key + place) % 3, good + (key * 3 + place * 2) % 3, 1 + (key + place * 5) % 4)


def scorers(entry: Entered) -> list[int]:
    """List who scores an entry: all but who works there and who has declared a conflict."""
    own = {GALINA: 2}
    return [
        one for one in JURY if own.get(one) != entry.library_id and (entry.key, one) != CONFLICT
    ]


# -------------------------------------------------------------------- worked out


def total(key: int, juror: int) -> Fraction:
    """Weigh a juror's points."""
    given = points(key, juror)
    return sum((n * weight for n, (_, _, weight) in zip(given, CRITERIA, strict=True)), Fraction())


def average(entry: Entered) -> Fraction:
    """Return the mean of the weighted points."""
    jurors = scorers(entry)
    return sum((total(entry.key, one) for one in jurors), Fraction()) / len(jurors)


def ladder(entry: Entered) -> tuple[Fraction, ...]:
    """Return what entries are compared by: all points, then each criterion's mean."""
    jurors = scorers(entry)
    means = [
        Fraction(sum(points(entry.key, one)[n] for one in jurors), len(jurors)) for n in range(3)
    ]
    return (average(entry), *means)


def places() -> dict[int, int]:
    """Return the place by entry: the chairman has put 22 before 21; 25 and 26 share theirs."""
    found, place = {}, 0
    for _, group in groupby(sorted(entries(), key=ladder, reverse=True), key=ladder):
        tie = [one.key for one in group]
        if set(tie) == set(FIRST_TIE):
            found |= {22: place + 1, 21: place + 2}
            place += 2
            continue
        place += 1
        found |= dict.fromkeys(tie, place)
    return found


def shown(value: Fraction) -> str:
    """Return points as people read them: two decimals, a half goes up."""
    cents = int(value * 100 + Fraction(1, 2))
    return f"{cents // 100},{cents % 100:02}"


# -------------------------------------------------------------------- the network


SURNAMES: Final = ("Азбукина", "Буквина", "Виньеткина", "Гранкина", "Дамкина", "Ерунова",
                   "Жанрова", "Заставкина", "Инициалова", "Колонтитулова")  # fmt: skip
MORE: Final = ((311, "Наборщиков", "juror"), (312, "Литерова", "librarian"),
               (313, "Меткина", "librarian"), (314, "Нонпарельская", "librarian"))  # fmt: skip


async def grow(world: World) -> None:
    """Add ten villages with a librarian each, and the further jurors, of three villages more."""
    assert world.db is not None
    people = [(key, name, "librarian") for key, name in zip(ADDED, SURNAMES, strict=True)]
    people += list(MORE)
    async with world.db.write() as tx:
        version = int(await tx.value("SELECT max(version) FROM notices"))
        await tx.many(
            "INSERT INTO libraries (library_id, code, kind, short_ru, full_ru, updated_at) "
            "VALUES (?, ?, 'rural', ?, ?, ?)",
            [(key, f"W-{key}", f"Село {key}", f"Библиотека села {key}", NOW)
             for key, _, role in people if role == "librarian"],
        )  # fmt: skip
        await tx.many(
            "INSERT INTO staff (staff_id, surname_ru, name_ru, patronymic_ru, role, created_at, "
            "updated_at) VALUES (?, ?, 'Анна', 'Ивановна', ?, ?, ?)",
            [(*one, NOW, NOW) for one in people],
        )
        for key, _, role in people:
            if role == "librarian":
                await staff.set_libraries(tx, key, [key], now=NOW, by=15)
            await staff.link_account(tx, 1_000 + key, key, now=NOW, by=key)
            await access.consent(tx, key, version, accepted=True, now=NOW)
    for key, *_ in people:
        world.chat(1_000 + key)
    assert world.bot is not None
    world.bot.services.network.forget()
