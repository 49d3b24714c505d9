"""Word templates filled in: what an expression of them may do; only in child processes."""

import io
import resource
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.reports.word import clean
from storage import templates
from storage.database import Reader

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

MEMORY_BYTES: Final = 1 * 2**30  # of the child: the template is somebody's file
PICTURE_MM: Final = 28  # the side of a QR code: a telephone reads it from an arm's length

Values = Mapping[str, str | bytes]  # bytes: a PNG


class _Picture:
    """A picture in the place of a field; its underscore keeps the sandbox off the document."""

    __slots__ = ("_drawn",)

    def __init__(self, drawn: Any) -> None:
        self._drawn = drawn

    def __html__(self) -> str:
        """Return the picture as Word's markup."""
        return str(self._drawn)

    __str__ = __html__


def fill(template: bytes, values: Values) -> bytes:
    """Fill a template in; what is not a field of it is an error."""
    import docxtpl  # noqa: PLC0415  # only in the child process

    document = docxtpl.DocxTemplate(io.BytesIO(template))
    shown = {name: _shown(document, value) for name, value in values.items()}
    document.render(shown, jinja_env=environment(), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _shown(document: Any, value: str | bytes) -> str | _Picture:
    if isinstance(value, str):
        return clean(value)
    import docxtpl  # noqa: PLC0415  # only in the child process
    from docx.shared import Mm  # noqa: PLC0415

    side = Mm(PICTURE_MM)
    return _Picture(docxtpl.InlineImage(document, io.BytesIO(value), width=side, height=side))


def in_words(values: Values) -> dict[str, str]:
    """Return the values with the name of a field in the place of its picture."""
    return {name: one if isinstance(one, str) else name for name, one in values.items()}


def environment() -> "SandboxedEnvironment":
    """Return what a template may do: our fields, conditions, loops; nothing else of Python."""
    import jinja2  # noqa: PLC0415  # only in the child process
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    return SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)


def limit(cpu_s: int) -> None:
    """Let a template made to exhaust memory or time end this child, not the bot."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))


async def own(db: Reader, code: str, kept: Path) -> bytes | None:
    """Return the institution's template; None where the shipped one is in force."""
    found = (await templates.known(db)).get(code)
    source = kept / found.sha256[:2] / found.sha256 if found else None
    return source.read_bytes() if source is not None and source.exists() else None
