"""A draft unfolded into an instance tree, and its recomputation after an answer.

One tree holds what XPath sees: texts of relevant nodes, blanks for the others. The texts of
irrelevant nodes are kept beside it, so that they return with their relevance.
"""

from __future__ import annotations

import logging
import random
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from bot.forms import choices, doubts, xpath
from bot.forms.model import Bind, Group, Node, Question, Repeat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.forms.draft import Draft
    from bot.forms.env import Env
    from bot.forms.model import Form, Label, Rule
    from bot.forms.xpath import Expression

log = logging.getLogger(__name__)

_PASSES = 12  # calculations that do not settle by then are circular
_RANDOM = frozenset({"random", "randomize", "uuid"})
_NO_CHANCE = random.Random(0)  # noqa: S311 - for expressions that draw nothing from it


class Spot:
    """One node of the draft: a question, a group or an instance of a repeat, at its path."""

    __slots__ = ("children", "element", "is_relevant", "node", "parent", "path", "text")

    def __init__(
        self, node: Node, path: str, parent: Spot | None, element: etree._Element
    ) -> None:
        self.node = node
        self.path = path
        self.parent = parent
        self.element = element
        self.is_relevant = True
        self.text = ""
        self.children: list[Spot | Series] = []


class Series:
    """All instances of a repeat under one parent, in order; none of them need exist."""

    __slots__ = ("instances", "is_relevant", "node", "parent", "path")

    def __init__(self, node: Repeat, path: str, parent: Spot) -> None:
        self.node = node
        self.path = path
        self.parent = parent
        self.is_relevant = True
        self.instances: list[Spot] = []


class Live:
    """The unfolded draft: spots by path, the tree, and what evaluates in it."""

    def __init__(self, form: Form, env: Env) -> None:
        self.form = form
        self.env = env
        self.spots: dict[str, Spot] = {}
        self.serieses: dict[str, Series] = {}
        self.tree = etree.Element(form.root.name, dict(form.root_attributes))
        self.root = Spot(form.root, "", None, self.tree)
        self._instances = choices.Instances(form, env)
        self._hooks = choices.hooks(self)
        self._places: dict[str, etree._Element] = {}

    @classmethod
    def start(cls, form: Form, env: Env) -> Live:
        """Unfold an empty form: one instance of each repeat outside later groups."""
        live = cls(form, env)
        live._grow(live.root, {}, is_later=False)
        live._note_places()
        return live

    @classmethod
    def unfold(cls, form: Form, draft: Draft, env: Env) -> Live:
        """Unfold a stored draft and recompute what is relevant, nothing else."""
        live = cls(form, env)
        live._grow(live.root, draft.counts, is_later=False)
        live._note_places()
        for path, text in draft.values.items():
            spot = live.spots.get(path)
            if spot is not None:
                spot.text = spot.element.text = text
        live.settle_relevance()
        return live

    def values(self) -> dict[str, str]:
        """Return every non-empty text by path."""
        return {path: spot.text for path, spot in self.spots.items() if spot.text}

    def counts(self) -> dict[str, int]:
        """Return how many instances each repeat has."""
        return {path: len(series.instances) for path, series in self.serieses.items()}

    def _grow(self, spot: Spot, counts: Mapping[str, int] | None, *, is_later: bool) -> None:
        prefix = f"{spot.path}/" if spot.path else ""
        for node in spot.node.children if isinstance(spot.node, Group) else ():
            path = prefix + node.name
            if isinstance(node, Repeat):
                self._grow_series(Series(node, path, spot), counts, is_later=is_later)
                continue
            child = self._add_spot(node, path, spot)
            if isinstance(node, Group):
                self._grow(child, counts, is_later=is_later or node.is_later)

    def _add_spot(self, node: Node, path: str, parent: Spot) -> Spot:
        spot = Spot(node, path, parent, etree.SubElement(parent.element, node.name))
        parent.children.append(spot)
        self.spots[path] = spot
        return spot

    def _note_places(self) -> None:
        """Note the elements outside repeats: they neither come nor go."""
        prefix = f"/{self.form.root.name}/"
        self._places = {prefix + p: s.element for p, s in self.spots.items() if "[" not in p}

    def _grow_series(
        self, series: Series, counts: Mapping[str, int] | None, *, is_later: bool
    ) -> None:
        self.serieses[series.path] = series
        series.parent.children.append(series)
        later = is_later or series.node.is_later
        implied = 0 if later or series.node.count is not None else 1
        wanted = counts.get(series.path, implied) if counts else implied
        for _ in range(wanted):
            self.add_instance(series, counts)

    def add_instance(self, series: Series, counts: Mapping[str, int] | None = None) -> Spot:
        """Append an instance after the last one of its repeat."""
        path = f"{series.path}[{len(series.instances) + 1}]"
        element = etree.Element(series.node.name)
        _insert(series, element)
        spot = Spot(series.node, path, series.parent, element)
        series.instances.append(spot)
        self.spots[path] = spot
        self._grow(spot, counts, is_later=False)
        return spot

    def drop_instance(self, series: Series) -> None:
        """Remove the last instance with all that is in it."""
        spot = series.instances.pop()
        series.parent.element.remove(spot.element)
        for path in [p for p in self.spots if p == spot.path or p.startswith(f"{spot.path}/")]:
            del self.spots[path]
        for path in [p for p in self.serieses if p.startswith(f"{spot.path}/")]:
            del self.serieses[path]

    # -- evaluation ---------------------------------------------------------------------

    def scope(self, spot: Spot, expression: Expression) -> xpath.Scope:
        """Return where an expression of `spot` is evaluated."""
        return xpath.Scope(
            node=spot.element,
            instances=self._instances,
            now=self.env.now,
            random=self._chance(spot) if _is_random(expression) else _NO_CHANCE,
            namespaces=self.form.namespaces,
            language=self.env.language,
            hooks=self._hooks,
            places=self._places,
        )

    def _chance(self, spot: Spot) -> random.Random:
        """Return one chance for one place of a draft: a reload must change nothing."""
        return random.Random(f"{self.env.seed}:{spot.path}")  # noqa: S311 - shuffles choices, guards nothing

    def holds(self, rule: Rule, spot: Spot, *, fallback: bool) -> bool:
        """Evaluate a condition; a fault is logged and gives `fallback`."""
        if isinstance(rule, bool):
            return rule
        try:
            return rule.truth(self.scope(spot, rule))
        except xpath.XPathError as error:
            log.warning("form %s, %s: %s", self.form.form_id, spot.path, error)
            return fallback

    def text(self, expression: Expression, spot: Spot) -> str:
        """Evaluate a text; a fault is logged and gives a blank, so does no number (JavaRosa)."""
        try:
            text = expression.text(self.scope(spot, expression))
        except xpath.XPathError as error:
            log.warning("form %s, %s: %s", self.form.form_id, spot.path, error)
            return ""
        return "" if text == "NaN" else text

    def nodes(self, expression: Expression, spot: Spot) -> list[etree._Element]:
        """Evaluate a node-set; a fault is logged and gives none."""
        try:
            found = expression.nodes(self.scope(spot, expression))
        except xpath.XPathError as error:
            log.warning("form %s, %s: %s", self.form.form_id, spot.path, error)
            return []
        return [node for node in found if isinstance(node, xpath.Element)]

    def label(self, label: Label, spot: Spot, language: str | None = None) -> str:
        """Return a label with its outputs computed."""
        parts = label.parts(self.env.language if language is None else language)
        if len(parts) == 1 and isinstance(parts[0], str):
            return parts[0]
        return "".join(p if isinstance(p, str) else self.text(p, spot) for p in parts)

    # -- recomputation ------------------------------------------------------------------

    def set_text(self, spot: Spot, text: str) -> bool:
        """Store a text and show it to XPath if relevant; tell whether it changed."""
        changed = spot.text != text
        spot.text = text
        spot.element.text = text if spot.is_relevant else None
        return changed

    def settle_relevance(self) -> None:
        """Recompute relevance to a fixed point; values stay as they are."""
        for _ in range(_PASSES):
            if not self._relevance_pass(self.root) or self.form.looks_back_only:
                return

    def recompute(self) -> None:
        """Recompute relevance, repeat counts, calculations and offers to a fixed point."""
        for _ in range(_PASSES):
            changed = self._pass(self.root) and not self.form.looks_back_only
            if not choices.clear_withdrawn(self) and not changed:
                return
        log.warning("form %s: calculations do not settle", self.form.form_id)

    def _relevance_pass(self, parent: Spot) -> bool:
        changed = False
        for child in parent.children:
            if isinstance(child, Series):
                changed |= self._update_series(child)
            for spot in child.instances if isinstance(child, Series) else (child,):
                changed |= self._update_relevance(spot)
                if spot.children:
                    changed |= self._relevance_pass(spot)
        return changed

    def _pass(self, parent: Spot) -> bool:
        changed = False
        for child in parent.children:
            if isinstance(child, Series):
                changed |= self._update_series(child)
                changed |= self._fit_count(child)
            for spot in child.instances if isinstance(child, Series) else (child,):
                changed |= self._update_relevance(spot)
                changed |= self._calculate(spot)
                if spot.children:
                    changed |= self._pass(spot)
        return changed

    def _update_relevance(self, spot: Spot) -> bool:
        parent = spot.parent
        rule = spot.node.bind.relevant
        relevant = (parent is None or parent.is_relevant) and (
            rule is True or self.holds(rule, spot, fallback=False)
        )
        if relevant and isinstance(spot.node, Question) and spot.node.explains:
            relevant = doubts.of(self, self.beside(spot, spot.node.explains)) is not None
        if relevant is spot.is_relevant:
            return False
        spot.is_relevant = relevant
        if isinstance(spot.node, Question):
            spot.element.text = spot.text if relevant else None
        return True

    def _update_series(self, series: Series) -> bool:
        rule = series.node.bind.relevant
        relevant = series.parent.is_relevant
        if relevant and rule is not True:
            with self.probed(series) as spot:
                relevant = self.holds(rule, spot, fallback=False)
        changed = relevant is not series.is_relevant
        series.is_relevant = relevant
        return changed

    @contextmanager
    def probed(self, series: Series) -> Iterator[Spot]:
        """Give an instance of a repeat to evaluate in; where there is none, a passing one."""
        if series.instances:
            yield series.instances[0]
            return
        element = etree.Element(series.node.name)
        _insert(series, element)
        try:
            yield Spot(series.node, f"{series.path}[1]", series.parent, element)
        finally:
            series.parent.element.remove(element)

    def _calculate(self, spot: Spot) -> bool:
        calculate = spot.node.bind.calculate
        if calculate is None or not spot.is_relevant:
            return False
        return self.set_text(spot, self.text(calculate, spot))

    def _fit_count(self, series: Series) -> bool:
        if series.node.count is None or not series.is_relevant:
            return False
        with self.probed(series) as spot:
            wanted = min(_whole(self.text(series.node.count, spot)), self.limit(series))
        before = len(series.instances)
        while len(series.instances) > wanted:
            self.drop_instance(series)
        while len(series.instances) < wanted:
            self.initialise(self.add_instance(series))
        return before != wanted

    def limit(self, series: Series) -> int:
        """Return how many instances a repeat may have."""
        return min(series.node.limit or self.env.repeat_limit, self.env.repeat_limit)

    def initialise_computed(self) -> None:
        """Evaluate defaults that are expressions again, now that calculations have values."""
        for spot in self.spots.values():
            if isinstance(spot.node, Question) and spot.node.initial is not None:
                self.set_text(spot, self.text(spot.node.initial, spot))

    def first_named(self, name: str) -> Spot | None:
        """Return the first spot of the question called `name`."""
        return next((s for s in self.spots.values() if s.node.name == name), None)

    def beside(self, spot: Spot, name: str) -> Spot:
        """Return the sibling of `spot` called `name`."""
        return self.spots[spot.path.removesuffix(spot.node.name) + name]

    def fire_triggers(self, spot: Spot, depth: int = 8) -> None:
        """Set what a changed answer triggers, in its own repeat instance first."""
        for trigger in self.form.triggers.get(spot.node.path, ()):
            target = self._nearest(trigger.target, spot)
            if target is None:
                continue
            text = self.text(trigger.value, target) if trigger.value is not None else ""
            if self.set_text(target, text) and depth:
                self.fire_triggers(target, depth - 1)

    def _nearest(self, path: str, spot: Spot) -> Spot | None:
        found = [s for s in self.spots.values() if s.node.path == path]
        return max(found, key=lambda s: _shared(s.path, spot.path), default=None)

    def choosers(self) -> list[Spot]:
        """Return the questions whose offer depends on other answers."""
        return [s for s in self.spots.values() if _has_dynamic_list(s.node)]

    def initialise(self, spot: Spot) -> None:
        """Give a new spot and all in it their defaults and preloads, in order."""
        if isinstance(spot.node, Question):
            self._give_default(spot, spot.node)
        for child in spot.children:
            for inner in child.instances if isinstance(child, Series) else (child,):
                self.initialise(inner)

    def _give_default(self, spot: Spot, question: Question) -> None:
        if question.initial is not None:
            self.set_text(spot, self.text(question.initial, spot))
        elif question.default:
            self.set_text(spot, question.default)
        elif question.bind.preload:
            self.set_text(spot, self._preloaded(question))

    def _preloaded(self, question: Question) -> str:
        bind = question.bind
        if bind.preload == "date":
            return self.env.today.isoformat()
        if bind.preload == "timestamp":
            return "" if is_end(bind) else self.env.now.isoformat(timespec="milliseconds")
        return self.env.presets.get(bind.preload_params.removeprefix("uri:"), "")

    def walk(self, parent: Spot | None = None) -> Iterator[Spot | Series]:
        """Yield every spot in order; a repeat comes after its instances."""
        for child in (parent or self.root).children:
            if isinstance(child, Series):
                for instance in child.instances:
                    yield instance
                    yield from self.walk(instance)
                yield child
            else:
                yield child
                if child.children:
                    yield from self.walk(child)


def is_end(bind: Bind) -> bool:
    """Tell whether a node notes the moment of saving (`end`); it is blank until then."""
    return bind.preload == "timestamp" and bind.preload_params == "end"


def _insert(series: Series, element: etree._Element) -> None:
    if series.instances:
        series.instances[-1].element.addnext(element)
        return
    parent = series.parent
    before = 0
    for child in parent.children:
        if child is series:
            break
        before += len(child.instances) if isinstance(child, Series) else 1
    parent.element.insert(before, element)


def _whole(text: str) -> int:
    try:
        return max(int(float(text)), 0)
    except (ValueError, OverflowError):
        return 0


@lru_cache(maxsize=8192)
def _is_random(expression: Expression) -> bool:
    return bool(expression.functions() & _RANDOM)


def _shared(one: str, other: str) -> int:
    """Count the leading parts that two paths share."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), len(one))


def _has_dynamic_list(node: Node) -> bool:
    return isinstance(node, Question) and node.itemset is not None and node.itemset.is_dynamic
