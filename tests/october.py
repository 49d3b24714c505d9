"""Forty libraries for the tests of a whole campaign: people, plausible figures, who answers."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from world import World

from bot.catalogs import translator
from bot.forms import builtin
from bot.forms.model import Question
from bot.rules import notice
from bot.sandbox.driver import Chat
from storage import access, figures, libraries, staff
from storage.records.libraries import LibraryFields
from storage.records.monitoring import Figure
from storage.records.people import StaffFields

NOW = "2026-09-01T06:00:00Z"
UNITS = 40
CENTRAL = 40
HEAD, DEPUTY, METHODIST, ADMIN = 2101, 2102, 2103, 1015
WITHOUT_TELEGRAM = {16, 32}
BELARUSIAN = {25, 26}
LATER = 36  # opens in the middle of the campaign
WEEKS = (("пн-пт", "10:00-18:00"), ("вт-сб", "11:00-19:00"))  # of the first twenty, of the rest

# How far a count of one library goes from one October to the next: the standard deviation of
# its share, an assumption. Registered readers change least, paid services most.
SPREAD = {
    "users": 0.06,
    "users_children": 0.09,
    "users_60": 0.09,
    "visits": 0.08,
    "visits_events": 0.12,
    "loans": 0.08,
    "events": 0.12,
    "paid_fact": 0.15,
}
BY_APRIL = {"users": 0.7, "users_children": 0.7, "users_60": 0.7}  # of October's; the rest:
A_THIRD = 0.31
EVENTFUL = {5: ("visits", 1.38), 23: ("events", 0.6)}  # a summer camp; the village club has burnt


def code(number: int) -> str:
    """Return a library's code."""
    return f"B-{number:02}"


def user_id(number: int) -> int:
    """Return the account of a library's librarian."""
    return 2000 + number


@dataclass(frozen=True, slots=True)
class Counted:
    """What a library counts: last October, this April, this October, by question."""

    year_ago: Mapping[str, float]
    april: Mapping[str, float]
    now: Mapping[str, float]

    @property
    def said(self) -> dict[str, str]:
        """Return this October's answers as they are typed."""
        typed = {name: f"{value:.2f}".removesuffix(".00") for name, value in self.now.items()}
        typed |= {"internet": "yes", "premises": "fine", "rounds": "0"}
        return {name: typed[name].replace(".", ",") for name in _ORDER if name in typed}


def counted(number: int, rng: random.Random, spread: Mapping[str, float] = SPREAD) -> Counted:
    """Draw a library's figures: sizes as in the sample network, changes by `spread`."""
    ago = _last_year(rng, is_central=number == CENTRAL)
    changed = {name: value * (1 + rng.gauss(0, spread[name])) for name, value in ago.items()}
    if number in EVENTFUL:
        name, share = EVENTFUL[number]
        changed[name] = ago[name] * share
    now = {name: _whole(name, value) for name, value in changed.items()}
    april = {name: _whole(name, min(now[name], ago[name]) * _by_april(name)) for name in ago}
    stock = round(now["users"] * rng.uniform(22, 34))
    kept = {"stock": float(stock), "homebound": float(rng.randint(0, 6))}
    return Counted(ago, april, now | kept)


def _last_year(rng: random.Random, *, is_central: bool) -> dict[str, float]:
    users = 4980.0 if is_central else min(480.0, max(70.0, rng.lognormvariate(5.1, 0.45)))
    visits = users * rng.uniform(6.3, 8.6)
    drawn = {
        "users": users,
        "users_children": users * rng.uniform(0.16, 0.34),
        "users_60": users * rng.uniform(0.2, 0.38),
        "visits": visits,
        "visits_events": visits * rng.uniform(0.14, 0.2),
        "loans": users * rng.uniform(15.5, 20),
        "events": 8 + users * rng.uniform(0.08, 0.2),
        "paid_fact": users * rng.uniform(0.5, 1.3),
    }
    return {name: _whole(name, value) for name, value in drawn.items()}


def _by_april(name: str) -> float:
    return BY_APRIL.get(name, A_THIRD)


def _whole(name: str, value: float) -> float:
    return round(value, 2) if name == "paid_fact" else float(round(value))


@dataclass(slots=True)
class October:
    """The network in a world: every library's figures, and which soft questions it met."""

    world: World
    figures: Mapping[int, Counted]
    asked: dict[int, set[str]] = field(default_factory=dict)

    def chat(self, number: int) -> Chat:
        """Return the phone of a library's librarian."""
        return self.world.chat(user_id(number))

    def words(self, number: int) -> list[str]:
        """Return all that a library types in Russian, to the end."""
        said = self.figures[number].said
        typed = [CHOICES.get(one, {}).get("ru", one[1]) for one in said.items()]
        return [*typed, "Пропустить", "Отправить"]

    async def answer(self, number: int, chat: Chat | None = None, most: int = 99) -> list[str]:
        """Give the answers that are asked, at most so many; return what was said last.

        What is odd is explained; the rest of the questions that a library has no figure for
        is passed over. At the end the sheet is sent.
        """
        chat = chat or self.chat(number)
        said: list[str] = []
        name = ""
        while most > 0:
            text = chat.last.text
            if "1. " in text:
                return await chat.send(_word(text, "Отправить", "Адправіць"))
            if "Всё верно?" in text or "Усё правільна?" in text:
                self.asked.setdefault(number, set()).add(name)
                said = await chat.send("Так и есть, проверено по дневнику")
                continue
            name = question(text)
            said = await self._one(number, chat, text, name)
            most -= 1
        return said

    async def _one(self, number: int, chat: Chat, text: str, name: str) -> list[str]:
        value = self.figures[number].said.get(name)
        if value is None:
            return await chat.send(_word(text, "Пропустить", "Прапусціць"))
        return await chat.send(CHOICES.get((name, value), {}).get(_language(text), value))


def _language(text: str) -> str:
    return "ru" if " из " in text.partition("\n")[0] else "be"


def _word(text: str, ru: str, be: str) -> str:
    is_card = "Проверьте" in text or "Праверце" in text
    return be if "Праверце" in text or (not is_card and _language(text) == "be") else ru


def question(text: str) -> str:
    """Return the name of the question that a message asks."""
    return next(name for label, name in _LABELS.items() if label in text)


def _labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for node in builtin.load("monitoring").walk():
        if isinstance(node, Question):
            for language in ("ru", "be"):
                for label in (node.label, node.hint):
                    words = "".join(str(part) for part in label.parts(language))
                    if words and not node.name.endswith("_why"):
                        found[words] = node.name
    return found


_ORDER = [node.name for node in builtin.load("monitoring").walk() if isinstance(node, Question)]
_LABELS = _labels()
CHOICES = {
    ("internet", "yes"): {"ru": "Да", "be": "Так"},
    ("premises", "fine"): {"ru": "Всё в порядке", "be": "Усё ў парадку"},
}


# A child process for each sheet as PDF would take a minute; tests/handlers show that it comes.
NO_SHEETS = """
CREATE TRIGGER no_sheets AFTER INSERT ON jobs WHEN new.kind = 'unit_pdf'
BEGIN UPDATE jobs SET state = 'done' WHERE job_id = new.job_id; END
"""


async def settle(world: World, seed: int = 20261001) -> October:
    """Fill an empty world: forty libraries, their people, figures of a year ago and of April."""
    assert world.db is not None
    rng = random.Random(seed)
    known = {number: counted(number, rng) for number in range(1, UNITS + 1)}
    everyone = [number for number in known if number != LATER]
    async with world.db.write() as tx:
        await tx.run(NO_SHEETS)
        await libraries.put(tx, [_library(number) for number in everyone], now=NOW, by=None)
        texts = {name: translator(name).plain(notice.SHORT) for name in ("ru", "be", "en")}
        version = await access.publish(tx, texts, texts, now=NOW, by=None)
        for account, person in (*_department(), *_librarians(everyone)):
            await _employ(tx, account, person, version)
        ids = {one.code: one.library_id for one in await libraries.known(tx)}
        for number in everyone:
            one = known[number]
            for period, numbers in (("2025-10", one.year_ago), ("2026-04", one.april)):
                said = [Figure(period, name, value) for name, value in numbers.items()]
                await tx.batch(figures.put(ids[code(number)], said, unit_id=None))
    for number in (*everyone, 95):
        world.chat(user_id(number))
    for account in (HEAD, DEPUTY, METHODIST, ADMIN):
        world.chat(account)
    world.bot.services.network.forget()
    return October(world, known)


async def open_later(world: World) -> None:
    """Let a library open in the middle of the campaign, with its librarian."""
    assert world.db is not None
    async with world.db.write() as tx:
        await libraries.put(tx, [_library(LATER)], now=NOW, by=None)
        [(account, person)] = _librarians([LATER])
        await _employ(tx, account, person, version=1)
    world.chat(account)
    world.bot.services.network.forget()


async def _employ(tx, account: int, person: StaffFields, version: int) -> None:
    [staff_id] = await staff.put(tx, [person], now=NOW, by=None)
    if account not in {user_id(number) for number in WITHOUT_TELEGRAM}:
        await staff.link_account(tx, account, staff_id, now=NOW, by=None)
        await access.consent(tx, staff_id, version, accepted=True, now=NOW)


def _library(number: int) -> LibraryFields:
    days, hours = WEEKS[number > 20]
    if number == CENTRAL:
        return LibraryFields(
            code=code(number), short_ru="Центральная", full_ru="Центральная библиотека",
            kind="central", days="пн-сб", hours="10:00-19:00",
        )  # fmt: skip
    return LibraryFields(
        code=code(number),
        short_ru=f"Филиал {number}",
        short_be=f"Філіял {number}",
        full_ru=f"Библиотека-филиал № {number}",
        kind="rural",
        days=days,
        hours=hours,
    )


def _department() -> list[tuple[int, StaffFields]]:
    central = (code(CENTRAL),)
    return [
        (HEAD, _person(101, "Главная", "head", central)),
        (DEPUTY, _person(102, "Методическая", "methodist", central, ("deputy",))),
        (METHODIST, _person(103, "Проверяющая", "methodist", central)),
        (ADMIN, _person(104, "Настройкина", "admin", central)),
    ]


def _librarians(numbers: Iterable[int]) -> list[tuple[int, StaffFields]]:
    """Each library has its own; 33 and 34 have one between them, 35 has two."""
    found = []
    for number in numbers:
        if number not in {34, CENTRAL}:
            own = (code(number), code(34)) if number == 33 else (code(number),)
            found.append((user_id(number), _person(number, f"Книгина-{number}", "librarian", own)))
        if number == 35:
            found.append((user_id(95), _person(95, "Вторая", "librarian", (code(35),))))
    return found


def _person(
    number: int, surname: str, role: str, own: tuple[str, ...], duties: tuple[str, ...] = ()
) -> StaffFields:
    return StaffFields(
        code=str(number),
        surname_ru=surname,
        name_ru="Анна",
        patronymic_ru="Ивановна",
        role=role,
        language="be" if number in BELARUSIAN else "ru",
        libraries=own,
        duties=duties,
        phone=f"+375 1562 {number:05}",
        uses_telegram=number not in WITHOUT_TELEGRAM,
    )
