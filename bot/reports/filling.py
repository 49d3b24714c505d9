"""Word templates filled in: what an expression of them may do; only in child processes."""

import io
import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.reports.word import clean
from storage import templates
from storage.database import Reader

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

MEMORY_BYTES: Final = 1 * 2**30  # of the child: the template is somebody's file
PARAGRAPH: Final = "\a"  # docxtpl begins a paragraph like the present one
# They would let what a person typed into the document as markup.
UNSAFE_FILTERS: Final = ("safe", "xmlattr")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: what conditions reckon with, and how the language writes it."""

    number: float
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG; `alt`: its words for who does not see it. The height follows from the width."""

    png: bytes
    width_mm: float
    alt: str


# A sequence is looped over, or printed as paragraphs; a mapping is a row with fields of its own.
Value = str | Figure | Picture | Sequence["Value"] | Mapping[str, "Value"]
Values = Mapping[str, Value]


# ---------------------------------------------------------------- as expressions see them
# The sandbox forbids what begins with an underscore, so nothing here opens a way to Python.


class _Drawn:
    """A picture in the place of a field."""

    __slots__ = ("_markup",)

    def __init__(self, markup: Callable[[], str]) -> None:
        self._markup = markup

    def __html__(self) -> str:
        """Return the picture as Word's markup."""
        return self._markup()

    __str__ = __html__


class _Whole(int):
    """A whole number that is written as the language does; none of something is false."""

    _words: str

    def __html__(self) -> str:
        """Return its words."""
        return escape(self._words)

    def __str__(self) -> str:
        """Return its words."""
        return self._words


class _Decimal(float):
    """A decimal number that is written as the language does."""

    _words: str

    def __html__(self) -> str:
        """Return its words."""
        return escape(self._words)

    def __str__(self) -> str:
        """Return its words."""
        return self._words


class _Row:
    """Fields that are reached by a dot, and nothing else."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> Any:
        return self._fields[name]

    def __html__(self) -> str:
        """Refuse: a row is not words."""
        told = "a row has no words of its own: name one of its fields"
        raise TypeError(told)

    __str__ = __html__


class _Several(tuple[Any, ...]):
    """What a loop goes over; printed as it is, each of it is a paragraph."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return paragraphs."""
        return PARAGRAPH.join(
            one.__html__() if hasattr(one, "__html__") else escape(one) for one in self
        )

    def __str__(self) -> str:
        """Return paragraphs."""
        return PARAGRAPH.join(map(str, self))


def shown(value: Value, draw: Callable[[Picture], str]) -> Any:
    """Return a value as the expressions of a template see it; `draw` makes Word's markup."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Figure):
        return _figure(value)
    if isinstance(value, Picture):
        return _Drawn(lambda: draw(value))
    if isinstance(value, Mapping):
        return _Row({name: shown(one, draw) for name, one in value.items()})
    return _Several(shown(one, draw) for one in value)


def _figure(value: Figure) -> _Whole | _Decimal:
    number: _Whole | _Decimal = (
        _Whole(value.number) if isinstance(value.number, int) else _Decimal(value.number)
    )
    number._words = clean(value.words)  # noqa: SLF001  # int and float take no more arguments
    return number


def in_words(values: Values) -> dict[str, Any]:
    """Return the values with the words of a picture in its place: nothing of a document."""
    return {name: shown(one, lambda picture: escape(picture.alt)) for name, one in values.items()}


# -------------------------------------------------------------------- a document


def fill(template: bytes, values: Values) -> bytes:
    """Fill a template in; what is not a field of it is an error."""
    import docxtpl  # noqa: PLC0415  # only in the child process

    document = docxtpl.DocxTemplate(io.BytesIO(template))

    def draw(picture: Picture) -> str:
        return _drawn(document, picture)

    given = {name: shown(value, draw) for name, value in values.items()}
    document.render(given, jinja_env=environment(), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _drawn(document: Any, picture: Picture) -> str:
    """Return a picture as Word's markup, with its words for who does not see it."""
    import docxtpl  # noqa: PLC0415  # only in the child process
    from docx.shared import Mm  # noqa: PLC0415

    image = docxtpl.InlineImage(document, io.BytesIO(picture.png), width=Mm(picture.width_mm))
    told = escape(clean(picture.alt))
    return str(image).replace("<wp:docPr ", f'<wp:docPr descr="{told}" ', 1)


def environment() -> "SandboxedEnvironment":
    """Return what a template may do: our fields, conditions, loops; nothing else of Python."""
    import jinja2  # noqa: PLC0415  # only in the child process
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    made = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    for name in UNSAFE_FILTERS:
        del made.filters[name]
    return made


def limit(cpu_s: int) -> None:
    """Let a template made to exhaust memory or time end this child, not the bot."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))


async def own(db: Reader, code: str, kept: Path) -> bytes | None:
    """Return the institution's template; None where the shipped one is in force."""
    found = (await templates.known(db)).get(code)
    source = kept / found.sha256[:2] / found.sha256 if found else None
    return source.read_bytes() if source is not None and source.exists() else None
