"""Questions of a contest that an institution has published itself: named, fit or not; pure.

A contest that asks them has the form `entry_own:<code of the questionnaire>`; its drafts and
submissions have the form `entry_own` and the version of the questionnaire.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.forms.model import Form, Node, Question, Repeat
from bot.forms.turns import Kind
from bot.rules.contests import ALBUMS, OWN

REQUIRED: Final = ("contest", "library", "title")
_SERVED: Final[Mapping[str, tuple[Kind, str]]] = {  # chosen from what the bot knows
    "contest": (Kind.SELECT_ONE, "contests"),
    "library": (Kind.SELECT_ONE, "libraries"),
    "nomination": (Kind.SELECT_ONE, "nominations"),
    "medium": (Kind.SELECT_ONE, "media"),
    "coauthors": (Kind.SELECT_MULTIPLE, "staff"),
}
_PLAIN: Final[Mapping[str, frozenset[Kind]]] = {
    "title": frozenset({Kind.TEXT}),
    "motto": frozenset({Kind.TEXT}),
    "link": frozenset({Kind.TEXT}),
    "more_link": frozenset({Kind.TEXT}),
    "reader_age": frozenset({Kind.INTEGER}),
    "published_on": frozenset({Kind.DATE}),
    "people": frozenset({Kind.SELECT_ONE}),
    "parents": frozenset({Kind.SELECT_ONE}),
    "scenario": frozenset({Kind.FILE, Kind.IMAGE, Kind.VIDEO, Kind.AUDIO}),
}
_FILES: Final = frozenset({Kind.FILE, Kind.IMAGE, Kind.VIDEO, Kind.AUDIO})
_ANYWHERE: Final = frozenset({"coauthors", "link", "more_link", "scenario"})  # or in `more`


@dataclass(frozen=True, slots=True)
class Unfit:
    """A published questionnaire that no contest can ask, and the names that it lacks."""

    title: str
    names: tuple[str, ...]


def named(code: str) -> str:
    """Return the form of a contest that asks the questionnaire with this code."""
    return f"{OWN}:{code}"


def is_own(form: str) -> bool:
    """Tell whether the form of a contest, draft or submission is a published questionnaire."""
    return kind_of(form) == OWN


def code_of(form: str) -> str:
    """Return the code of the questionnaire that a contest asks."""
    return form.partition(":")[2]


def kind_of(form: str) -> str:
    """Return the form of the drafts of a contest's entries."""
    return form.partition(":")[0]


def lacking(form: Form) -> tuple[str, ...]:
    """Return the names that an entry needs and that are not there, or not as records read them.

    The three required ones are asked of everybody; the others may be left out, but what bears
    the name of a shipped question is a question of the same kind in the same place.
    """
    top = {node.name: node for node in form.root.children}
    lacks = [name for name in REQUIRED if not _is_always_asked(top.get(name))]
    wrong = [node.name for node in form.walk() if not _is_read(node)]
    return tuple(dict.fromkeys([*lacks, *wrong]))


def _is_always_asked(node: Node | None) -> bool:
    if not isinstance(node, Question):
        return False
    return node.bind.required is True and node.bind.relevant is True


def _is_read(node: Node) -> bool:
    name = node.name
    if name == "more":
        return not isinstance(node, Question | Repeat) and node.path == name
    if name in ALBUMS:
        inner = {one.name: one for one in node.children} if isinstance(node, Repeat) else {}
        return node.path == name and _kind(inner.get(ALBUMS[name])) in _FILES
    if name not in _SERVED and name not in _PLAIN:
        return True
    if node.path != name and (name not in _ANYWHERE or node.path != f"more/{name}"):
        return False
    if name in _SERVED:
        return (_kind(node), _list(node)) == _SERVED[name]
    return _kind(node) in _PLAIN[name]


def _kind(node: Node | None) -> Kind | None:
    return node.kind if isinstance(node, Question) else None


def _list(node: Node) -> str:
    is_list = isinstance(node, Question) and node.itemset is not None and node.itemset.is_served
    return node.itemset.source if is_list else ""  # type: ignore[union-attr]
