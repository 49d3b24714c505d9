"""The report as a Word file: what it says is read back from it, whoever wrote its template."""

import asyncio
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
import told
from filed import office, run
from reported import REPORT_DAY, a_reported_database
from test_report_excerpt import CORRECTED, spaced

from bot.catalogs import translator
from bot.reports import report_docx, report_page, report_template, template_check
from bot.reports.filling import Values
from bot.reports.report_docx import Made
from bot.rules import measures as labels
from bot.rules import report_paper, report_subjects, report_text
from bot.rules.paper_templates import REPORT
from bot.rules.periods import Period
from bot.rules.report_facts import Facts, NamedContest
from bot.screens import amounts
from storage import corrections, files, measures, report_editions, templates
from storage.aggregates import Scope
from storage.records.report import CorrectionFields, Number, ReportEdition

YEAR, BEFORE = Period("year", 2020), Period("year", 2019)
NOW = "2021-01-18T06:28:00Z"
FOOTER = "Составлено: 18.01.2021 09:28. Редакция 2. Период открыт."
EDITION = ReportEdition(2, "year:2020-1", 2, "", "open", NOW, 1)
PAPER = CorrectionFields(
    measure="uses", first_on=YEAR.first, last_on=YEAR.last, number=5, ground="по тетради"
)
HOSTILE = "A & B < C > {{ 7*7 }} {%p endfor %} \x0b\x00\"'!"
TYPED = "A & B < C > {{ 7*7 }} {%p endfor %} \"'!"
PREVIEW = {"institution": "ГУК", "today": "2026-11-29", "username": "knigonosha_bot"}

# What the report of 2020 says, each by itself: titles, numbers, words.
FACTS = [
    *re.findall("«[^»]+»", spaced(CORRECTED)),
    *("3 районных конкурса", "144 выезда", "В 2020 году", "Дважды", "в апреле и октябре"),
    *("Внедрены подворные обходы", "через сайт", "и др.", "методической и практической помощи"),
    *("500-летию", "на 2021 год", "юбилеям писателей 2020 года"),
    *("лучшую постановку работы", "подразделений Учреждения"),  # its misprints, corrected
]


@dataclass(frozen=True)
class Reported:
    """The report of 2020 as a file, and the numbers that it was made of."""

    made: Made
    now: Mapping[str, Number]
    before: Mapping[str, Number]

    @property
    def document(self) -> "docx.document.Document":
        return docx.Document(io.BytesIO(self.made.content))


async def reported_anew(folder: Path, language: str, own: bytes | None = None) -> Reported:
    """Make the report of 2020 from a database in `folder`, with one number corrected."""
    kept = folder / "files"
    async with a_reported_database(folder) as db:
        async with db.write() as tx:
            await corrections.add(tx, PAPER, now=NOW, by=1)
            for content in ("one", "another"):
                await report_editions.keep(tx, "year:2020-1", content, "open", now=NOW, by=1)
            if own is not None:
                (kept / "ab").mkdir(parents=True)
                (kept / "ab" / "abc").write_bytes(own)
                key = await files.want(
                    tx, staff_id=1, now=NOW, kind="document", telegram_file_id="t", unique_id="u"
                )
                await files.stored(tx, key, "abc", len(own), None)
                await templates.put(tx, REPORT.code(language), key, now=NOW, by=1)
        async with db.read() as reader:
            arguments = {
                "span": "year:2020-1", "language": language, "zone": "Europe/Minsk", "now": NOW,
            }  # fmt: skip
            made = await report_docx.document(reader, arguments, kept=kept, folder=folder)
            now, before = [
                await measures.numbers(reader, Scope(first=one.first, last=one.last))
                for one in (YEAR, BEFORE)
            ]
    return Reported(made, now, before)


@pytest.fixture(scope="module")
def reported() -> Reported:
    """Make the report once: its pictures take seconds."""
    with TemporaryDirectory() as folder:
        return asyncio.run(reported_anew(Path(folder), "ru"))


def some(**changes: object) -> Facts:
    """Build a year with a contest, visits and their results."""
    contests = {"contests_continued": (NamedContest(title="Создать новый образ"),)}
    empty = dict.fromkeys(("contests_new", "contests_readers"), ())
    numbers = {"visits": 145, "trips": 60, "libraries_visited": 30, "contests_continued": 1}
    return told.facts(numbers, **{"contests": {**empty, **contests}, **changes})


def words(document: "docx.document.Document") -> list[str]:
    return [one.text for one in document.paragraphs if one.text.strip()]


def said(facts: Facts, language: str = "ru") -> Values:
    page = report_page.page(translator(language), facts, REPORT_DAY, EDITION)
    return report_docx.values(page, REPORT_DAY, "г. Слоним", [])


def filled(own: bytes, facts: Facts) -> list[str]:
    content, warning = report_docx.filled(translator("ru"), own, "ru", said(facts))
    assert warning is None
    return words(docx.Document(io.BytesIO(content)))


def template(*lines: str) -> bytes:
    made = docx.Document()
    for one in lines:
        made.add_paragraph(one)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


# -------------------------------------------------------------------- the report of 2020


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_of_the_report_of_2020_is_in_the_file(reported: Reported, fact: str) -> None:
    assert fact in " ".join(words(reported.document))


def test_the_file_is_named_and_stamped(reported: Reported) -> None:
    """Made when, which edition, period open or closed; the page and how many there are."""
    assert (reported.made.name, reported.made.warning) == (
        "Отчёт, 2020 год, редакция 2.docx",
        None,
    )
    below = reported.document.sections[0].footer._element
    assert below.xpath("string(.)") == f"{FOOTER}Страница 1 из 1"
    counted = below.findall(".//{*}fldSimple")
    assert [one.values()[0] for one in counted] == ["PAGE", "NUMPAGES"]
    assert reported.document.core_properties.title == "Отчёт, 2020 год"


def test_two_people_sign_it(reported: Reported) -> None:
    signed = reported.document.tables[0]
    assert [[cell.text.strip("_") for cell in row.cells] for row in signed.rows] == [
        ["Директор", "", "О. С. Экслибрисова"],
        ["Заведующий методическим отделом", "", "М. П. Каталогова"],
    ]


def test_the_numbers_of_the_table_are_the_measures(reported: Reported) -> None:
    """This time, a year before, the plan, and what corrections add; nothing of what is zero."""
    t, now, before = translator("ru"), reported.now, reported.before
    plans = report_subjects.PLANS
    table = reported.document.tables[1]
    shown = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows[1:]}
    known = {
        name: (now[name].value, before[name].value, now[plans[name]].value if name in plans else 0)
        for name in measures.MEASURES
    }
    assert shown == {
        t.plain(labels.NAMES[name]): [
            amounts.of_measure(t, name, value),
            t.number(was) if was else "",
            t.number(plan) if plan else "",
            "+5" if name == "uses" else "",
        ]
        for name, (value, was, plan) in known.items()
        if value or was or plan
    }
    assert shown["Платные услуги, руб."][0] == "19\N{NO-BREAK SPACE}853,10"
    assert (now["visits"], now["uses"].corrected) == (Number(144), 5)
    assert table.rows[0]._tr.trPr.findall("{*}tblHeader")


def test_every_picture_says_what_it_shows(reported: Reported) -> None:
    document = reported.document
    shapes = [shape._inline for shape in document.inline_shapes]
    assert [bool(one.docPr.get("descr")) for one in shapes] == [True] * 5
    assert len({one.docPr.get("id") for one in shapes}) == 5
    captions = words(document)[-5:]
    assert [caption.endswith("2020 год") for caption in captions] == [True] * 5


def test_it_opens_in_libreoffice_and_prints(reported: Reported, tmp_path: Path) -> None:
    """No page is empty, the signatures stand with the last words, every page is numbered."""
    office(reported.made.content, "docx", tmp_path, "pdf")
    printed = run("pdftotext", "-layout", str(tmp_path / "made" / "book.pdf"), "-")
    pages = [spaced(page) for page in printed.split("\f") if page.strip()]
    text = " ".join(pages).replace("- ", "-")
    assert [fact for fact in FACTS if fact.startswith("«А") and fact not in text] == []
    assert [page.count(f"Страница {n} из {len(pages)}") for n, page in enumerate(pages, 1)] == [
        1
    ] * len(pages)
    [signed] = [page for page in pages if "Экслибрисова" in page]
    assert signed.index("принято 77 анкет") < signed.index("Экслибрисова")
    assert "Каталогова" in signed


# -------------------------------------------------------------------- templates


@pytest.mark.parametrize("language", ["ru", "be"])
def test_the_shipped_template_passes_its_own_check(language: str) -> None:
    content = report_template.build(language)
    filled, missing = template_check.previewed(content, REPORT, language, PREVIEW)
    assert missing == []
    assert len(docx.Document(io.BytesIO(filled)).inline_shapes) == 1


def test_every_sentence_has_its_field() -> None:
    assert tuple(report_paper.SENTENCES) == report_text.NAMES
    assert set(said(told.facts())) == REPORT.names


async def test_an_own_template_has_its_own_order_and_words(tmp_path: Path) -> None:
    """Taken from where the bot keeps it; the methodist's order, words and conditions."""
    result = await reported_anew(tmp_path, "ru", template(*OWN))
    assert words(result.document) == [
        f"Итоги: 2020 год. {FOOTER}",
        (
            "С целью оказания методической и практической помощи на местах организовывались "
            "выезды в публичные библиотеки района. В 2020 году сделано 144 выезда."
        ),
        ("Обходы впервые. Внедрены подворные обходы жителей, пользователей библиотечных услуг."),
        "Использование изданий – 16 (+5), было 2",
        "Выдано: 239\N{NO-BREAK SPACE}722",
        "Картинок: 5",
    ]


OWN = (
    "Итоги: {{ period }}. {{ footer }}",
    "{{ visits }}",
    "{%p if rounds %}",
    "Обходы впервые. {{ rounds }}",
    "{%p endif %}",
    "{%p if number_contests_new %}",
    "Новых конкурсов: {{ number_contests_new }}",
    "{%p endif %}",
    "{%p for row in numbers if row.corrections %}",
    "{{ row.measure }} – {{ row.value }} ({{ row.corrections }}), было {{ row.last_year }}",
    "{%p endfor %}",
    "Выдано: {{ number_figure_loans }}",
    "Картинок: {{ pictures|length }}",
)


def test_the_text_is_put_whole_or_in_two_parts() -> None:
    facts = some()
    whole = [report_text.plain(one) for one in report_text.paragraphs(facts, "ru")]
    assert filled(template("{{ text }}"), facts) == whole
    assert filled(template("{{ main }}", "{{ further }}"), facts) == whole
    assert filled(template("{{ main }}"), facts) == whole[:2]


def test_what_a_person_typed_comes_out_as_typed() -> None:
    contest = NamedContest(title=HOSTILE)
    facts = some(contests={**some().contests, "contests_continued": (contest,)})
    [sentence] = filled(template("{{ contests }}"), replace(facts, institution=HOSTILE))
    assert f"«{TYPED}»" in sentence
    shipped = filled(report_template.build("ru"), replace(facts, institution=HOSTILE))
    assert (shipped[0], shipped[5]) == (TYPED, sentence)


def test_a_year_without_records_is_an_honest_page() -> None:
    """No table, no pictures, one sentence; in both languages."""
    for language, expected in (("ru", "За 2020 год записей нет."), ("be", None)):
        own = report_template.build(language)
        content, _ = report_docx.filled(
            translator(language), own, language, said(told.facts(), language)
        )
        document = docx.Document(io.BytesIO(content))
        assert len(document.tables) == 1
        assert words(document)[-1] == (expected or "За 2020 год запісаў няма.")


def test_an_own_template_that_fails_with_these_records_gives_way_to_the_shipped() -> None:
    """It passed its check, as nothing divided by zero there."""
    own = template("{{ period }} {{ footer }}", "{{ 100 / (number_visits - 145) }}")
    template_check.previewed(own, REPORT, "ru", PREVIEW)
    content, warning = report_docx.filled(translator("ru"), own, "ru", said(some()))
    assert warning == (
        "Ваш шаблон не заполняется этими данными, поэтому взят готовый шаблон бота. Шаблон не "
        "заполняется из-за этого места: «{{ 100 / (number_visits - 145) }}». Возможны только "
        "поля, условия и повторы."
    )
    assert words(docx.Document(io.BytesIO(content)))[2] == "ОТЧЁТ"
