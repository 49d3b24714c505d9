"""Which choices a question offers now, their labels, and the functions that look them up. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.forms import doubts, xpath
from bot.forms.env import Items
from bot.forms.model import Question
from bot.forms.turns import Choice, Kind

if TYPE_CHECKING:
    from bot.forms.env import Env, Item
    from bot.forms.live import Live, Spot
    from bot.forms.model import Form, Itemset, Label, ListRow

_EMPTY = Items(())


class Instances(Mapping[str, xpath.Element]):
    """The secondary instances that XPath can read; served lists become trees when first read."""

    def __init__(self, form: Form, env: Env) -> None:
        self._form = form
        self._env = env
        self._last_saved: xpath.Element | None = None

    def __getitem__(self, name: str) -> xpath.Element:
        if name == doubts.LAST_SAVED:
            if self._last_saved is None:
                self._last_saved = doubts.instance(self._form, self._env.last_saved)
            return self._last_saved
        internal = self._form.instances.get(name)
        if internal is not None:
            return internal
        if name not in self._form.served and name not in self._env.lists:
            raise KeyError(name)
        return served(self._form, self._env, name).instance

    def __iter__(self) -> Iterator[str]:
        yield from self._form.instances
        yield from self._form.served

    def __len__(self) -> int:
        return len(self._form.instances) + len(self._form.served)


def served(form: Form, env: Env, name: str) -> Items:
    """Return a list of the bot, else one attached to the form, else an empty one."""
    return env.lists.get(name) or form.attachments.get(name) or _EMPTY


def offered(live: Live, spot: Spot) -> tuple[Choice, ...]:
    """Return what can be chosen at `spot` now, in the order of the list."""
    itemset = _itemset(spot)
    if itemset is None:
        return ()
    if itemset.is_served:
        return _of_served(live, spot, itemset)
    if itemset.nodeset is None and _is_fixed(itemset):
        return _fixed(itemset, live.env.language, live.form.languages)
    if itemset.nodeset is None:
        return tuple(_of_row(row, live, spot) for row in itemset.options)
    elements = live.nodes(itemset.nodeset, spot)
    if not itemset.options:
        return _of_answers(elements, itemset)
    rows = {row.element: row for row in itemset.options}
    return tuple(_of_row(rows[element], live, spot) for element in elements if element in rows)


def known(live: Live, spot: Spot, name: str) -> str:
    """Return the label of a choice, also of one that is not offered now; else the name."""
    itemset = _itemset(spot)
    if itemset is None:
        return name
    if itemset.is_served:
        item = _item_of(served(live.form, live.env, itemset.source), itemset, name)
        return item.cell(itemset.label_ref, live.env.language) if item else name
    for row in itemset.options:
        if row.name == name:
            return live.label(row.label, spot)
    if itemset.options:
        return name
    return next((c.label for c in offered(live, spot) if c.name == name), name)


def _item_of(items: Items, itemset: Itemset, name: str) -> Item | None:
    if itemset.value_ref == "name":
        return items.by_name.get(name)
    return next((item for item in items if item.columns.get(itemset.value_ref) == name), None)


def clear_withdrawn(live: Live) -> bool:
    """Clear chosen names that answers elsewhere made unavailable; tell whether any was.

    Only offers that depend on answers are checked: a row that left a served list stays in
    the records that have it.
    """
    changed = False
    for spot in live.choosers():
        itemset = _itemset(spot)
        if itemset is None or not spot.text or not spot.is_relevant:
            continue
        names = {choice.name for choice in offered(live, spot)}
        kept = [name for name in _chosen(spot) if name in names]
        if len(kept) != len(_chosen(spot)):
            changed |= live.set_text(spot, " ".join(kept))
    return changed


def hooks(live: Live) -> dict[str, xpath.Hook]:
    """Return the functions of forms that need the form itself: names of choices."""
    return {
        "jr:choice-name": lambda _scope, args: _choice_name(live, *map(_text, args)),
    }


def _text(argument: xpath.Value) -> str:
    if isinstance(argument, list):
        return xpath.text_of(argument[0]) if argument else ""
    return f"{argument:g}" if isinstance(argument, float) else str(argument)


def _choice_name(live: Live, name: str, path: str) -> str:
    wanted = path.strip().partition("/")[2].partition("/")[2]
    for spot in live.spots.values():
        if spot.node.path == wanted:
            return known(live, spot, name)
    return name


def _itemset(spot: Spot) -> Itemset | None:
    return spot.node.itemset if isinstance(spot.node, Question) else None


def _chosen(spot: Spot) -> list[str]:
    assert isinstance(spot.node, Question)  # noqa: S101 - only questions have an itemset
    return [spot.text] if spot.node.kind is Kind.SELECT_ONE else spot.text.split()


def _of_served(live: Live, spot: Spot, itemset: Itemset) -> tuple[Choice, ...]:
    """Return rows of a served list; what depends on no answer is chosen once for the list."""
    items = served(live.form, live.env, itemset.source)
    language = live.env.language

    def choose() -> tuple[Choice, ...]:
        rows = _filtered(live, spot, itemset, items)
        return tuple(_of_item(row, itemset, language) for row in rows)

    if itemset.is_dynamic:
        return choose()
    return items.remembered((itemset.nodeset_source or itemset.value_ref, language), choose)


def _of_item(item: Item, itemset: Itemset, language: str) -> Choice:
    labels = item.labels if itemset.label_ref == "label" else {}
    name = item.cell(itemset.value_ref, language)
    return Choice(name, item.cell(itemset.label_ref, language), labels)


def _filtered(live: Live, spot: Spot, itemset: Itemset, items: Items) -> tuple[Item, ...]:
    if itemset.nodeset is None:
        return items.rows
    elements = live.nodes(itemset.nodeset, spot)
    return tuple(items.by_element[e] for e in elements if e in items.by_element)


@lru_cache(maxsize=2048)
def _is_fixed(itemset: Itemset) -> bool:
    """Tell whether no label of a list is computed."""
    return all(
        isinstance(part, str)
        for row in itemset.options
        for parts in (row.label.fallback, *row.label.texts.values())
        for part in parts
    )


@lru_cache(maxsize=2048)
def _fixed(itemset: Itemset, language: str, languages: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            row.name,
            _joined(row.label, language),
            {other: _joined(row.label, other) for other in languages},
        )
        for row in itemset.options
    )


def _joined(label: Label, language: str) -> str:
    return "".join(map(str, label.parts(language)))


def _of_row(row: ListRow, live: Live, spot: Spot) -> Choice:
    labels = {language: live.label(row.label, spot, language) for language in live.form.languages}
    return Choice(row.name, live.label(row.label, spot), labels)


def _of_answers(elements: list[xpath.Element], itemset: Itemset) -> tuple[Choice, ...]:
    """Return choices that are earlier answers, for example the names typed in a repeat."""
    named = ((e.findtext(itemset.value_ref) or "", e) for e in elements)
    return tuple(
        Choice(name, e.findtext(itemset.label_ref) or name, {}) for name, e in named if name
    )
