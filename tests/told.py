"""Facts of a report as values: those of the report of 2020, or nothing but what is given."""

from datetime import date

from bot.rules.periods import Period
from bot.rules.report_facts import Facts, NamedContest, NamedPublication
from storage.measures import MEASURES
from storage.records.publications import Publication
from storage.records.report import Number

YEAR = Period("year", 2020)


def a_publication(
    title: str, kind: str, *, contest: NamedContest | None = None, **changes: object
):
    """Build a publication of 2020 as the report names it."""
    plain = {
        "series": "scenarios", "issued_year": 2020, "publication_id": 1, "created_by": 1,
        "created_at": "2020-12-01T09:00:00Z",
    }  # fmt: skip
    about = Publication(title=title, kind=kind, **{**plain, **changes})  # type: ignore[arg-type]
    return NamedPublication(about=about, contest=contest)


def facts(numbers: dict[str, float] | None = None, **changes: object) -> Facts:
    """Build facts of a year in which nothing happened but what is given."""
    before = changes.pop("before", {})
    plain = {
        "span": YEAR,
        "today": date(2021, 1, 11),
        "standing": "open",
        "institution": "Районная библиотека",
        "counts_trips": False,
        "contests": dict.fromkeys(("contests_continued", "contests_new", "contests_readers"), ()),
        "classes": (),
        "publications": {"scenarios": (), "methodical": ()},
        "purposes": (),
        "campaigns": (),
        "rounds_since": None,
    }
    return Facts(
        **{**plain, **changes},  # type: ignore[arg-type]
        numbers={name: Number((numbers or {}).get(name, 0)) for name in MEASURES},
        before={name: Number(before.get(name, 0)) for name in MEASURES},  # type: ignore[attr-defined]
    )


POEMS = NamedContest(
    title="Есть сила благодатная в созвучье слов живых", subject="духовной поэзии"
)
CONTESTS = (
    NamedContest(
        title="Каникулы в библиотеке",
        subject="на лучшую постановку работы с детьми и подростками во время каникул",
    ),
    NamedContest(title="Создать новый образ", subject="на лучшее оформление библиотеки"),
    NamedContest(title="Мы в газете, газета о нас", subject="на лучшую публикацию в СМИ"),
)
SCENARIOS = (
    a_publication(
        "Гражданином быть обязан", "scenarios", theme="по правовому и гражданскому воспитанию"
    ),
    a_publication(
        "И память о войне нам книги оживляют", "scenarios", theme="военно-патриотической тематики"
    ),
    a_publication(
        "Юбилей писателя – праздник для читателя",
        "index",
        subtitle="рекомендательный указатель сценарных материалов к юбилеям писателей 2020 года",
        theme="к юбилеям писателей",
    ),
    a_publication(
        "Созвучье слов живых",
        "poems",
        theme="духовной поэзии",
        event=(
            "по материалам конкурса духовной поэзии «Есть сила благодатная в созвучье слов "
            "живых», приуроченного к 500-летию Свято-Успенского Жировичского монастыря"
        ),
    ),
)
METHODICAL = (
    a_publication(
        "В зоне взаимного доверия",
        "info_methods",
        subtitle=(
            "в помощь библиотекарям в работе с детьми и подростками, оказавшимися в трудной "
            "жизненной ситуации"
        ),
    ),
    a_publication(
        "Объединить, заинтересовать, увлечь",
        "methods",
        subtitle="по организации любительских клубов при библиотеках",
    ),
    a_publication(
        "Проектная деятельность в библиотечном формате",
        "other",
        genre="библиопанорама",
        theme="проектная деятельность",
    ),
    a_publication(
        "Календарь юбилейных и памятных дат на 2021 год",
        "calendar",
        subtitle="в помощь планированию работы библиотек",
        content_year=2021,
    ),
    a_publication(
        "Информационное досье библиотеки",
        "memo",
        subtitle="по оформлению информационных стендов",
    ),
)


def of_2020(**changes: object) -> Facts:
    """Build the facts that the report of 2020 tells."""
    numbers = {
        "contests_continued": 3, "classes": 4, "scenarios": 4, "methodical": 6, "site_items": 96,
        "site_months": 12, "consultations_site": 40, "visits": 144, "campaigns": 2, "rounds": 12,
    }  # fmt: skip
    told = {
        "contests": {
            "contests_continued": CONTESTS, "contests_new": (), "contests_readers": (POEMS,)
        },
        "classes": (
            "Азы", "Библиотечный ориентир", "Творческий полигон", "Мобильный профессионал",
        ),
        "publications": {"scenarios": SCENARIOS, "methodical": METHODICAL},
        "purposes": ("practical_help", "methodical_help", "study"),
        "campaigns": (date(2020, 4, 1), date(2020, 10, 1)),
        "rounds_since": date(2020, 9, 2),
    }  # fmt: skip
    return facts(numbers, **{**told, **changes})
