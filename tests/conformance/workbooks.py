"""Walks real workbooks to the end with random valid answers, saving and reloading at each step.

Run as `python tests/conformance/workbooks.py CASES_DIR`; exits with 1 if a walk fails.
A workbook may be refused, but only for a type that a chat cannot ask (named with its row).
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.errors import BadAnswerError
from bot.forms import convert, engine, reading, sheets
from bot.forms.authoring import plain
from bot.forms.draft import Draft
from bot.forms.env import Env
from bot.forms.errors import BrokenFormError
from bot.forms.given import Given, Media, Picked, Point, Ticked
from bot.forms.model import Form
from bot.forms.turns import Ask, AskMore, Card, Kind

NOW = datetime(2026, 10, 15, 9, 28, tzinfo=ZoneInfo("Europe/Minsk"))
SEEDS = (1, 2, 3)
MAX_STEPS = 6000
_FIRST = 0.4
_WORDS = ("Да", "Anna", "тест 12", "0", "7", "42", "2020", "a", "Abc-1", "12345", "+375291234567")
_TEXTS = ("2024-05-05", "1.01.1990", "2.02.2021", "15.09.2026", "31.12.2001")
_MEDIA = {Kind.IMAGE: "image/jpeg", Kind.AUDIO: "audio/ogg", Kind.VIDEO: "video/mp4"}


class WalkError(AssertionError):
    """A rule of the engine broke on the way."""


class Walk:
    """One person with one seed who answers whatever is asked."""

    def __init__(self, form: Form, seed: int, env: Env | None = None) -> None:
        self.form = form
        self.random = random.Random(seed)
        self.env = env or Env(now=NOW, language="ru", seed=seed, presets={"username": "3"})
        self.draft = engine.start(form, self.env)
        self.tries: Counter[str] = Counter()
        self.stuck: list[str] = []

    def run(self) -> int:
        """Answer until the card; return the number of steps."""
        for step in range(MAX_STEPS):
            self.reload()
            turn = engine.current(self.form, self.draft, self.env)
            if isinstance(turn, Card):
                engine.submission(self.form, self.draft, self.env)
                engine.instance_xml(self.form, self.draft, self.env)
                return step
            if not self.step(turn):
                self.stuck.append(turn.path)
                return step
        raise WalkError(f"no end after {MAX_STEPS} steps")

    def reload(self) -> None:
        """Save, load and compare: values, turn and submission must be the same."""
        loaded = Draft.load(json.loads(json.dumps(self.draft.dump())))
        if loaded != self.draft:
            raise WalkError("the loaded draft differs")
        before = engine.current(self.form, self.draft, self.env)
        if engine.current(self.form, loaded, self.env) != before:
            raise WalkError("the loaded draft asks something else")
        saved = engine.submission(self.form, self.draft, self.env)
        if engine.submission(self.form, loaded, self.env) != saved:
            raise WalkError("the loaded draft submits something else")
        self.draft = loaded

    def step(self, turn: Ask | AskMore) -> bool:
        """Answer one turn; False if nothing that was tried is accepted."""
        if isinstance(turn, AskMore):
            if turn.count < 1 + self.random.randrange(3):
                self.draft = engine.add(self.form, self.draft, turn.path, self.env)
            else:
                self.draft = engine.finish(self.form, self.draft, self.env)
            return True
        if turn.kind is Kind.NOTE:
            self.draft = engine.keep(self.form, self.draft, self.env)
            return True
        return self.wander(turn) or self.answer(turn)

    def wander(self, turn: Ask) -> bool:
        """Now and then go back or skip, as people do."""
        if turn.can_go_back and self.random.random() < 0.03:
            self.draft = engine.back(self.form, self.draft, self.env)
            return True
        if turn.can_skip and self.random.random() < 0.15:
            self.draft = engine.skip(self.form, self.draft, self.env)
            return True
        return False

    def answer(self, turn: Ask) -> bool:
        """Try random answers until one is accepted, else skip."""
        for _ in range(60):
            try:
                self.draft = self.given(turn)
            except BadAnswerError:
                continue
            else:
                return True
        if turn.can_skip:
            self.draft = engine.skip(self.form, self.draft, self.env)
        return turn.can_skip

    def given(self, turn: Ask) -> Draft:
        """Give one random answer."""
        if turn.kind in {Kind.SELECT_MULTIPLE, Kind.RANK}:
            return self.ticked(turn)
        return engine.answer(self.form, self.draft, self.value(turn), self.env)

    def ticked(self, turn: Ask) -> Draft:
        """Tick some choices, or all of a ranking, and close."""
        draft = self.draft
        names = [choice.name for choice in turn.choices]
        size = len(names) if turn.kind is Kind.RANK else 1 + self.random.randrange(len(names) or 1)
        for name in self.random.sample(names, min(size, len(names))):
            draft = engine.answer(self.form, draft, Ticked(name, on=True), self.env)
        return engine.finish(self.form, draft, self.env)

    def value(self, turn: Ask) -> Given:
        """Return a random press, file or typed text."""
        roll = self.random
        if turn.choices:  # the first is often the «yes» that opens the rest of a form
            is_first = roll.random() < _FIRST
            return Picked((turn.choices[0] if is_first else roll.choice(turn.choices)).name)
        if turn.kind in _MEDIA or turn.kind is Kind.FILE:
            return Media(f"file-{roll.randrange(10**6)}", _MEDIA.get(turn.kind, "application/pdf"))
        return _typed(turn, roll)


def _typed(turn: Ask, roll: random.Random) -> Given:
    if turn.kind is Kind.GEOPOINT:
        return Point(roll.uniform(51, 56), roll.uniform(23, 32))
    if turn.kind is Kind.RANGE and turn.range is not None:
        return roll.choice(turn.range.values(10**4) or (f"{turn.range.start}",))
    if turn.kind in {Kind.INTEGER, Kind.DECIMAL}:
        number = roll.choice((roll.randrange(10), roll.randrange(130), roll.randrange(3000)))
        return str(number) if turn.kind is Kind.INTEGER else f"{number + roll.random():.2f}"
    clock = f"{roll.randrange(24)}:{roll.randrange(60):02}"
    by_kind = {
        Kind.TIME: clock,
        Kind.DATE: roll.choice(_TEXTS),
        Kind.DATETIME: f"{roll.choice(_TEXTS)} {clock}",
    }
    return by_kind.get(turn.kind, roll.choice(_WORDS))


def walk(path: Path) -> Iterator[str]:
    """Yield the lines of the report of one workbook; raise WalkError if a rule breaks."""
    refusals = list(_refusals(path))
    if refusals:
        yield from refusals
        return
    book = plain.read(sheets.read(path)).book
    xml, faults = convert._through_pyxform(book, path.stem)
    if not xml:
        values = {key: str(value) for key, value in faults[0].values.items()}
        yield f"  not accepted by pyxform: {faults[0].text.format_map(values)}"
        return
    form = reading.read(xml, convert.attached(book, path.parent))
    for seed in SEEDS:
        yield _walked(form, seed)


def _refusals(path: Path) -> Iterator[str]:
    """Yield why a chat cannot ask a workbook; an author's other slips do not stop a walk."""
    for problem in convert.convert(path).problems:
        if problem.column in {"type", "appearance"}:
            values = {key: str(value) for key, value in problem.values.items()}
            where = f"{problem.sheet}, row {problem.row}, {problem.column}"
            yield f"  refused: {where}: {problem.text.format_map(values)}"


def _walked(form: Form, seed: int) -> str:
    started = time.perf_counter()
    person = Walk(form, seed)
    steps = person.run()
    if person.stuck:
        raise WalkError(f"nothing fits {person.stuck[0]}")
    pace = (time.perf_counter() - started) / max(steps, 1) * 1000
    return f"  seed {seed}: {steps} steps, {len(person.draft.values)} values, {pace:.1f} ms a step"


def main(folder: str) -> int:
    """Walk every workbook of `folder`/xlsforms; return the exit code."""
    failures = 0
    paths = sorted((Path(folder) / "xlsforms").glob("*.xlsx"))
    for path in paths:
        print(path.name)  # noqa: T201 - the report is the purpose
        try:
            for line in walk(path):
                print(line)  # noqa: T201 - see above
        except (WalkError, BrokenFormError) as error:
            failures += 1
            print(f"  FAILED: {error}")  # noqa: T201 - see above
    print(f"{len(paths)} workbooks, {failures} failed")  # noqa: T201 - see above
    return 1 if failures or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
