"""`form check` and `form try`: a questionnaire looked at and filled in the terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.catalogs import Translator, translator
from bot.errors import BadAnswerError, UserError
from bot.forms import convert, engine, explaining, problems
from bot.forms.env import Env, Item, Items
from bot.forms.errors import StaleAnswerError
from bot.forms.given import Media, Ticked
from bot.forms.model import Bind, Form, Group, Node, Question, Repeat
from bot.forms.turns import Ask, AskMore, Card, Kind, Row
from bot.forms.views import UPLOADS
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from bot.forms.convert import Conversion
    from bot.forms.draft import Draft

SAMPLE_LISTS: Mapping[str, Items] = {
    "libraries": Items(
        Item(code, {"ru": ru, "be": be}, {"status": "open"})
        for code, ru, be in (
            ("SL-01", "Центральная", "Цэнтральная"),
            ("SL-02", "Жировичи", "Жыровічы"),
            ("SL-03", "Деревная", "Дзераўная"),
        )
    ),
    "staff": Items(
        [
            Item("3", {"ru": "Аннотова", "be": "Анатава"}),
            Item("4", {"ru": "Книжник", "be": "Кніжнік"}),
        ]
    ),
    "recommendations": Items([Item("1", {"ru": "Обновить стенд", "be": "Абнавіць стэнд"})]),
}
"""A few rows for trying a form that asks for the bot's lists, without any database."""

_PATH = re.compile(r"\s?/form_(?:/[\w.-]+)*/([\w.-]+)\s?")
_MIME_TYPES = {Kind.IMAGE: "image/jpeg", Kind.AUDIO: "audio/ogg", Kind.VIDEO: "video/mp4"}


def check(file: Path) -> int:
    """Print the questions of a form, or every problem with sheet, row and column; 2 if any."""
    say = language()
    form = _loaded(file, say)
    if form is None:
        return 2
    print(f"{form.title} ({form.form_id}, {form.version or '-'})")  # noqa: T201 - the command's output
    for number, node in enumerate(form.walk(), 1):
        print(_described(number, node, form, say))  # noqa: T201 - the command's output
    return 0


def try_form(
    file: Path, answers_json: str | None = None, lists: Mapping[str, Items] | None = None
) -> int:
    """Fill a form question by question, or from JSON by names; print the submission as JSON.

    An answer that a soft check of the author calls odd is asked about as in chat; what is read
    of last time is not known here. `lists` stand for the bot's own choice lists.
    Returns 2 with a sentence on bad input.
    """
    say = language()
    form = _loaded(file, say)
    if form is None:
        return 2
    form = explaining.with_explanations(form)
    env = _env(say, SAMPLE_LISTS if lists is None else lists)
    try:
        draft = _fill(form, env, answers_json, say)
    except (UserError, EOFError) as problem:
        complain(_sentence(problem, say))
        return 2
    if draft is None:
        return 2
    print(json.dumps(engine.submission(form, draft, env), ensure_ascii=False, indent=2))  # noqa: T201 - the command's output
    return 0


def _fill(form: Form, env: Env, answers_json: str | None, say: Translator) -> Draft | None:
    draft = engine.start(form, env)
    if answers_json is None:
        return _Conversation(form, env, say).run(draft)
    return _Given(form, env, _parsed(answers_json)).fill(draft)


def language() -> Translator:
    """Return the translator of the command line: `BOT_LANGUAGE`, else Russian."""
    return translator(os.environ.get("BOT_LANGUAGE", "ru"))


def _env(say: Translator, lists: Mapping[str, Items]) -> Env:
    zone = ZoneInfo(os.environ.get("BOT_TIMEZONE", "Europe/Minsk"))
    me = next((item.name for item in lists.get("staff", Items(()))), "")
    return Env(
        now=datetime.now(zone), language=say.language, lists=lists, presets={"username": me}
    )


def complain(text: str) -> None:
    """Print a line beside the output."""
    print(text, file=sys.stderr)  # noqa: T201 - the command's output


def _sentence(problem: UserError | EOFError, say: Translator) -> str:
    if isinstance(problem, _RefusedAnswerError):
        text = msgid("Answer refused, question {name}: {problem}")
        reason = say.plain(problem.text, **problem.values)
        return say.plain(text, name=problem.path, problem=reason)
    if isinstance(problem, UserError):
        return say.plain(problem.text, **problem.values)
    return say.plain(msgid("The input ended before the form was filled."))


def _loaded(file: Path, say: Translator) -> Form | None:
    conversion = converted(file, say)
    return convert.read(conversion, file) if conversion and conversion.xml else None


def converted(file: Path, say: Translator) -> Conversion | None:
    """Convert a form and print what is wrong with it; None if there is no such file."""
    if not file.is_file():
        complain(say.plain(msgid("There is no file {file}."), file=str(file)))
        return None
    conversion = convert.convert_safely(file, file.parent)
    for problem in (*conversion.problems, *conversion.warnings):
        complain(problems.told(problem, say))
    return conversion


def _described(number: int, node: Node, form: Form, say: Translator) -> str:
    parts = node.label.parts(say.language)
    label = "".join(part if isinstance(part, str) else "…" for part in parts)
    indent = "  " * node.path.count("/")
    marks = [*_marks(node.bind, say)]
    kind = _kind(node, form)
    line = f"{number:>3}. {indent}{node.name} [{kind}] {label}".rstrip()
    return f"{line} ({', '.join(marks)})" if marks else line


def _kind(node: Node, form: Form) -> str:
    if isinstance(node, Question):
        source = node.itemset.source if node.itemset else ""
        return f"{node.kind} {source}".strip() if source in form.served else str(node.kind)
    kind = "repeat" if isinstance(node, Repeat) else "group"
    return " ".join([kind, *sorted(node.appearance)])


def _marks(bind: Bind, say: Translator) -> Iterable[str]:
    if bind.required is True:
        yield say.plain(msgid("required"))
    elif bind.required is not False:
        condition = _as_written(bind.required.source)
        yield say.plain(msgid("required if: {condition}"), condition=condition)
    if not isinstance(bind.relevant, bool):
        condition = _as_written(bind.relevant.source)
        yield say.plain(msgid("shown if: {condition}"), condition=condition)


def _as_written(source: str) -> str:
    """Return an expression with its paths as the author's `${name}`."""
    return _PATH.sub(lambda match: f"${{{match[1]}}}", source).strip()


def _parsed(answers_json: str) -> Mapping[str, Any]:
    try:
        parsed = json.loads(answers_json)
    except ValueError as error:
        raise UserError(msgid("The answers are not JSON: {error}"), error=str(error)) from error
    if not isinstance(parsed, dict):
        raise UserError(msgid("The answers must be a JSON object of names and values."))
    return parsed


class _Given:
    """Answers given all at once, by question name or nested as a submission is."""

    def __init__(self, form: Form, env: Env, answers: Mapping[str, Any]) -> None:
        self.form = form
        self.env = env
        self.values: dict[str, Any] = {}
        self._flatten(form.root, "", answers)
        self._refuse_unknown(answers)

    def fill(self, draft: Draft) -> Draft:
        """Answer what is asked, then change the rest on the card. Raises `UserError`."""
        for later in [g for g in self.form.groups.values() if g.is_later]:
            if any(path.startswith(f"{later.path}/") for path in self.values):
                with suppress(StaleAnswerError):
                    draft = engine.open_later(self.form, draft, later.path, self.env)
        while not isinstance(turn := engine.current(self.form, draft, self.env), Card):
            draft = self._step(draft, turn)
        return self._changed(draft)

    def _step(self, draft: Draft, turn: Ask | AskMore) -> Draft:
        if isinstance(turn, AskMore):
            if any(path.startswith(f"{turn.path}[{turn.count + 1}]") for path in self.values):
                return engine.add(self.form, draft, turn.path, self.env)
            return engine.finish(self.form, draft, self.env)
        if turn.path in self.values:
            return self._answered(draft, turn.path, turn.kind, self.values.pop(turn.path))
        if turn.can_keep:
            return engine.keep(self.form, draft, self.env)
        if turn.can_skip:
            return engine.skip(self.form, draft, self.env)
        name = turn.path.rpartition("/")[2]
        label = _asked(turn)
        raise UserError(
            msgid("The question {name} needs an answer: {label}"), name=name, label=label
        )

    def _changed(self, draft: Draft) -> Draft:
        """Change the defaults that the answers speak of, and what follows from that."""
        rows = {row.path: row for row in engine.card(self.form, draft, self.env).rows}
        for path in [path for path in self.values if path in rows and rows[path].can_change]:
            kind = rows[path].kind
            draft = self._answered(draft, path, kind, self.values.pop(path))
            if not isinstance(engine.current(self.form, draft, self.env), Card):
                return self.fill(draft)
        return draft

    def _answered(self, draft: Draft, path: str, kind: Kind, value: Any) -> Draft:
        try:
            if kind in {Kind.SELECT_MULTIPLE, Kind.RANK} and isinstance(value, list):
                draft = engine.change(self.form, draft, path, self.env)
                return self._ticked(draft, path, value)
            given = _media(kind, value) if kind in UPLOADS else _written(value)
            return engine.answer(self.form, draft, given, self.env, path)
        except BadAnswerError as problem:
            raise _RefusedAnswerError(path, problem) from problem
        except StaleAnswerError as stale:
            text = msgid("The question {name} has no such choice: {value}")
            raise UserError(text, name=path, value=str(value)) from stale

    def _ticked(self, draft: Draft, path: str, names: Sequence[Any]) -> Draft:
        turn = engine.current(self.form, draft, self.env)
        chosen = turn.chosen if isinstance(turn, Ask) else ()
        for name in chosen:
            draft = engine.answer(self.form, draft, Ticked(name, on=False), self.env, path)
        for name in names:
            draft = engine.answer(self.form, draft, Ticked(str(name), on=True), self.env, path)
        return engine.finish(self.form, draft, self.env)

    def _flatten(self, group: Group, prefix: str, answers: Mapping[str, Any]) -> None:
        for node in group.children:
            path = prefix + node.name
            value = answers.get(node.name)
            if isinstance(node, Question):
                if value is not None:
                    self.values[path] = value
            elif isinstance(node, Repeat):
                for number, row in enumerate(value or (), 1):
                    self._flatten(node, f"{path}[{number}]/", row)
            else:
                self._flatten(node, f"{path}/", value if isinstance(value, dict) else answers)

    def _refuse_unknown(self, answers: Mapping[str, Any]) -> None:
        known = {node.name for node in self.form.walk()}
        unknown = [name for name in answers if name not in known]
        if unknown:
            text = msgid("The form has no question with this name: {names}")
            raise UserError(text, names=", ".join(unknown))


class _RefusedAnswerError(UserError):
    """A refused answer with the name of its question."""

    def __init__(self, path: str, problem: BadAnswerError) -> None:
        super().__init__(problem.text, **problem.values)
        self.path = path


def _asked(turn: Ask) -> str:
    """Return what a question is called, with what is odd before an explanation."""
    odd = turn.doubt.message if turn.doubt else ""
    return f"{odd} {turn.label}".strip()


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _media(kind: Kind, value: Any) -> Media:
    return Media(str(value), _MIME_TYPES.get(kind, "application/octet-stream"))


class _Conversation:
    """One question at a time on standard input and output."""

    def __init__(self, form: Form, env: Env, say: Translator) -> None:
        self.form = form
        self.env = env
        self.say = say

    def run(self, draft: Draft) -> Draft:
        """Ask until the card is accepted with an empty line. Raises EOFError."""
        while True:
            turn = engine.current(self.form, draft, self.env)
            typed = self._typed(turn)
            if isinstance(turn, Card) and not typed:
                return draft
            try:
                draft = self._moved(draft, turn, typed)
            except UserError as problem:
                self._print(self.say.plain(problem.text, **problem.values))
            except StaleAnswerError:
                self._print(self.say.plain(msgid("That is not possible here.")))

    def _typed(self, turn: Ask | AskMore | Card) -> str:
        for line in self._lines(turn):
            self._print(line)
        print("> ", end="", file=sys.stderr, flush=True)  # noqa: T201 - see `_print`
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()

    def _moved(self, draft: Draft, turn: Ask | AskMore | Card, typed: str) -> Draft:
        if typed == "<":
            return engine.back(self.form, draft, self.env)
        if isinstance(turn, Card):
            return self._changed(draft, turn, typed)
        if isinstance(turn, AskMore):
            if typed:
                return engine.add(self.form, draft, turn.path, self.env)
            return engine.finish(self.form, draft, self.env)
        if not typed:
            move = engine.keep if turn.can_keep else engine.skip
            return move(self.form, draft, self.env)
        given = _media(turn.kind, typed) if turn.kind in UPLOADS else typed
        return engine.answer(self.form, draft, given, self.env)

    def _changed(self, draft: Draft, card: Card, typed: str) -> Draft:
        parts = [part for later in card.later for part in later.parts] + list(card.repeats)
        if typed.startswith("+") and typed[1:].isdigit() and 0 < int(typed[1:]) <= len(parts):
            return engine.open_later(self.form, draft, parts[int(typed[1:]) - 1].path, self.env)
        chosen = [row for row in card.rows if str(row.number) == typed]
        if not chosen:
            raise StaleAnswerError(typed)
        return engine.change(self.form, draft, chosen[0].path, self.env)

    def _lines(self, turn: Ask | AskMore | Card) -> Iterable[str]:
        yield ""
        if isinstance(turn, Card):
            yield from self._card_lines(turn)
        elif isinstance(turn, AskMore):
            text = msgid("{label}: {count}. Add one more? Type + for yes, Enter to go on.")
            yield self.say.plain(text, label=turn.label, count=turn.count)
        else:
            yield from self._question_lines(turn)

    def _question_lines(self, turn: Ask) -> Iterable[str]:
        heading = " / ".join(turn.headings)
        yield f"{turn.number}/{turn.total} {heading} {_asked(turn)}".replace("  ", " ")
        if turn.hint:
            yield turn.hint
        if turn.problem:
            yield turn.problem
        for number, choice in enumerate(turn.choices, 1):
            yield f"  {number}. {choice.label}"
        if turn.value:
            text = msgid("Enter leaves: {value}")
            yield self.say.plain(text, value=turn.shown)
        elif turn.can_skip:
            yield self.say.plain(msgid("Enter skips the question."))

    def _card_lines(self, card: Card) -> Iterable[str]:
        yield from (_row_line(row) for row in card.rows)
        parts = [part for later in card.later for part in later.parts] + list(card.repeats)
        yield from (f" +{number}. {part.label}" for number, part in enumerate(parts, 1))
        yield self.say.plain(msgid("A number changes an answer, +number adds, Enter saves."))

    def _print(self, line: str) -> None:
        print(line, file=sys.stderr)  # noqa: T201 - standard output is kept for the JSON


def _row_line(row: Row) -> str:
    return f"{row.number:>3}. {row.label}: {row.shown or '-'}"
