"""Replays random walks in ODK's own engine and compares every point with ours (`make replay`).

`replay.py CASES_DIR` walks the shipped forms, those beside this file and CASES_DIR/xlsforms;
it exits with 1 if a difference has no reason in explained.toml, if fewer than 99.9 % of the
points agree, or if the oracle cannot read a form. `replay.py --golden` writes what the oracle
holds for the shipped forms to tests/forms/golden, which `make test` compares without Node.
"""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[3]))
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import walks
import workbooks
from points import Changes, Comparison, Difference, compare
from walks import Recording

from bot.forms import builtin, convert, reading, sheets
from bot.forms.env import Items
from bot.forms.model import Form

HERE = Path(__file__).parent
SEEDS = range(1, 9)
GOLDEN_SEEDS = range(1, 3)
GOLDEN = HERE.parents[1] / "forms" / "golden"
AIM = 0.999


@dataclass(frozen=True)
class Case:
    """A form to walk, with its XML for the oracle."""

    name: str
    form: Form
    xml: str


class OracleError(Exception):
    """ODK's engine cannot read a form or take a move."""


def shipped() -> Iterator[Case]:
    """Yield the forms that come with the bot."""
    for name in builtin.NAMES:
        yield Case(name, builtin.as_written(name), builtin.text(name, "xml"))


def cases(folder: Path) -> Iterator[Case]:
    """Yield every form: the shipped ones, ours for this comparison, the workbooks of others."""
    yield from shipped()
    for path in sorted((HERE / "forms").glob("*.md")):
        xml = convert.trusted(path.read_text("utf-8"))
        yield Case(path.stem, reading.read(xml), xml)
    for path in sorted((folder / "xlsforms").glob("*.xlsx")):
        xml, _ = convert._through_pyxform(path)
        if xml:
            attached = convert.attached(sheets.read(path), path.parent)
            yield Case(path.stem, _readable(xml, attached), xml)


def _readable(xml: str, attached: dict[str, Items]) -> Form:
    """Read a form; what a chat cannot ask stays in it as a node that nobody fills."""
    document = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))
    return reading._Reader(document, attached).form(hashlib.sha256(xml.encode()).hexdigest())


def ask_oracle(form: Form, xml: str, recordings: Sequence[Recording]) -> list[list[Changes]]:
    """Replay walks in ODK's engine; return what changed in it at each step."""
    jobs = (json.dumps(_job(form, xml, each), ensure_ascii=False) + "\n" for each in recordings)
    done = subprocess.run(
        ["node", str(HERE / "oracle.mjs")],
        input="".join(jobs),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TZ": "Europe/Minsk"},
    )
    if done.returncode:
        raise OracleError(done.stderr[-2000:])
    results = [json.loads(line) for line in done.stdout.splitlines()]
    faults = [result["error"] for result in results if "error" in result]
    faults += [str(fault) for result in results for fault in result.get("faults", ())]
    if faults:
        raise OracleError("\n".join(faults))
    return [result["steps"] for result in results]


def _job(form: Form, xml: str, recording: Recording) -> dict[str, Any]:
    return {
        "xml": xml,
        "lists": {name: _as_csv(items) for name, items in walks.lists_of(form).items()},
        "presets": {
            "username": walks.PRESETS["username"],
            "email": walks.PRESETS["email"],
            "phoneNumber": walks.PRESETS["phonenumber"],
        },
        "now": int(workbooks.NOW.timestamp() * 1000),
        "language": form.default_language or "ru",
        "steps": recording.steps,
    }


def _as_csv(items: Items) -> str:
    """Return a list as the file that would be attached to a form."""
    columns = list(dict.fromkeys(column for item in items for column in item.columns))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "label", *columns])
    for item in items:
        cells = [item.columns.get(column, "") for column in columns]
        writer.writerow([item.name, item.label("ru"), *cells])
    return text.getvalue()


def replayed(case: Case) -> Comparison:
    """Walk a form with every seed and compare."""
    recordings = [walks.record(case.form, seed) for seed in SEEDS]
    found = Comparison()
    answers = ask_oracle(case.form, case.xml, recordings)
    for recording, theirs in zip(recordings, answers, strict=True):
        if recording.stuck_at:
            _say(f"{case.name}, seed {recording.seed}: nothing fits at {recording.stuck_at}")
        found.add(compare(case.form, recording.seed, recording.held, theirs))
    return found


class Reasons:
    """Why points of named nodes may differ, from explained.toml."""

    def __init__(self) -> None:
        text = (HERE / "explained.toml").read_text("utf-8")
        self._table: list[dict[str, str]] = tomllib.loads(text)["explained"]

    def of(self, form: str, difference: Difference) -> str | None:
        """Return the reason of a difference, None if it has none."""
        for entry in self._table:
            if (
                entry["form"] == form
                and re.fullmatch(entry.get("aspect", "value"), difference.aspect)
                and re.fullmatch(entry["nodes"], difference.where)
            ):
                return entry["reason"]
        return None


def report(name: str, found: Comparison, reasons: Reasons) -> int:
    """Print a form's share and its differences by node; return how many have no reason."""
    _say(f"{name}: {found.compared} points, {found.agreement:.3%} agree")
    groups: dict[tuple[str, str], list[Difference]] = {}
    for difference in found.differences:
        groups.setdefault((difference.where, difference.aspect), []).append(difference)
    unexplained = 0
    for each in groups.values():
        reason = reasons.of(name, each[0])
        unexplained += 0 if reason else len(each)
        _say(f"  {len(each)} times, first at {each[0]}")
        _say(f"    {reason or 'NOT EXPLAINED'}")
    return unexplained


def run(found: Iterable[Case]) -> int:
    """Replay forms and print the report; return the exit code."""
    reasons, total = Reasons(), Comparison()
    counts: Counter[str] = Counter()
    for case in found:
        try:
            comparison = replayed(case)
        except OracleError as error:
            _say(f"{case.name}: the oracle fails: {error}")
            counts["failed"] += 1
            continue
        counts["unexplained"] += report(case.name, comparison, reasons)
        counts["forms"] += 1
        total.add(comparison)
    _say(
        f"{counts['forms']} forms, seeds {SEEDS[0]} to {SEEDS[-1]}: {total.compared} points, "
        f"{total.agreement:.4%} agree, {len(total.differences)} differ, "
        f"{counts['unexplained']} of them unexplained; the oracle failed {counts['failed']} times"
    )
    return int(total.agreement < AIM or counts["unexplained"] > 0 or counts["failed"] > 0)


def write_golden() -> int:
    """Write what the oracle holds for the shipped forms; return the exit code."""
    GOLDEN.mkdir(exist_ok=True)
    for case in shipped():
        recordings = [walks.record(case.form, seed) for seed in GOLDEN_SEEDS]
        answers = ask_oracle(case.form, case.xml, recordings)
        rows = (
            {"seed": recording.seed, "steps": recording.steps, "points": theirs}
            for recording, theirs in zip(recordings, answers, strict=True)
        )
        lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        text = "[\n" + ",\n".join(lines) + "\n]\n"
        (GOLDEN / f"{case.name}.json").write_text(text, "utf-8")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:] == ["--golden"]:
        sys.exit(write_golden())
    sys.exit(run(cases(Path(sys.argv[1]))))
