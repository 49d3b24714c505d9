"""A blind contest full of secrets: whatever is one bears a mark that can be found in any text.

Titles, stories, names, libraries, remarks, points and results of each entry have marks of their
own; who may read which is written here as the issue says it, apart from the code.
"""

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from PIL import Image
from world import World

from bot.forms import builtin
from bot.rules.contests import AWARDS
from bot.sandbox import files as sandbox_files
from bot.sandbox.call import Upload
from storage import access, contests, drafts, entries, judging, libraries, results, staff
from storage import files as sent_files
from storage.database import Tx
from storage.drafts import NewDraft
from storage.records.contests import (
    ContestFields,
    CriterionFields,
    EntryFile,
    Juror,
    Material,
    NewEntry,
)
from storage.records.judging import Result

NOW: Final = "2026-10-15T05:00:00Z"
CONTEST: Final = 4
JUDGING, SEALED, PUBLISHED = "judging", "sealed", "published"
WEIGHTS: Final = (1.0, 1.5)
DRAFT: Final = "Черновик-невидимка"
# The people that are not of the sample: number, surname, role, library.
PEOPLE: Final = (
    (201, "Скрытникова", "librarian", 201),
    (202, "Утаева", "librarian", 202),
    (203, "Шифрина", "librarian", 2),
    (204, "Молчанова", "librarian", 11),
    (205, "Наблюдателев", "juror", None),
    (206, "Оценкин", "juror", None),
)
PLACES: Final = ((201, "Тайнополье"), (202, "Загадкино"))
OLD_JUROR, MOVED, CHAIRMAN, SECRETARY, METHODIST = 9, 12, 14, 2, 3
JURY: Final = (14, 6, 3, 205, 206)


@dataclass(frozen=True, slots=True)
class Hidden:
    """An entry: whose it is, who scores it, what becomes of it."""

    key: int  # the number it gets
    library_id: int
    staff_id: int
    deals: tuple[int, ...]
    award: str | None = None  # code in AWARDED
    mark: str = ""

    @property
    def title(self) -> str:
        """Return the title, which only this entry has."""
        return f"Сокровище{self.mark}"

    @property
    def story(self) -> str:
        """Return what the form says."""
        return f"Рассказ{self.mark} о лете"


ENTRIES: Final = (
    Hidden(1, 201, 201, (14, 6, 3), "first", "Альфа"),
    Hidden(2, 202, 202, (14, 205, 206), "special", "Бета"),
    Hidden(3, 2, 203, (14, 205, 3), None, "Гамма"),
    Hidden(4, 3, 5, (6, 205, 206), None, "Дельта"),
    Hidden(5, 11, 204, (14, 3, 206), None, "Эпсилон"),
    Hidden(6, 202, 202, (), None, "Дзета"),  # returned with a remark, not in the jury's hands
)
SHIFTS: Final = {14: 11, 6: 97, 3: 211, 205: 389, 206: 613, OLD_JUROR: 887}
SCORED: Final = tuple(one for one in ENTRIES if one.deals)
WORDS: Final = "за незримую находку"  # of the special award
RETURNED: Final = "Уточните незримое место"  # the methodist's remark on entry 6
PASSED: Final = {(1, 6), (4, 206)}  # remarks that may go to the participant: entry, juror


def points(entry_id: int, staff_id: int) -> tuple[int, int]:
    """Return a juror's points of an entry: numbers that occur nowhere else."""
    place = entry_id * 1_000 + SHIFTS[staff_id]
    return 40_007 + place * 3, 60_011 + place * 2


def remark(entry_id: int, staff_id: int) -> str:
    """Return a juror's remark on an entry."""
    return f"Отзыв{entry_id}x{staff_id}"


def total(entry_id: int, staff_id: int) -> Fraction:
    """Weigh a juror's points."""
    pairs = zip(points(entry_id, staff_id), WEIGHTS, strict=True)
    return sum((value * Fraction(str(weight)) for value, weight in pairs), Fraction())


def average(entry: Hidden) -> Fraction:
    """Return the mean of the weighted points."""
    return sum((total(entry.key, one) for one in entry.deals), Fraction()) / len(entry.deals)


# -------------------------------------------------------------------- what is a secret


@dataclass(frozen=True, slots=True)
class Secret:
    """A mark in texts, and what it gives away."""

    mark: str
    kind: str  # entry, owner, wrapping, points, remark, result, returned, draft
    entry: int
    juror: int | None = None


def secrets() -> list[Secret]:
    """List everything that somebody must not read."""
    names = {number: surname for number, surname, *_ in PEOPLE}
    places = dict(PLACES)
    found = [Secret(DRAFT, "draft", 0), Secret(RETURNED, "returned", 6)]
    for one in ENTRIES:
        found += [Secret(one.title, "entry", one.key), Secret(one.story, "entry", one.key)]
        found += [Secret(f"обёртка{one.mark}", "wrapping", one.key)]
        if one.staff_id in names and one.key != 6:
            found.append(Secret(names[one.staff_id], "owner", one.key))
        if one.library_id in places and one.key != 6:
            found.append(Secret(places[one.library_id], "owner", one.key))
    for one in SCORED:
        found.append(Secret(_whole(average(one)), "result", one.key))
        for juror in one.deals:
            found += [Secret(str(given), "points", one.key, juror)
                      for given in points(one.key, juror)]  # fmt: skip
            found.append(Secret(_whole(total(one.key, juror)), "points", one.key, juror))
            found.append(Secret(remark(one.key, juror), "remark", one.key, juror))
    found.append(Secret(WORDS, "result", 2))
    marks = [one.mark for one in found]
    assert len(marks) == len(set(marks))
    return found


def _whole(value: Fraction) -> str:
    """Return the whole part: a screen may show two decimals, a file more."""
    return str(int(value))


# -------------------------------------------------------------------- who may read what


def may_read(staff_id: int | None, secret: Secret, state: str) -> bool:
    """Tell whether the issue lets somebody read a secret; None is a stranger."""
    if staff_id is None:
        return False
    if secret.juror == staff_id:
        return True  # one's own points and remark
    if secret.kind == "draft":
        return staff_id == ENTRIES[0].staff_id
    if staff_id in DEPARTMENT:
        is_others = staff_id == METHODIST and secret.kind == "points"
        return not is_others and (state != JUDGING or secret.kind not in OF_THE_JURY)
    entry = ENTRIES[secret.entry - 1]
    return (
        _as_owner(staff_id, entry, secret, state)
        or (secret.kind == "entry" and staff_id in entry.deals)
        or (secret.kind == "owner" and staff_id == ADMIN)  # who keeps people and libraries
        or (state == PUBLISHED and _is_told(entry, secret))
    )


def _as_owner(staff_id: int, entry: Hidden, secret: Secret, state: str) -> bool:
    """Tell what an author or their library reads: the entry, and of the jury what was passed."""
    if staff_id != entry.staff_id and entry.library_id not in LIBRARIES_OF.get(staff_id, ()):
        return False
    if secret.kind == "remark":
        return state == PUBLISHED and (entry.key, secret.juror) in PASSED
    return secret.kind in {"entry", "owner", "wrapping", "returned"}


def _is_told(entry: Hidden, secret: Secret) -> bool:
    """Tell what everyone hears of a winner."""
    is_named = secret.mark in {WORDS, entry.title} or secret.kind == "owner"
    return entry.award is not None and is_named


OF_THE_JURY: Final = frozenset({"points", "remark", "result"})
ADMIN: Final = 15
DEPARTMENT: Final = (1, SECRETARY, METHODIST)  # of them one scores
LIBRARIES_OF: Final = {5: (3,), 6: (2,), 8: (6,), 9: (7,), 12: (12,), 201: (201,)}


# -------------------------------------------------------------------- the contest itself

PARTS: Final = (
    "nominations", "criteria", "contest_awards", "contest_jurors", "contest_materials", "contests",
)  # fmt: skip


async def fill(world: World, state: str) -> None:
    """Make the contest, its people, entries and points, up to a state."""
    assert world.db is not None
    async with world.db.write() as tx:
        await _people(tx)
        contest_id = await _contest(tx)
        assert contest_id == CONTEST
        for table in PARTS:  # of the sample: three contests more to be pressed through
            await tx.run(f"DELETE FROM {table} WHERE contest_id < {CONTEST}")
        for one in ENTRIES:
            assert await _entry(world, tx, one) == one.key
        await _draft(tx)
    async with world.db.write() as tx:
        contest = next(one for one in await contests.known(tx) if one.contest_id == CONTEST)
        for step in ("announced", "handed"):
            await contests.reach(tx, CONTEST, step, now=NOW, by=SECRETARY)
        await contests.put_juror(tx, contest, Juror(staff_id=OLD_JUROR), now=NOW, by=SECRETARY)
        first, second = (one.criterion_id for one in contest.criteria)
        for entry in SCORED:
            await judging.deal(tx, [(entry.key, one) for one in entry.deals], now=NOW)
            await entries.admit(tx, entry.key, now=NOW, by=SECRETARY)
            for juror in entry.deals:
                given = points(entry.key, juror)
                await judging.score(
                    tx, entry.key, juror, {first: given[0], second: given[1]}, now=NOW
                )
                await judging.remark(tx, entry.key, juror, remark(entry.key, juror), now=NOW)
        given = points(1, OLD_JUROR)
        await judging.deal(tx, [(1, OLD_JUROR)], now=NOW)
        await judging.score(tx, 1, OLD_JUROR, {first: given[0], second: given[1]}, now=NOW)
    await _leave(world)
    if state != JUDGING:
        await _seal(world)
    if state == PUBLISHED:
        async with world.db.write() as tx:
            await contests.reach(tx, CONTEST, "published", now=NOW, by=1)
    assert world.bot is not None
    world.bot.services.network.forget()


async def _leave(world: World) -> None:
    """Take somebody out of the jury, and let a librarian go to another library."""
    assert world.db is not None
    async with world.db.write() as tx:
        contest = next(one for one in await contests.known(tx) if one.contest_id == CONTEST)
        await contests.drop_juror(tx, contest, OLD_JUROR, now=NOW, by=SECRETARY)
        await staff.set_libraries(tx, MOVED, [12], now=NOW, by=ADMIN)
        await entries.give_back(tx, 6, RETURNED, now=NOW, by=SECRETARY)


async def _seal(world: World) -> None:
    """Close the judging, count, give awards, pass remarks."""
    assert world.db is not None
    async with world.db.write() as tx:
        await contests.reach(tx, CONTEST, "judged", now=NOW, by=SECRETARY)
        contest = next(one for one in await contests.known(tx) if one.contest_id == CONTEST)
        awards = {one.kind: one.award_id for one in reversed(contest.awards)}
        given = {"first": (awards["degree"], None), "special": (awards["special"], WORDS)}
        ranked = sorted(SCORED, key=average, reverse=True)
        await results.put(
            tx,
            CONTEST,
            [
                Result(
                    entry_id=one.key,
                    points=float(average(one)),
                    jurors=len(one.deals),
                    place=place,
                    decided_by="points",
                    award_id=given[one.award][0] if one.award else None,
                    award_words=given[one.award][1] if one.award else None,
                )
                for place, one in enumerate(ranked, 1)
            ],
            now=NOW,
            by=SECRETARY,
        )
        for entry_id, juror in PASSED:
            await judging.pass_remark(tx, entry_id, juror, passes=True, now=NOW, by=SECRETARY)


async def _people(tx: Tx) -> None:
    await tx.many(
        "INSERT INTO libraries (library_id, code, kind, short_ru, full_ru, updated_at) "
        "VALUES (?, ?, 'rural', ?, ?, ?)",
        [(key, f"T-{key}", name, f"Библиотека {name}", NOW) for key, name in PLACES],
    )
    version = await tx.value("SELECT max(version) FROM notices")
    for key, surname, role, library_id in PEOPLE:
        await tx.run(
            "INSERT INTO staff (staff_id, surname_ru, name_ru, patronymic_ru, role, created_at, "
            "updated_at) VALUES (?, ?, 'Анна', 'Ивановна', ?, ?, ?)",
            (key, surname, role, NOW, NOW),
        )
        if library_id is not None:
            await staff.set_libraries(tx, key, [library_id], now=NOW, by=ADMIN)
        await staff.link_account(tx, 1_000 + key, key, now=NOW, by=key)
        await access.consent(tx, key, int(version), accepted=True, now=NOW)


async def _contest(tx: Tx) -> int:
    return await contests.add(
        tx,
        ContestFields(
            title="Лето с книгой", subject="на лучшую программу", form="entry_holidays",
            opens_on=date(2026, 9, 1), closes_on=date(2026, 10, 14),
            judging_until_on=date(2026, 10, 30), results_on=date(2026, 11, 5),
            materials=(Material(role="photos", least=1, most=10),), is_blind=True,
            jurors_an_entry=3,
        ),
        criteria=[
            CriterionFields(name_ru=name, most_points=99_999, weight=weight)
            for name, weight in zip(("творчество", "связь с книгой"), WEIGHTS, strict=True)
        ],
        awards=AWARDS,
        jurors=[
            Juror(staff_id=CHAIRMAN, duty="chairman"),
            *(Juror(staff_id=one) for one in JURY if one != CHAIRMAN),
            Juror(staff_id=SECRETARY, duty="secretary"),
        ],
        now=NOW,
        by=SECRETARY,
    )  # fmt: skip


async def _entry(world: World, tx: Tx, entry: Hidden) -> int:
    photo = await _photo(world, tx, entry)
    picture = await _document(world, tx, entry, f"обёртка{entry.mark}.jpg", _jpeg(entry))
    scenario = await _document(world, tx, entry, f"обёртка{entry.mark}.docx", _docx(entry))
    library = await libraries.by_id(tx, entry.library_id)
    assert library is not None
    answers: dict[str, Any] = {
        "contest": str(CONTEST), "library": library.code, "title": entry.title,
        "period": "summer", "events": 3, "children": 41, "story": entry.story, "people": "none",
        "photos": [{"photo": f"file-{photo}"}, {"photo": f"file-{picture}"}],
        "more": {"scenario": f"file-{scenario}"},
    }  # fmt: skip
    form = builtin.load("entry_holidays")
    submission_id = await drafts.record(
        tx, "entry_holidays", form.version, answers,
        staff_id=entry.staff_id, entered_by=entry.staff_id, source="chat", now=NOW,
    )  # fmt: skip
    return await entries.submit(
        tx,
        NewEntry(
            contest_id=CONTEST, library_id=entry.library_id, title=entry.title,
            files=(
                EntryFile(role="photos", file_id=photo), EntryFile(role="photos", file_id=picture),
                EntryFile(role="scenario", file_id=scenario),
            ),
            consents=(("people", "none"),), staff_id=entry.staff_id, entered_by=entry.staff_id,
            source="chat", submission_id=submission_id,
        ),
        now=NOW,
    )  # fmt: skip


async def _draft(tx: Tx) -> None:
    """Let somebody have begun an entry that only they know of."""
    form = builtin.load("entry_holidays")
    values = {"contest": str(CONTEST), "library": "T-201", "title": DRAFT}
    answers = {"values": values, "dealt": list(values)}
    await drafts.begin(
        tx,
        NewDraft(
            201, 201, "chat", "entry_holidays", form.version, {"contest_id": CONTEST},
            json.dumps(answers, ensure_ascii=False), training=False,
        ),
        NOW,
    )  # fmt: skip


# -------------------------------------------------------------------- files


async def _photo(world: World, tx: Tx, entry: Hidden) -> int:
    content = _jpeg(entry)
    sizes = sandbox_files.photo_sizes(world.telegram.files, Upload("", content, "image/jpeg"))
    stored = world.telegram.files.by_id[sizes[-1]["file_id"]]
    return await _keep(world, tx, entry, stored, None)


async def _document(world: World, tx: Tx, entry: Hidden, name: str, content: bytes) -> int:
    stored = world.telegram.files.keep("document", Upload(name, content, ""))
    return await _keep(world, tx, entry, stored, name)


async def _keep(world: World, tx: Tx, entry: Hidden, stored: Any, name: str | None) -> int:
    """Note a file as fetched: known to Telegram, its bytes in BOT_DATA/files."""
    sha256 = hashlib.sha256(stored.content).hexdigest()
    place = world.folder / "files" / sha256[:2] / sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(stored.content)
    mime = "image/jpeg" if name is None or name.endswith("jpg") else DOCX
    file_id = await sent_files.want(
        tx, staff_id=entry.staff_id, now=NOW, telegram_file_id=stored.file_id,
        unique_id=stored.unique_id, kind=stored.kind, mime=mime, name=name,
        size=len(stored.content), duration_s=None,
    )  # fmt: skip
    await sent_files.stored(tx, file_id, sha256, len(stored.content), mime)
    return file_id


DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _jpeg(entry: Hidden) -> bytes:
    """Draw a photo whose EXIF says whose it is."""
    exif = Image.Exif()
    exif[0x010E] = f"обёртка{entry.mark}".encode()  # ImageDescription
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), (40 * entry.key, 90, 120)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def _docx(entry: Hidden) -> bytes:
    """Write a scenario whose properties say whose it is."""
    from docx import Document  # noqa: PLC0415  # heavy, and only here

    document = Document()
    document.add_paragraph("Ход игры")
    document.core_properties.author = f"обёртка{entry.mark}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
