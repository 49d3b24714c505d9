"""The report as a Word file from the institution's template; in a child process.

Where the own template cannot be filled in with these records, the shipped one is, and it is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import (
    filling,
    report_page,
    report_pictures,
    report_template,
    signing,
    template_check,
)
from bot.reports.filling import Figure, Picture, Value, Values
from bot.reports.materials import plain_name
from bot.reports.report_page import ReportPage
from bot.rules import diplomas, measures, report_paper, report_subjects, report_text
from bot.rules.paper_templates import REPORT
from bot.rules.report_facts import Facts
from bot.screens import amounts
from bot.screens import spans as times
from storage import libraries
from storage.database import Reader

KIND: Final = "report_docx"  # of the job
CPU_S: Final = 120
WIDEST_MM, HIGHEST_MM = 140, 215  # of a picture: a page holds it with its caption
PNG_SIZE: Final = (16, 20)  # where a file has its width and its height, four bytes each

OWN_FAILS: Final = msgid(
    "Your own template cannot be filled in with these records, so the one that comes with the "
    "bot is used. {problem}"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A report: its file, its name and title, and why it is not of the own template."""

    content: bytes
    name: str
    title: str
    warning: str | None


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the report to `path`; limits memory and time of the process: it is to be a child.

    `arguments`: those of `report_page.read`; `kept`: where the bot keeps files, if not beside.
    """
    filling.limit(CPU_S)
    kept = Path(arguments.get("kept") or path.parent.parent / "files")
    made = await document(db, arguments, kept=kept, folder=path.parent)
    path.write_bytes(made.content)  # noqa: ASYNC240  # a child process has nothing else to do
    return {"name": made.name, "title": made.title, "warning": made.warning}


async def document(db: Reader, arguments: Mapping[str, Any], *, kept: Path, folder: Path) -> Made:
    """Make the report; the caller limits the process, as a template is somebody's file.

    `folder`: where a cache may be written.
    """
    spoken = diplomas.template_language(arguments["language"])
    t = translator(spoken)
    page = await report_page.read(db, {**arguments, "language": spoken})
    central = signing.central(await libraries.known(db))
    city = central.council(spoken) if central else ""
    drawn = await report_pictures.drawn(db, page.facts.span, spoken, folder=folder)
    own = await filling.own(db, REPORT.code(spoken), kept)
    said = values(page, report_page.made_at(arguments), city, [picture(one) for one in drawn])
    content, warning = filled(translator(arguments["language"]), own, spoken, said)
    return Made(content, f"{plain_name(file_name(t, page))}.docx", page.title, warning)


def filled(
    t: Translator, own: bytes | None, spoken: str, said: Values
) -> tuple[bytes, str | None]:
    """Fill the own template in, else the shipped one; return it and why it is not the own."""
    warning = None
    if own is not None:
        try:
            return template_check.filled(own, said), None
        except UserError as refusal:
            problem = t.plain(refusal.text, **refusal.values)
            warning = t.plain(OWN_FAILS, problem=problem)
    return filling.fill(report_template.build(spoken), said), warning


def file_name(t: Translator, page: ReportPage) -> str:
    """Return the name of the file without its ending."""
    period = times.name(t, page.facts.span)
    if page.edition is None:
        return t.plain(msgid("Report, {period}"), period=period)
    said = msgid("Report, {period}, edition {edition}")
    return t.plain(said, period=period, edition=str(page.edition.edition))


# -------------------------------------------------------------------- what it says


def values(page: ReportPage, made: datetime, city: str, pictures: Sequence[Value]) -> Values:
    """Return what comes in place of the fields; `made`: in the institution's zone."""
    t, facts = page.t, page.facts
    head, methodist = page.signers
    by_name = {one.name: report_text.plain(one) for one in page.paragraphs}
    further = {one.name for one in page.paragraphs if one.is_further}
    return {
        "text": tuple(by_name.values()),
        "main": tuple(text for name, text in by_name.items() if name not in further),
        "further": tuple(text for name, text in by_name.items() if name in further),
        **{name: by_name.get(name, "") for name in report_paper.SENTENCES},
        "period": times.name(t, facts.span),
        "institution": facts.institution,
        "city": city,
        "head": head.name,
        "head_post": head.post,
        "methodist": methodist.name,
        "methodist_post": methodist.post,
        "edition": "" if page.edition is None else str(page.edition.edition),
        "made": t.moment(made),
        "standing": t.plain(times.STANDINGS[facts.standing]),
        "footer": page.foot,
        "numbers": tuple(rows(t, facts)),
        "pictures": tuple(pictures),
        **{
            f"{report_paper.NUMBER}{name}": figure(t, name, facts.value(name))
            for name in facts.numbers
        },
    }


def figure(t: Translator, measure: str, number: float) -> Figure:
    """Return a measure's number as the language writes it."""
    return Figure(number, amounts.of_measure(t, measure, number))


def rows(t: Translator, facts: Facts) -> Iterator[Mapping[str, Value]]:
    """Give the rows of the table of numbers: those of which there is anything to say."""
    for name, label in measures.NAMES.items():
        number, was = facts.numbers[name], facts.was(name)
        plan = facts.value(report_subjects.PLANS[name]) if name in report_subjects.PLANS else 0
        if number.recorded or number.corrected or was or plan:
            yield {
                "measure": t.plain(label),
                "value": figure(t, name, number.value),
                # Nothing known of last year is no zero to compare with; templates may count on.
                "last_year": figure(t, name, was) if was else Figure(0, ""),
                "plan": figure(t, name, plan) if plan else "",
                "corrections": _correction(t, name, number.corrected) if number.corrected else "",
            }


def _correction(t: Translator, measure: str, number: float) -> Figure:
    return Figure(number, amounts.signed(t, measure, number))


def picture(drawn: report_pictures.Picture) -> Mapping[str, Value]:
    """Return a picture as the template loops over it."""
    return {
        "name": drawn.name,
        "title": drawn.title,
        "image": Picture(drawn.png, width_mm(drawn.png), drawn.alt),
        "caption": drawn.caption,
        "words": drawn.alt,
    }


def width_mm(png: bytes) -> float:
    """Return how wide a picture is printed, so that its page holds it."""
    width, height = (int.from_bytes(png[at : at + 4]) for at in PNG_SIZE)
    return min(WIDEST_MM, HIGHEST_MM * width / height)
