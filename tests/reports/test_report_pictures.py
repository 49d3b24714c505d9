"""The pictures of the report: what they say in words, and that they are pictures of it."""

import io
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from matplotlib import image

from bot import sample
from bot.catalogs import translator
from bot.reports import report_pictures
from bot.reports.report_canvas import Chart, Heading, Page
from bot.reports.report_chart_contests import Contest, Contests
from bot.reports.report_chart_figures import Figures, Pair
from bot.reports.report_chart_map import District, Place
from bot.reports.report_chart_reasons import Reasons
from bot.reports.report_chart_visits import Visits
from bot.reports.report_pictures import Paper
from bot.reports.report_spread import Spread
from bot.rules import spans
from bot.rules.periods import Period
from bot.screens import report_album as album
from storage import corrections, database, measures, report_editions
from storage.aggregates import Scope
from storage.database import Database
from storage.measures import MEASURES
from storage.records.report import CorrectionFields

NOW = "2026-10-15T06:28:00Z"
YEAR = "2020 год"
VISITS = Visits(
    date(2020, 1, 1),
    date(2020, 12, 31),
    Spread({"2020-01": 21, "2020-10": 22}, corrected=1, rest=101),
    Spread({"2020-01": 20, "2020-03": 3}),
)
QUARTER = Visits(date(2020, 1, 1), date(2020, 3, 31), Spread({"2020-02": 1}))
YEARS = Visits(date(2018, 5, 1), date(2020, 3, 31), Spread({"2018-05": 2, "2020-02": 1}))
DISTRICT = District(
    (
        Place("Центральная", (53.083, 25.317), 0, 0, is_central=True),
        Place("Детская", (53.084, 25.318), 12, 0),
        Place("Жировичи", (53.013, 25.345), 3, 2),
        Place("Павлово", None, 1, 0),
    ),
    Spread({2: 12, 3: 3, 4: 1}, rest=5),
    Spread({3: 2}),
)
REASONS = Reasons((("Нет времени", 12), ("Мелкий шрифт", 9)), 4, 21)
FIGURES = Figures(
    "2020-10",
    "2019-10",
    (Pair("figure_users", 13250, 13311), Pair("figure_events", 110, 100)),
    38,
    40,
)
CONTESTS = Contests(
    (Contest("Мы в газете, газета о нас", 21, 20, 0), Contest("«Каникулы»", 11, 11, 6)), 34, 21, 1
)
CHARTS = (VISITS, DISTRICT, REASONS, FIGURES, CONTESTS)


@pytest.mark.parametrize(
    ("chart", "language", "said"),
    [
        (
            VISITS,
            "ru",
            ("Выезды в библиотеки по месяцам, 2020 год: всего 144 выезда, в плане 23; "
            "январь 21 (план 20), март 0 (план 3), октябрь 22 (план 0)."),
        ),
        (
            QUARTER,
            "be",
            "Выезды ў бібліятэкі па месяцах, 2020 год: усяго 1 выезд; люты 1.",
        ),
        (
            YEARS,
            "ru",
            ("Выезды в библиотеки по месяцам, 2020 год: всего 3 выезда; "
            "II кв 2018 2, I кв 2020 1."),
        ),
        (
            DISTRICT,
            "ru",
            ("Карта библиотек, 2020 год. 21 выезд в библиотеки (3 из 4), больше всего: "
            "Детская (12), Жировичи (3), Павлово (1). "
            "2 подворных обхода (библиотек 1 из 4), больше всего: Жировичи (2). "
            "Без выездов: Центральная."),
        ),
        (REASONS, "be", ("Чаму жыхары не чытаюць, 2020 год: 25 адказаў. "
            "Нет времени – 12; Мелкий шрифт – 9; Іншыя адказы: 4.")),
        (
            FIGURES,
            "be",
            ("Паказчыкі маніторынгу, кастрычнік 2020 (для параўнання кастрычнік 2019): "
            "Карыстальнікі 13\u00a0250 (год таму 13\u00a0311, 0 %); "
            "Мерапрыемствы 110 (год таму 100, +10 %)."),
        ),
        (
            CONTESTS,
            "ru",
            ("Участие в конкурсах, 2020 год: 34 работы, библиотек 21. "
            "«Мы в газете, газета о нас» – работ 21, библиотек 20; "
            "«„Каникулы“» – работ 11, библиотек 11, наград 6."),
        ),
    ],
)  # fmt: skip
def test_a_picture_says_in_words_what_it_shows(chart: Chart, language: str, said: str) -> None:
    assert chart.said(translator(language), YEAR) == said


def test_what_is_not_drawn_and_the_records_stand_beneath() -> None:
    t = translator("ru")
    assert [(one.notes(t), report_pictures.source(t, one, None)) for one in CHARTS] == [
        (
            (
                "В том числе по поправкам: 1.",
                "Поправки за несколько месяцев, на картинке их нет: 101.",
            ),
            "По записям бота: 42 выезда, 23 строки плана.",
        ),
        (
            ("Без координат: Павлово (1 выезд).", "Поправки по всей сети, на карте их нет: 5."),
            "По записям бота: 16 выездов, 2 подворных обхода.",
        ),
        (("Другие ответы: 4",), "По записям бота: 21 подворный обход."),
        (
            (
                "У каждого показателя свой масштаб.",
                "Сравниваются библиотеки, ответившие оба раза: 38 из 40.",
            ),
            "По записям бота: ответы 38 библиотек.",
        ),
        (
            ("Ещё 1 конкурс, где работ меньше, не показан.",),
            "По записям бота: 34 конкурсные работы.",
        ),
    ]  # fmt: skip
    be = report_pictures.source(translator("be"), CONTESTS, 3)
    assert be == "Паводле запісаў бота (рэдакцыя справаздачы 3): 34 конкурсныя работы."


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.name)
def test_a_picture_is_drawn_over_its_empty_sheet(chart: Chart, tmp_path: Path) -> None:
    """1,080 pixels wide; in its middle is ink where the sheet without a picture has none."""
    t = translator("be")
    made = report_pictures.finished(t, chart, YEAR, 2, Paper(tmp_path, 200))
    heading = Heading(made.title, YEAR, chart.notes(t), report_pictures.source(t, chart, 2))
    page = chart.drawn(t, heading, tmp_path)
    bare = Page(heading, page.top - page.bottom, tmp_path)
    drawn, empty = (_grey(one) for one in (made.png, bare.png(200)))
    assert drawn.shape == empty.shape
    assert drawn.shape[1] == 1080
    top, bottom = (round((page.height - y) * 200) for y in (page.top, page.bottom))
    assert (empty[top:bottom] == 1.0).all()
    assert 0.005 < (drawn[top:bottom] < 0.6).mean() < 0.5
    # What stands above and beneath is the same: the picture covers none of it.
    assert (drawn[:top] == empty[:top]).all()
    assert (drawn[bottom:] == empty[bottom:]).all()


def test_the_looks_differ_in_grey(tmp_path: Path) -> None:
    """Full is dark, empty is white, hatched lies between and is striped."""
    page = Page(Heading("", "", (), ""), 1.0, tmp_path)
    for n, look in enumerate(("full", "hatched", "empty")):
        page.bar(look, 0.2 + n, page.bottom + 0.2, 0.8, 0.6)  # type: ignore[arg-type]  # the three
    grey = _grey(page.png(200))
    bottom = round((page.height - page.bottom - 0.3) * 200)
    full, hatched, empty = (
        grey[bottom - 80 : bottom, round(200 * (0.3 + n)) : round(200 * (0.9 + n))]
        for n in range(3)
    )
    assert (full.max() < 0.35, empty.min()) == (True, 1.0)
    assert full.mean() + 0.3 < hatched.mean() < 0.9
    assert hatched.std() > 0.2


def _grey(png: bytes):
    pixels = image.imread(io.BytesIO(png))
    return (pixels[..., :3] * (0.299, 0.587, 0.114)).sum(axis=-1).round(6)


# -------------------------------------------------------------------- from records


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Open a file with the sample network."""
    path = tmp_path / "bot.sqlite"
    database.migrate(path)
    opened = await Database.open(path)
    async with opened.write() as tx:
        await sample.load(tx, date(2026, 10, 15), telegram=True)
    yield opened
    await opened.close()


async def test_what_has_no_records_is_left_out(db: Database, tmp_path: Path) -> None:
    """A quarter has its own; own days of years ago nothing; sharp enough for paper."""
    async with db.read() as reader:
        quarter = await report_pictures.drawn(
            reader, Period("quarter", 2026, 2), "ru", folder=tmp_path
        )
        never = await report_pictures.drawn(
            reader, (date(2019, 1, 1), date(2019, 5, 31)), "ru", folder=tmp_path
        )
    assert [(one.name, one.caption) for one in quarter] == [
        ("visits", "Выезды в библиотеки по месяцам и план, II квартал 2026 года")
    ]
    assert _grey(quarter[0].png).shape[1] == 1620
    assert never == []


async def test_reports_numbers_are_drawn_with_their_corrections(
    db: Database, tmp_path: Path
) -> None:
    """In Belarusian, with the edition; own days without a monitoring have no indicators."""
    days = (date(2026, 9, 1), date(2026, 9, 30))
    async with db.write() as tx:
        by_hand = CorrectionFields(
            measure="visits", first_on=days[0], last_on=days[1], number=7, ground="журнал",
            library_id=12,
        )  # fmt: skip
        await corrections.add(tx, by_hand, now=NOW, by=3)
        await report_editions.keep(tx, spans.code(days), "x", "open", now=NOW, by=3)
    async with db.read() as reader:
        made = await report_pictures.drawn(reader, days, "be", folder=tmp_path)
    assert [one.alt for one in made] == [
        (
            "Выезды ў бібліятэкі па месяцах, 01.09.2026 – 30.09.2026: усяго 11 выездаў, "
            "у плане 5; верасень 11 (план 5)."
        ),
        (
            "Карта бібліятэк, 01.09.2026 – 30.09.2026. 11 выездаў у бібліятэкі (5 з 12), "
            "больш за ўсё: Паўлава (7), Азярніца (1), Міжэвічы (1), Новадзевяткавічы (1), "
            "Сянькоўшчына (1). 1 падворны абход (бібліятэк 1 з 12), больш за ўсё: Дзераўная (1). "
            "Без выездаў: Дзераўная, Навасёлкі, Вялікія Шылавічы, Дзеравянчыцы, Жыровічы, "
            "Васілевічы, Цэнтральная."
        ),
    ]


async def test_months_add_up_to_the_number(db: Database) -> None:
    """Also of the plan, whose records have a column `month` of their own."""
    time = Scope(first=date(2026, 1, 1), last=date(2026, 9, 30))
    added = [one for one in MEASURES.values() if one.how != "distinct"]
    async with db.read() as reader:
        told = await measures.numbers(reader, time)
        by_month = [
            (one.name, sum((await measures.by_month(reader, one.name, time)).values()))
            for one in added
        ]
    assert by_month == [(one.name, told[one.name].recorded) for one in added]
    assert told["visits_planned"].recorded == 9


def test_an_album_has_two_pictures_or_more() -> None:
    """One goes alone; captions are cut to what Telegram takes."""
    files = [({"path": f"job-1.{n}", "name": f"{n}.png"}, "а" * (1023 + n)) for n in range(12)]
    assert album.call(files[:1]) == ("sendPhoto", {"photo": files[0][0], "caption": "а" * 1023})
    method, payload = album.call(files)
    assert (method, len(payload["media"])) == ("sendMediaGroup", 10)
    assert payload["media"][2] == {
        "type": "photo",
        "media": files[2][0],
        "caption": "а" * 1023 + "…",
    }
