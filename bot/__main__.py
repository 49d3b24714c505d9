"""The command line: demo, run, import, export, form, report, site, sample, backup, ..."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot import settings as environment
from bot.errors import SettingsError
from bot.settings import Settings

REPORT_FORMATS = (
    "txt",
    "json",
    "xlsx",
    "docx",
)  # those of bot/cli/report.py, whose import is slow
Command = Callable[[argparse.Namespace], int]


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; 2 means that the call was wrong."""
    chosen = _parser().parse_args(words)
    command: Command = chosen.command
    try:
        return command(chosen)
    except SettingsError as problem:
        print(problem, file=sys.stderr)  # noqa: T201  # the command line's words
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="run the bot")
    run.add_argument("--held", action="store_true", help=argparse.SUPPRESS)  # by the demo
    run.set_defaults(command=_run)
    demo = commands.add_parser("demo", help="the bot with a chat page, no token, no network")
    demo.add_argument("--port", type=int, default=8080, help="of the chat page (8080)")
    demo.add_argument("--data", type=Path, default=None, help="folder (demo-data)")
    demo.add_argument("--fresh", action="store_true", help="begin anew")
    demo.set_defaults(command=_demo)
    backup = commands.add_parser("backup", help="copy the database while the bot works")
    backup.add_argument("target", nargs="?", type=Path, help="folder (BOT_DATA/backups)")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="put a copy back (the bot must be stopped)")
    restore.add_argument("backup", type=Path)
    restore.set_defaults(command=_restore)
    _records(commands)
    _form(commands)
    _report(commands)
    site = commands.add_parser("site", help="make the site's page and feed of news anew")
    site.set_defaults(command=_site)
    job = commands.add_parser("job", help="one piece of long work (the bot starts these itself)")
    job.add_argument("job_id", type=int)
    job.set_defaults(command=_job)
    rights = commands.add_parser("rights", help="print the rights table for the README")
    rights.set_defaults(command=_rights)
    numbers = commands.add_parser("measures", help="print the report's numbers for the README")
    numbers.set_defaults(command=_measures)
    return parser


def _records(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what brings records in and hands them out; it works beside the running bot."""
    coming = commands.add_parser("import", help="libraries, staff, past visits from a table")
    coming.add_argument("file", type=Path, metavar="FILE", help=".xlsx or .csv")
    coming.add_argument("--yes", action="store_true", help="save without asking")
    coming.set_defaults(command=_import)
    going = commands.add_parser("export", help="print every record of a kind, for scripts")
    going.add_argument("table", metavar="TABLE", help="visits, staff, ...; a wrong one lists all")
    going.add_argument("--format", choices=("csv", "json"), default="csv", help="csv")
    going.add_argument("--source", choices=("chat", "phone", "paper", "other"), help="all")
    going.set_defaults(command=_export)
    sample = commands.add_parser("sample", help="fill an empty BOT_DATA with a sample network")
    sample.add_argument("name", metavar="NAME", help="demo or report-2020")
    sample.set_defaults(command=_sample)


def _report(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the report of a year, a part of it or some days."""
    report = commands.add_parser("report", help="write the report of a year or any time")
    report.add_argument("--year", type=int)
    report.add_argument("--quarter", type=int, choices=range(1, 5), help="of the year")
    report.add_argument("--half", type=int, choices=(1, 2), help="of the year")
    report.add_argument("--from", dest="first", metavar="DATE", help="own days: the first")
    report.add_argument("--to", dest="last", metavar="DATE", help="and the last, included")
    report.add_argument("--format", choices=REPORT_FORMATS, required=True)
    report.add_argument("--out", type=Path, metavar="FILE", required=True)
    report.add_argument("--language", choices=("ru", "be", "en"), help="BOT_LANGUAGE")
    report.set_defaults(command=_report_file)


def _form(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what looks at a questionnaire, without any database."""
    form = commands.add_parser("form", help="check, try, begin or export a questionnaire")
    actions = form.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", help="print its questions, or every mistake")
    check.add_argument("file", type=Path, metavar="FILE", help=".xlsx or .md")
    check.set_defaults(command=_form_check)
    trial = actions.add_parser("try", help="fill it in here and print the submission as JSON")
    trial.add_argument("file", type=Path, metavar="FILE", help=".xlsx or .md")
    trial.add_argument("--answers", metavar="JSON", help="answers by names of questions")
    trial.set_defaults(command=_form_try)
    blank = actions.add_parser("template", help="write the workbook that authors fill in")
    blank.add_argument("file", type=Path, metavar="FILE", help=".xlsx, must not exist")
    blank.set_defaults(command=_form_template)
    plain = actions.add_parser("export", help="write plain XLSForm for Collect, Kobo, pyxform")
    plain.add_argument("file", type=Path, metavar="FILE", help=".xlsx or .md")
    plain.add_argument("target", type=Path, metavar="TARGET", help=".xlsx, must not exist")
    plain.set_defaults(command=_form_export)


def _settings(*, needs_token: bool = False) -> Settings:
    return environment.read(os.environ, needs_token=needs_token)


def _run(chosen: argparse.Namespace) -> int:
    from bot.cli import run  # noqa: PLC0415  # each command imports only its own

    return run.run(_settings(needs_token=True), held=chosen.held)


def _demo(chosen: argparse.Namespace) -> int:
    from bot.cli import demo  # noqa: PLC0415

    return demo.demo(chosen.port, chosen.data, fresh=chosen.fresh)


def _backup(chosen: argparse.Namespace) -> int:
    from bot.cli import upkeep  # noqa: PLC0415

    return upkeep.backup(_settings(), chosen.target)


def _restore(chosen: argparse.Namespace) -> int:
    from bot.cli import upkeep  # noqa: PLC0415

    return upkeep.restore(_settings(), chosen.backup)


def _site(_: argparse.Namespace) -> int:
    from bot.cli import site  # noqa: PLC0415

    return site.build(_settings())


def _import(chosen: argparse.Namespace) -> int:
    from bot.cli import records  # noqa: PLC0415

    return records.import_file(_settings(), chosen.file, yes=chosen.yes)


def _export(chosen: argparse.Namespace) -> int:
    from bot.cli import records  # noqa: PLC0415

    return records.export(_settings(), chosen.table, chosen.format, chosen.source)


def _sample(chosen: argparse.Namespace) -> int:
    from bot.cli import records  # noqa: PLC0415

    return records.load_sample(_settings(), chosen.name)


def _report_file(chosen: argparse.Namespace) -> int:
    from bot.cli import report  # noqa: PLC0415

    settings = _settings()
    time = report.Time(chosen.year, chosen.quarter, chosen.half, chosen.first, chosen.last)
    language = chosen.language or settings.language
    return report.report(settings, time.span(), chosen.format, chosen.out, language)


def _form_check(chosen: argparse.Namespace) -> int:
    from bot.cli import form  # noqa: PLC0415

    return form.check(chosen.file)


def _form_try(chosen: argparse.Namespace) -> int:
    from bot.cli import form  # noqa: PLC0415

    return form.try_form(chosen.file, chosen.answers)


def _form_template(chosen: argparse.Namespace) -> int:
    from bot.cli import authoring  # noqa: PLC0415

    return authoring.template(chosen.file)


def _form_export(chosen: argparse.Namespace) -> int:
    from bot.cli import authoring  # noqa: PLC0415

    return authoring.export(chosen.file, chosen.target)


def _job(chosen: argparse.Namespace) -> int:
    from bot.cli import job  # noqa: PLC0415

    return job.job(_settings(), chosen.job_id)


def _rights(_: argparse.Namespace) -> int:
    from bot.rules import rights  # noqa: PLC0415

    print(rights.as_markdown())  # noqa: T201
    return 0


def _measures(_: argparse.Namespace) -> int:
    from bot.reports import measures_list  # noqa: PLC0415

    print(measures_list.as_markdown())  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
