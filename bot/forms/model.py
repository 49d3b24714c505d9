"""A form as the engine asks it: questions, groups, repeats and their rules; frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.forms.turns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from bot.forms.env import Items
    from bot.forms.turns import Range
    from bot.forms.xpath import Expression

Rule: TypeAlias = "bool | Expression"
Parts: TypeAlias = "tuple[str | Expression, ...]"
KNOWN: Final = ("rounds", "entries", "recommendations")  # what the bot counts: `Bind.known`
_COUNTS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL})


@dataclass(frozen=True, slots=True)
class Label:
    """A text per language; a part that is an expression is computed when it is shown."""

    texts: Mapping[str, Parts]
    fallback: Parts = ()

    def parts(self, language: str) -> Parts:
        """Return the text in `language`, else in the default language of the form."""
        return self.texts.get(language) or self.fallback


NO_LABEL = Label({})


class Compare(StrEnum):
    """Which earlier answer a question is shown beside."""

    YEAR = "year"  # the same campaign a year ago: counts, which run up from January
    LAST = "last"  # the campaign before: facts, which one tap takes over
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Bind:
    """The rules of one node; `True` and `False` stand for constant expressions.

    `check` is the soft one: an answer that breaks it is asked about and may be explained; None
    where the author says nothing, True where nothing at all is to be asked about (`doubts`).
    `compare` is None where the author says nothing; see `Question.compared`. `known` names
    what the bot counts itself: such an answer stands there and is only confirmed.
    """

    data_type: str = "string"
    relevant: Rule = True
    required: Rule = False
    readonly: Rule = False
    constraint: Rule = True
    calculate: Expression | None = None
    constraint_message: Label = NO_LABEL
    required_message: Label = NO_LABEL
    preload: str = ""
    preload_params: str = ""
    visible_to: str = ""
    check: Rule | None = None
    check_message: Label = NO_LABEL
    compare: Compare | None = None
    known: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ListRow:
    """A row of an internal choice list; `element` is its place in the secondary instance."""

    name: str
    label: Label
    element: etree._Element | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Itemset:
    """Where the choices of a question come from.

    `options` are the whole internal list (empty if served or repeated); `nodeset` is kept
    when it filters, shuffles or reads a repeat. `is_dynamic`: the offer depends on answers.
    """

    source: str
    value_ref: str
    label_ref: str
    options: tuple[ListRow, ...] = ()
    nodeset: Expression | None = None
    nodeset_source: str = ""
    is_dynamic: bool = False
    is_served: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A leaf of the form. `path` has no root: `more/photos/photo`.

    `default` is text in the instance, `initial` an expression evaluated once. `voice` is the
    name of the sibling audio question (`<name>_voice`) that answers this text by voice;
    that sibling is a `companion` and never asked itself. `explains` is the name of the sibling
    whose answer it explains: such a question is relevant while a soft check speaks there.
    """

    name: str
    path: str
    kind: Kind
    bind: Bind
    label: Label = NO_LABEL
    hint: Label = NO_LABEL
    media: Mapping[str, Label] = field(default_factory=dict)
    appearance: frozenset[str] = frozenset()
    default: str = ""
    initial: Expression | None = None
    itemset: Itemset | None = None
    range: Range | None = None
    voice: str = ""
    is_companion: bool = False
    explains: str = ""

    @property
    def has_default(self) -> bool:
        """Tell whether the question starts with a value, so that it need not be asked."""
        return bool(self.default) or self.initial is not None

    @property
    def compared(self) -> Compare:
        """Return what the question is compared with: numbers with last year unless said."""
        if self.bind.compare is not None:
            return self.bind.compare
        return Compare.YEAR if self.kind in _COUNTS else Compare.NONE


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Questions under one heading; `is_field_list` shows them on one card."""

    name: str
    path: str
    bind: Bind
    children: tuple[Node, ...]
    label: Label = NO_LABEL
    appearance: frozenset[str] = frozenset()

    @property
    def is_later(self) -> bool:
        """Tell whether the group is reached only from the card."""
        return "later" in self.appearance


@dataclass(frozen=True, slots=True, eq=False)
class Repeat(Group):
    """A group that repeats; `count` fixes how many times, `limit` (0: none) caps them."""

    count: Expression | None = None
    limit: int = 0


Node: TypeAlias = Question | Group  # a Repeat is a Group


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """Sets `target` when the question at its key changes; no expression empties it."""

    target: str
    value: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One version of a questionnaire; the same XML is the same form.

    `digest` is the SHA-256 of its XML. `instances` are internal secondary instances by id,
    `served` the ids of lists that the bot or an attachment serves.
    `looks_back_only`: one pass in the order of the sheet settles every rule.
    `lockable` are the paths of nodes that are or may become read-only, as what is in them.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    root: Group
    questions: Mapping[str, Question]
    groups: Mapping[str, Group]
    triggers: Mapping[str, tuple[Trigger, ...]]
    instances: Mapping[str, etree._Element]
    served: tuple[str, ...]
    attachments: Mapping[str, Items]
    namespaces: Mapping[str, str]
    root_attributes: Mapping[str, str]
    digest: str
    looks_back_only: bool
    lockable: frozenset[str]

    def named(self, name: str) -> Node | None:
        """Return the question or group called `name`, wherever it stands."""
        return next((node for node in self.walk() if node.name == name), None)

    def walk(self) -> Iterator[Node]:
        """Yield every node under the root in the order of the sheet."""
        waiting = list(reversed(self.root.children))
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, Group):
                waiting.extend(reversed(node.children))
