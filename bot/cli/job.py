"""`python -m bot job ID`: one piece of long work in a process of its own, which only reads.

The file that it makes is synced to the disk before its name is printed as JSON.
"""

import asyncio
import json
import os
import resource
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final

from bot.settings import Settings
from storage import database, jobs
from storage.database import Reader

MEMORY_BYTES: Final = 1 * 2**30  # of a child that reads what somebody sent
PATIENCE: Final = 10  # of the scheduler (nice): answers come first

# Takes the connection, the arguments and where the file goes; returns what is to be said.
Work = Callable[[Reader, Mapping[str, Any], Path], Awaitable[dict[str, Any]]]


async def _slips(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import slips  # noqa: PLC0415  # each kind imports only its own

    return await slips.make(db, arguments, path)


async def _import(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.imports import checking  # noqa: PLC0415

    # A file made to exhaust memory ends this child, not the bot.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await checking.make(db, arguments, path)


async def _questionnaire(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.imports import questionnaire  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await questionnaire.make(db, arguments, path)


async def _network(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import network  # noqa: PLC0415

    return await network.make(db, arguments, path)


async def _mydata(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import mydata  # noqa: PLC0415

    return await mydata.make(db, arguments, path)


async def _materials(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import materials  # noqa: PLC0415

    return await materials.make(db, arguments, path)


async def _cleanse(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import cleanse  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await cleanse.make(db, arguments, path)


async def _unit_pdf(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import unit_pdf  # noqa: PLC0415

    return await unit_pdf.make(db, arguments, path)


async def _campaign_chart(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import chart  # noqa: PLC0415

    return await chart.make(db, arguments, path)


async def _campaign_book(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import campaign_book  # noqa: PLC0415

    return await campaign_book.make(db, arguments, path)


async def _blank(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import blank  # noqa: PLC0415

    return await blank.make(db, arguments, path)


async def _record_blank(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import record_blank  # noqa: PLC0415

    return await record_blank.make(db, arguments, path)


async def _journal(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import journal  # noqa: PLC0415

    return await journal.make(db, arguments, path)


async def _passport(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import passport  # noqa: PLC0415

    return await passport.make(db, arguments, path)


async def _round_chart(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import round_chart  # noqa: PLC0415

    return await round_chart.make(db, arguments, path)


async def _round_book(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import round_book  # noqa: PLC0415

    return await round_book.make(db, arguments, path)


async def _round_docx(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import round_docx  # noqa: PLC0415

    return await round_docx.make(db, arguments, path)


async def _board_picture(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import board_picture  # noqa: PLC0415

    return await board_picture.make(db, arguments, path)


async def _unit_docx(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import unit_docx  # noqa: PLC0415

    return await unit_docx.make_one(db, arguments, path)


async def _campaign_docx(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import unit_docx  # noqa: PLC0415

    return await unit_docx.make_all(db, arguments, path)


async def _report_docx(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import report_docx  # noqa: PLC0415

    return await report_docx.make(db, arguments, path)


async def _campaign_csv(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import odk_csv  # noqa: PLC0415

    return await odk_csv.make(db, arguments, path)


async def _plan_picture(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import plan_picture  # noqa: PLC0415

    return await plan_picture.make(db, arguments, path)


async def _plan_book(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import plan_book  # noqa: PLC0415

    return await plan_book.make(db, arguments, path)


async def _plan_import(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.imports import plan_checking  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await plan_checking.make(db, arguments, path)


async def _contest_import(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.imports import contest_checking  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await contest_checking.make(db, arguments, path)


async def _contest_example(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.imports import contest_checking  # noqa: PLC0415

    return await contest_checking.example(db, arguments, path)


async def _memorable_import(
    db: Reader, arguments: Mapping[str, Any], path: Path
) -> dict[str, Any]:
    from bot.imports import memorable_checking  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await memorable_checking.make(db, arguments, path)


async def _memorable_example(
    db: Reader, arguments: Mapping[str, Any], path: Path
) -> dict[str, Any]:
    from bot.imports import memorable_checking  # noqa: PLC0415

    return await memorable_checking.example(db, arguments, path)


async def _report_package(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import filling, report_docx, report_package  # noqa: PLC0415

    filling.limit(report_docx.CPU_S)  # the template of the report is somebody's file
    return await report_package.make(db, arguments, path)


async def _statistical_book(
    db: Reader, arguments: Mapping[str, Any], path: Path
) -> dict[str, Any]:
    from bot.reports import statistical_book  # noqa: PLC0415

    return await statistical_book.make(db, arguments, path)


async def _statistical_import(
    db: Reader, arguments: Mapping[str, Any], path: Path
) -> dict[str, Any]:
    from bot.imports import statistical_checking  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await statistical_checking.make(db, arguments, path)


async def _diplomas(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import diplomas  # noqa: PLC0415

    return await diplomas.make(db, arguments, path)


async def _certificates(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import certificates  # noqa: PLC0415

    return await certificates.make(db, arguments, path)


async def _attestation(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import attestation  # noqa: PLC0415

    return await attestation.make(db, arguments, path)


async def _roll_page(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import roll_page  # noqa: PLC0415

    return await roll_page.make(db, arguments, path)


async def _protocol(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import protocol  # noqa: PLC0415

    return await protocol.make(db, arguments, path)


async def _scores_book(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import scores_book  # noqa: PLC0415

    return await scores_book.make(db, arguments, path)


async def _template_check(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import template_check  # noqa: PLC0415

    return await template_check.make(db, arguments, path)


async def _template_get(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import template_check  # noqa: PLC0415

    return await template_check.get(db, arguments, path)


async def _press_list(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import press_list  # noqa: PLC0415

    return await press_list.make(db, arguments, path)


async def _participation(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import participation  # noqa: PLC0415

    return await participation.make(db, arguments, path)


async def _site_log(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import site_log_files  # noqa: PLC0415

    return await site_log_files.make(db, arguments, path)


async def _news_copy(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import news_copy  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await news_copy.make(db, arguments, path)


async def _consultations_book(
    db: Reader, arguments: Mapping[str, Any], path: Path
) -> dict[str, Any]:
    from bot.reports import consultations_book  # noqa: PLC0415

    return await consultations_book.make(db, arguments, path)


async def _site(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import site  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await site.make(db, arguments, path)


async def _region_archive(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import region_archive  # noqa: PLC0415

    return await region_archive.make(db, arguments, path)


async def _publication_facts(
    db: Reader, arguments: Mapping[str, Any], path: Path
) -> dict[str, Any]:
    from bot.reports import publication_facts  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    return await publication_facts.make(db, arguments, path)


async def _publication_list(
    db: Reader, arguments: Mapping[str, Any], path: Path
) -> dict[str, Any]:
    from bot.reports import publication_list  # noqa: PLC0415

    return await publication_list.make(db, arguments, path)


async def _year_card(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import year_card_files  # noqa: PLC0415

    return await year_card_files.make_one(db, arguments, path)


async def _year_cards(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import year_card_files  # noqa: PLC0415

    return await year_card_files.make_all(db, arguments, path)


async def _report_album(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import report_pictures  # noqa: PLC0415

    return await report_pictures.make(db, arguments, path)


async def _report_book(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import report_book  # noqa: PLC0415

    return await report_book.make(db, arguments, path)


KINDS: Final[dict[str, Work]] = {
    "plan_book": _plan_book,
    "plan_import": _plan_import,
    "plan_picture": _plan_picture,
    "slips": _slips,
    "import": _import,
    "questionnaire": _questionnaire,
    "network": _network,
    "mydata": _mydata,
    "materials": _materials,
    "report_docx": _report_docx,
    "cleanse": _cleanse,
    "contest_import": _contest_import,
    "contest_example": _contest_example,
    "memorable_import": _memorable_import,
    "memorable_example": _memorable_example,
    "diplomas": _diplomas,
    "certificates": _certificates,
    "roll_page": _roll_page,
    "attestation": _attestation,
    "region_archive": _region_archive,
    "site": _site,
    "site_log": _site_log,
    "news_copy": _news_copy,
    "press_list": _press_list,
    "participation": _participation,
    "consultations_book": _consultations_book,
    "template_check": _template_check,
    "template_get": _template_get,
    "protocol": _protocol,
    "scores_book": _scores_book,
    "unit_pdf": _unit_pdf,
    "campaign_chart": _campaign_chart,
    "campaign_book": _campaign_book,
    "blank": _blank,
    "record_blank": _record_blank,
    "journal": _journal,
    "passport": _passport,
    "round_chart": _round_chart,
    "round_book": _round_book,
    "round_docx": _round_docx,
    "report_book": _report_book,
    "board_picture": _board_picture,
    "unit_docx": _unit_docx,
    "campaign_docx": _campaign_docx,
    "campaign_csv": _campaign_csv,
    "publication_facts": _publication_facts,
    "publication_list": _publication_list,
    "report_package": _report_package,
    "statistical_book": _statistical_book,
    "statistical_import": _statistical_import,
    "year_card": _year_card,
    "year_cards": _year_cards,
    "report_album": _report_album,
}


def job(settings: Settings, job_id: int) -> int:
    """Do the job and print its result; any code but 0 says that it failed."""
    os.nice(PATIENCE)
    outgoing = settings.data / "outgoing"
    outgoing.mkdir(parents=True, exist_ok=True)
    result = asyncio.run(_do(settings.database, job_id, outgoing))
    if result is None:
        print(f"There is no job {job_id} to be done.", file=sys.stderr)  # noqa: T201
        return 2
    print(json.dumps(result, ensure_ascii=False))  # noqa: T201  # read by the bot
    return 0


async def _do(path: Path, job_id: int, outgoing: Path) -> dict[str, Any] | None:
    async with database.read_only(path) as db:
        waiting = {one.job_id: one for one in await jobs.waiting(db)}
        if job_id not in waiting:
            return None
        one = waiting[job_id]
        coming = outgoing / f"job-{job_id}.coming"
        _clear(coming)
        result = await KINDS[one.kind](db, one.arguments, coming)
    if coming.exists():
        result["path"] = _settle(coming, outgoing / f"job-{job_id}")
        parts = _further(coming)
        if parts:
            result["more"] = [
                _settle(one, outgoing / f"job-{job_id}{one.suffix}") for one in parts
            ]
    return result


def _further(coming: Path) -> list[Path]:
    """Return the further parts of a file that Telegram would not take whole: .2, .3, ..."""
    parts = [one for one in coming.parent.glob(f"{coming.name}.*") if one.suffix[1:].isdigit()]
    return sorted(parts, key=lambda one: int(one.suffix[1:]))


def _clear(coming: Path) -> None:
    """Take away what a killed child left of the same job."""
    for one in (coming, *_further(coming)):
        one.unlink(missing_ok=True)


def _settle(coming: Path, target: Path) -> str:
    """Sync the file and its name to the disk; return the name."""
    with coming.open("rb") as file:
        os.fsync(file.fileno())
    coming.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return target.name
