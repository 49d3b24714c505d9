"""What a Word template asks for: its fields, its loops and conditions, and where they are wrong.

Only in child processes. Places are told in the words that stand in the document.
"""

import html
import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import filling
from bot.reports.filling import Values
from bot.rules.paper_templates import TemplateKind

if TYPE_CHECKING:
    from jinja2 import nodes

SHOWN: Final = 80  # characters of the template in a message
# docxtpl's own are vm, hm, colspan and cellbg: cells of a table.
BLOCKS: Final = ("for", "if")
MIDDLES: Final = ("else", "elif")
ALONE: Final = ("set", "vm", "hm", "colspan", "cellbg")

BROKEN: Final = msgid(
    "Word's own markup in this file is broken: open it in Word and save it anew."
)
UNKNOWN: Final = msgid(
    "There is no such field: {names}. See the list of fields in the message above."
)
SYNTAX: Final = msgid(
    "Brackets are not right here: «{place}». A field is written {example}, on one line, with two "
    "brackets on each side."
)
FAILS: Final = msgid(
    "The template cannot be filled in, because of this place: «{place}». Only fields, conditions "
    "and loops over them are possible."
)
UNENDED: Final = msgid(
    "What begins here is not ended: «{place}». Write {example} where it is to end."
)
UNBEGUN: Final = msgid("Here something ends that has not begun: «{place}».")
NOT_ALONE: Final = msgid(
    "«{place}» is to stand on a line of its own: what stands beside it would not be printed."
)

_TAG: Final = re.compile(
    r"\{%(?P<whole>p|tr|tc|r)?[-\s]\s*(?P<word>\w*)(?P<rest>.*?)%\}", re.DOTALL
)
_PARAGRAPH: Final = re.compile(r"(?=<w:p[ >])|(?=\{%)|(?<=%\})")
_FIELD: Final = re.compile(r"(?=<w:p[ >])|(?=\{[{%])|(?<=[}%]\})")


class Template:
    """A Word file as Jinja is given it: the body, headers and footers. Raises UserError."""

    def __init__(self, content: bytes) -> None:
        import docxtpl  # noqa: PLC0415  # only in the child process

        try:
            document = docxtpl.DocxTemplate(io.BytesIO(content))
            document.init_docx()
            parts = [document.get_xml()]
            for uri in (document.HEADER_URI, document.FOOTER_URI):
                found = document.get_headers_footers(uri)
                parts += [document.get_part_xml(one) for _, one in found]
            self._parts = parts
            self._patched = [str(document.patch_xml(one)) for one in parts]
        except MemoryError:
            raise
        except Exception as fault:  # lxml, python-docx and zipfile have a dozen kinds of it
            raise UserError(BROKEN) from fault

    def check(self, kind: TemplateKind) -> set[str]:
        """Return the fields that are used; raise UserError that names what is wrong, and where."""
        for one in self._parts:
            _check_blocks([plain(words, None) for words in one.split("</w:p>")])
        used: set[str] = set()
        unknown: set[str] = set()
        for one in self._patched:
            names, tree = _parsed(one, kind.needed[0])
            used |= names
            unknown |= set(_unknown_in_rows(tree, kind.rows))
        unknown |= used - kind.names
        if unknown:
            raise UserError(UNKNOWN, names=", ".join(map(braced, sorted(unknown))))
        return used

    def culprit(self, values: Values) -> str:
        """Return the words of the first place that cannot be filled in."""
        environment, words = filling.environment(), filling.in_words(values)
        for one in self._patched:
            lined = "\n".join(_FIELD.split(one))
            try:
                environment.from_string(lined).render(words)
            except MemoryError:
                raise
            except Exception as fault:  # noqa: BLE001  # whatever it is, this is the place
                return _line(lined, _where(fault))
        return ""


def braced(name: str) -> str:
    """Return a field as it is written."""
    return f"{{{{ {name} }}}}"


def plain(xml: str, longest: int | None = SHOWN) -> str:
    """Return the words of a piece of XML, at most `longest` characters of them."""
    words = html.unescape(re.sub(r"<[^>]*>", "", xml)).strip()
    return words if longest is None or len(words) <= longest else f"{words[: longest - 1]}…"


# -------------------------------------------------------------------- loops and conditions


def _check_blocks(paragraphs: list[str]) -> None:
    """Raise UserError where a loop or a condition has no end, no beginning or no place."""
    begun: list[tuple[str, str, str]] = []  # for or if, the mark's own letters, the mark
    for words in paragraphs:
        for found in _TAG.finditer(words):
            place, word = found[0], found["word"]
            if found["whole"] == "p" and words != place:
                raise UserError(NOT_ALONE, place=plain(place))
            if word in BLOCKS:
                _check_condition(place, word, found["rest"])
                begun.append((word, found["whole"] or "", place))
            elif word.startswith("end"):
                _end(begun, word.removeprefix("end"), place)
            elif word in MIDDLES and not begun:
                raise UserError(UNBEGUN, place=plain(place))
            elif word not in {*MIDDLES, *ALONE}:
                raise UserError(FAILS, place=plain(place))
    if begun:
        _refuse_unended(*begun[-1])


def _end(begun: list[tuple[str, str, str]], word: str, place: str) -> None:
    if not any(word == one for one, _, _ in begun):
        raise UserError(UNBEGUN, place=plain(place))
    if begun[-1][0] != word:
        _refuse_unended(*begun[-1])
    begun.pop()


def _refuse_unended(word: str, letters: str, place: str) -> None:
    raise UserError(UNENDED, place=plain(place), example=f"{{%{letters} end{word} %}}")


def _check_condition(place: str, word: str, rest: str) -> None:
    import jinja2  # noqa: PLC0415  # only in the child process

    # Word sets its own quotation marks; docxtpl takes them back.
    straight = re.sub("[“”„]", '"', re.sub("[‘’]", "'", rest))
    try:
        filling.environment().parse(f"{{% {word} {straight} %}}{{% end{word} %}}")
    except jinja2.TemplateSyntaxError as fault:
        raise UserError(FAILS, place=plain(place)) from fault


# -------------------------------------------------------------------- fields


def _parsed(xml: str, example: str) -> "tuple[set[str], nodes.Template]":
    """Return the fields of a part and its tree; `example`: a field to be shown."""
    import jinja2  # noqa: PLC0415  # only in the child process
    from jinja2 import meta  # noqa: PLC0415

    # A paragraph a line, so that the number of a faulty line is the paragraph's.
    lined = "\n".join(_PARAGRAPH.split(xml))
    try:
        tree = filling.environment().parse(lined)
        return meta.find_undeclared_variables(tree), tree
    except jinja2.TemplateAssertionError as fault:  # a filter that there is not
        raise UserError(FAILS, place=_line(lined, fault.lineno)) from fault
    except jinja2.TemplateSyntaxError as fault:
        place = _line(lined, fault.lineno)
        raise UserError(SYNTAX, place=place, example=braced(example)) from fault


def _line(lined: str, number: int) -> str:
    lines = lined.split("\n")
    return plain(lines[min(number, len(lines)) - 1])


def _where(fault: BaseException) -> int:
    """Return the line of a template in which it failed: Jinja puts it into the traceback."""
    line, step = 1, fault.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line


def _unknown_in_rows(tree: "nodes.Node", rows: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Give the fields, as they are written, that rows looped over do not have."""
    from jinja2 import nodes  # noqa: PLC0415  # only in the child process

    for loop in tree.find_all(nodes.For):
        if isinstance(loop.iter, nodes.Name) and isinstance(loop.target, nodes.Name):
            name, known = loop.target.name, rows.get(loop.iter.name)
            for one in loop.find_all(nodes.Getattr) if known else ():
                if _is_name(one.node, name) and known is not None and one.attr not in known:
                    yield f"{name}.{one.attr}"


def _is_name(node: Any, name: str) -> bool:
    return getattr(node, "name", None) == name
