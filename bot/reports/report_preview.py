"""What the preview of a report's template says: an invented year, and a year without records."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.reports import report_docx, report_page
from bot.reports.filling import Picture, Value, Values
from bot.rules import spans
from bot.rules.periods import Period
from bot.rules.report_facts import Facts, NamedContest
from bot.rules.spans import Span
from storage.measures import MEASURES
from storage.records.people import Staff
from storage.records.report import Number, ReportEdition

CITY: Final = {"ru": "г. Слоним", "be": "г. Слонім"}
CONTEST: Final = {
    "ru": NamedContest(title="Создать новый образ", subject="на лучшее оформление библиотеки"),
    "be": NamedContest(title="Стварыць новы вобраз", subject="на лепшае афармленне бібліятэкі"),
}
CLASSES: Final = {
    "ru": ("Азы", "Творческий полигон"),
    "be": ("Азы", "Творчы палігон"),
}
NUMBERS: Final[Mapping[str, Number]] = {
    "visits": Number(48, 96),
    "trips": Number(61),
    "libraries_visited": Number(24),
    "visits_planned": Number(140),
    "visits_by_plan": Number(132),
    "contests_continued": Number(1),
    "classes": Number(2),
    "sessions": Number(16),
    "session_hours": Number(27.5),
    "learners": Number(31),
    "scenarios": Number(4),
    "methodical": Number(5),
    "publications": Number(9),
    "site_items": Number(118),
    "site_months": Number(12),
    "consultations": Number(46),
    "consultations_site": Number(12),
    "campaigns": Number(2),
    "rounds": Number(17),
}
BEFORE: Final[Mapping[str, Number]] = {"visits": Number(131), "sessions": Number(14)}
PEOPLE: Final = (
    Staff(
        staff_id=1, role="head", post="директор", surname_ru="Экслибрисова", name_ru="Ольга",
        patronymic_ru="Станиславовна", surname_be="Экслібрысава", name_be="Вольга",
        patronymic_be="Станіславаўна",
    ),
    Staff(
        staff_id=2, role="methodist", post="заведующий методическим отделом",
        surname_ru="Каталогова", name_ru="Марина", patronymic_ru="Петровна",
        surname_be="Каталогава", name_be="Марына", patronymic_be="Пятроўна",
    ),
)  # fmt: skip
SIZE: Final = (1620, 900)  # of the picture, in its points


def invented(t: Translator, arguments: Mapping[str, Any]) -> tuple[Values, Values]:
    """Return what a preview says: a year with much, and one without records.

    `arguments`: institution, today.
    """
    today = date.fromisoformat(arguments["today"])
    span, name = Period("year", today.year - 1), arguments["institution"]
    full = _facts(
        span, today, name, NUMBERS, BEFORE,
        contests={"contests_continued": (CONTEST[t.language],)},
        classes=CLASSES[t.language],
        purposes=("methodical_help", "practical_help"),
        campaigns=(date(span.year, 4, 1), date(span.year, 10, 1)),
        rounds_since=date(span.year, 3, 2),
        head=PEOPLE[0],
        methodists=PEOPLE[1:],
    )  # fmt: skip
    made = datetime.combine(today, time(10, 30), tzinfo=UTC)  # nobody's zone: it is invented
    bare = _facts(span, today, name, {}, {})
    edition = ReportEdition(1, spans.code(span), 2, "", "open", "", None)
    return (
        report_docx.values(
            report_page.page(t, full, made, edition), made, CITY[t.language], [_picture(t)]
        ),
        report_docx.values(report_page.page(t, bare, made, None), made, "", []),
    )


def _facts(  # what a year is made of
    span: Span,
    today: date,
    institution: str,
    numbers: Mapping[str, Number],
    before: Mapping[str, Number],
    *,
    contests: Mapping[str, tuple[NamedContest, ...]] | None = None,
    **known: Any,
) -> Facts:
    empty = dict.fromkeys(("contests_continued", "contests_new", "contests_readers"), ())
    plain: dict[str, Any] = {"classes": (), "purposes": (), "campaigns": (), "rounds_since": None}
    return Facts(
        span=span,
        today=today,
        standing="open",
        institution=institution,
        counts_trips=False,
        numbers={name: numbers.get(name, Number(0)) for name in MEASURES},
        before={name: before.get(name, Number(0)) for name in MEASURES},
        contests={**empty, **(contests or {})},
        publications={"scenarios": (), "methodical": ()},
        **{**plain, **known},
    )


def _picture(t: Translator) -> Mapping[str, Value]:
    title = t.plain(msgid("An invented picture"))
    return {
        "name": "invented",
        "title": title,
        "image": Picture(_png(), report_docx.WIDEST_MM, title),
        "caption": title,
        "words": title,
    }


def _png() -> bytes:
    """Draw some bars."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  # only in the child process

    drawn = Image.new("L", SIZE, "white")
    pen = ImageDraw.Draw(drawn)
    width, height = SIZE
    for place in range(12):
        left, top = 60 + place * 128, 120 + (place * 7 % 5) * 130
        pen.rectangle((left, top, left + 80, height - 40), fill=96, outline=0)
    pen.line((40, height - 40, width - 40, height - 40), fill=0, width=4)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
