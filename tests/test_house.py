"""The house's own rules: layers, SQL in one folder, one clock, one owner of tasks, no drawers."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR \w+ )?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b", re.DOTALL
)
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "monotonic"),
}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base"}
NOQA = re.compile(r"# noqa(?!: [A-Z]+[0-9]+)")
NOQA_CODE = re.compile(r"# noqa: ((?:[A-Z]+[0-9]+(?:, )?)+)(\s+(?:#|-) \w)?")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def texts(path: Path) -> Iterator[ast.Constant]:
    """Give the strings of a module but for docstrings."""
    module = parsed(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def calls(path: Path) -> Iterator[tuple[str, str, ast.Call]]:
    """Give each call as the name before the dot, the name after it, and its node."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                owner = function.value
                before = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                yield before, function.attr, node
            elif isinstance(function, ast.Name):
                yield "", function.id, node


def test_layers(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts of pyproject.toml hold."""
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_only_storage_speaks_sql() -> None:
    """Whoever looks for a query looks in one folder."""
    found = [
        place(path, text)
        for path in sources("bot")
        for text in texts(path)
        if SQL.search(str(text.value))
    ]
    assert found == []


def test_the_clock_is_an_argument() -> None:
    """Pure modules, handlers and storage are told the time, so that the demo can move it."""
    pure = ("bot/forms", "bot/rules", "bot/screens", "bot/handlers", "bot/imports", "bot/reports")
    asks = [
        place(path, node)
        for path in sources(*pure, "storage")
        if path.name != "backups.py"  # names its files by the machine's time
        for before, after, node in calls(path)
        if (before, after) in CLOCKS
    ]
    assert asks == []


def test_storage_binds_its_values() -> None:
    """An f-string in SQL holds only names of the module: columns, marks, constants."""
    loose = [
        place(path, node)
        for path in sources("storage")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.JoinedStr) and SQL.search(ast.unparse(node))
        for part in node.values
        if isinstance(part, ast.FormattedValue) and part.conversion != -1
    ]
    assert loose == []


def test_handlers_never_send() -> None:
    """What is said is a row of the outbox, committed with its cause."""
    sends = [
        place(path, node)
        for path in sources("bot/handlers")
        for before, after, node in calls(path)
        if after.startswith("reply_")
        or before in {"bot", "application", "_bot"}
        or any(word.arg == "block" for word in node.keywords)
    ]
    assert sends == []


def test_one_place_owns_tasks() -> None:
    """A task that nobody holds may vanish, and fails in silence."""
    owners = {
        path.relative_to(ROOT).as_posix()
        for path in sources("bot", "storage")
        for _, after, _ in calls(path)
        if after in {"create_task", "ensure_future", "TaskGroup", "run_coroutine_threadsafe"}
    }
    assert owners == {"bot/delivery/tasks.py"}


def test_no_drawers() -> None:
    """A module is a noun of the domain."""
    drawers = [str(path) for path in sources("bot", "storage", "tests") if path.stem in DRAWERS]
    assert drawers == []


def test_every_exception_of_the_linter_has_its_reason() -> None:
    """In words, at least once in a file for each rule, and never for all rules at once."""
    bare = []
    for path in sources("bot", "storage"):
        text = path.read_text("utf-8")
        bare += [f"{path.relative_to(ROOT)}: all rules" for _ in NOQA.findall(text)]
        given: dict[str, bool] = {}
        for codes, reason in NOQA_CODE.findall(text):
            for code in codes.split(", "):
                given[code] = given.get(code, False) or bool(reason)
        bare += [
            f"{path.relative_to(ROOT)}: {code}" for code, is_given in given.items() if not is_given
        ]
    assert bare == []


def test_nothing_is_left_for_later() -> None:
    """No notes to do something one day."""
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        str(path.relative_to(ROOT))
        for path in sources("bot", "storage")
        if later.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_secret_and_no_path_of_a_machine() -> None:
    """The repository names no registry, no token and no folder of who wrote it."""
    private = re.compile(
        r"/home/\w+|/tmp/team|\b[0-9]{8,10}:AA[\w-]{33}\b|https?://[\w.-]*pypi[\w.-]*/"
    )
    found = [
        str(path.relative_to(ROOT))
        for path in [*sources("bot", "storage"), ROOT / "pyproject.toml", ROOT / "Makefile"]
        if private.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_each_table_of_records_has_a_comment() -> None:
    """The schema says what its tables hold."""
    for path in sorted((ROOT / "storage" / "migrations").glob("*.sql")):
        text = path.read_text("utf-8")
        assert text.startswith("--"), path.name
        strict = re.findall(r"^\) STRICT", text, re.MULTILINE)
        assert len(strict) == len(re.findall(r"^CREATE TABLE", text, re.MULTILINE)), path.name
