"""Certificates from the institution's Word template: one .docx a holder; in a child process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.reports import certificate_template, filling, qr, signing
from bot.reports.diplomas import keep
from bot.reports.filling import Picture, Values
from bot.reports.materials import plain_name
from bot.rules import certificates as rules
from bot.rules import diplomas
from bot.rules.certificates import Paper
from bot.rules.institution import Institution
from bot.rules.paper_templates import CERTIFICATE
from storage import attendance, certificates, institution, libraries, school, staff
from storage.database import Reader
from storage.records.attendance import Progress
from storage.records.certificates import Certificate
from storage.records.libraries import Library
from storage.records.people import Staff
from storage.records.school import SchoolClass

KIND: Final = "certificates"  # of the job
CPU_S: Final = 120
QR_MM: Final = 28  # the side: a telephone reads it from an arm's length

# Invented, as the sample's people: the preview is nobody's certificate.
INVENTED: Final[Mapping[str, Mapping[str, str]]] = {
    "ru": {
        "holder": "Закладкина Нина Ивановна", "post": "библиотекарь",
        "library": "Интегрированная библиотека агрогородка Деревная", "title": "Азы",
        "first": "29 сентября 2026 г.", "last": "20 мая 2027 г.",
        "city": "г. Слоним", "head": "О. С. Экслибрисова",
    },
    "be": {
        "holder": "Закладкіна Ніна Іванаўна", "post": "бібліятэкар",
        "library": "Інтэграваная бібліятэка аграгарадка Дзераўная", "title": "Азы",
        "first": "29 верасня 2026 г.", "last": "20 мая 2027 г.",
        "city": "г. Слонім", "head": "В. С. Экслібрысава",
    },
}  # fmt: skip
NUMBER: Final = "12/2027-ACDE-3457-WXYR"  # of the preview: too well known to be issued


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What certificates are made of, read at one moment."""

    classes: Mapping[int, SchoolClass]
    people: Mapping[int, Staff]
    libraries: Mapping[int, Library]
    progress: Mapping[int, Mapping[int, Progress]]  # by class and person
    institution: Institution
    username: str  # of the bot


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write certificates to `path`: a .docx where there is one, else a .zip.

    `arguments`: certificate_ids, language, username.
    """
    filling.limit(CPU_S)
    spoken = diplomas.template_language(arguments["language"])
    t = translator(spoken)
    await db.all("BEGIN")  # one moment for all of it
    found = [await certificates.load(db, key) for key in arguments["certificate_ids"]]
    known = [one for one in found if one is not None]
    register = await _register(db, known, arguments["username"])
    own = await filling.own(db, CERTIFICATE.code(spoken), path.parent.parent / "files")
    template = certificate_template.build(spoken) if own is None else own
    made = [
        (_name(t, one, register), filling.fill(template, values(t, paper(t, one, register))))
        for one in known
    ]
    archive = plain_name(t.plain(msgid("Certificates"))) + ".zip"
    return {"names": [keep(path, made, archive)], "count": len(made)}


async def _register(db: Reader, known: Iterable[Certificate], username: str) -> Register:
    class_ids = {one.class_id for one in known}
    return Register(
        classes={one.class_id: one for one in await school.classes(db)},
        people={one.staff_id: one for one in await staff.known(db)},
        libraries={one.library_id: one for one in await libraries.known(db)},
        progress={key: await attendance.progress(db, key) for key in class_ids},
        institution=Institution(await institution.get_all(db)),
        username=username,
    )


def paper(t: Translator, one: Certificate, register: Register) -> Paper:
    """Return what a certificate says."""
    person = register.people[one.staff_id]
    head = signing.head(register.people.values())
    central = signing.central(register.libraries.values())
    progress = register.progress[one.class_id].get(one.staff_id)
    places = [register.libraries[key].full(t.language) for key in person.library_ids[:1]]
    return Paper(
        number=one.number,
        holder=person.full_name(t.language),
        post=diplomas.post(person.post, t.language),
        library="".join(places),
        title=register.classes[one.class_id].title,
        hours=t.number(one.hours),
        sessions=str(progress.sessions) if progress else "",
        first=_day(t, progress.first_on if progress else None),
        last=_day(t, progress.last_on if progress else None),
        on=one.issued_on,
        institution=str(register.institution["institution_name"]),
        city=central.council(t.language) if central else "",
        head=diplomas.signed(head.initials(t.language)) if head else "",
        bot=f"@{register.username}",
    )


def _day(t: Translator, on: date | None) -> str:
    return t.full_day(on) if on else ""


def values(t: Translator, said: Paper) -> Values:
    """Return what comes in place of the fields, the picture too."""
    link = qr.deep_link(said.bot.removeprefix("@"), rules.payload(said.number))
    return {**said.values(t.full_day(said.on)), "qr": Picture(qr.png(link), QR_MM, f"QR: {link}")}


def invented(t: Translator, arguments: Mapping[str, Any]) -> tuple[Values, Values]:
    """Return what a preview says: with everything, and with the least that one has."""
    plain = INVENTED[t.language]
    whole: dict[str, Any] = {**plain}
    least: dict[str, Any] = {name: plain[name] for name in ("holder", "title")}
    same: dict[str, Any] = {
        "number": NUMBER,
        "hours": "18",
        "sessions": "9",
        "on": date.fromisoformat(arguments["today"]),
        "institution": arguments["institution"],
        "bot": f"@{arguments['username']}",
    }
    return values(t, Paper(**whole, **same)), values(t, Paper(**least, **same))


def _name(t: Translator, one: Certificate, register: Register) -> str:
    who = register.people[one.staff_id].initials(t.language)
    number = f"№ {one.certificate_id}-{one.issued_on.year}"
    return plain_name(f"{t.plain(msgid('Certificate'))} {number} {who}") + ".docx"
