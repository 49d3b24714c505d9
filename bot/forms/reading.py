"""Reads pyxform's XML into a `Form`. Pure; every problem of a form is raised at once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import etree

from bot.forms import doubts, labels, order, xpath
from bot.forms.errors import BrokenFormError, Fault
from bot.forms.labels import Texts
from bot.forms.model import (
    KNOWN,
    NO_LABEL,
    Bind,
    Compare,
    Form,
    Group,
    Itemset,
    Label,
    ListRow,
    Node,
    Question,
    Repeat,
    Rule,
    Trigger,
)
from bot.forms.turns import Kind, Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.forms.env import Items

XF = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"
OWN = "{urn:knigonosha:forms}"  # our columns: bind::kn:visible_to, bind::bot:check

_CONTROLS = frozenset({"input", "select", "select1", "rank", "range", "trigger", "upload"})
_INPUTS = {
    "string": Kind.TEXT,
    "int": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "dateTime": Kind.DATETIME,
    "geopoint": Kind.GEOPOINT,
    "barcode": Kind.BARCODE,
}
_CHOOSERS = {
    "select1": Kind.SELECT_ONE,
    "select": Kind.SELECT_MULTIPLE,
    "rank": Kind.RANK,
    "range": Kind.RANGE,
    "trigger": Kind.ACKNOWLEDGE,
}
_UPLOADS = {"image": Kind.IMAGE, "audio": Kind.AUDIO, "video": Kind.VIDEO}
_CONSTANTS = {"true()": True, "false()": False}
_MAPS = frozenset({"map", "maps", "quick-map", "placement-map"})
_INTERNAL = re.compile(r"instance\('([^']+)'\)/root/item")
_INSTANCE = re.compile(r"instance\(\s*'([^']+)'\s*\)")


def read(xml: str, attachments: Mapping[str, Items] | None = None) -> Form:
    """Read a converted form; `attachments` are its own lists by file name without ending.

    Raises `BrokenFormError` with every fault: broken expressions, types that a chat cannot ask.
    """
    document = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))
    reader = _Reader(document, dict(attachments or {}))
    form = reader.form(hashlib.sha256(xml.encode()).hexdigest())
    if reader.faults:
        raise BrokenFormError(tuple(reader.faults))
    return form


@dataclass(slots=True)
class _Reader:
    document: etree._Element
    attachments: dict[str, Items]
    faults: list[Fault] = field(default_factory=list)
    binds: dict[str, etree._Element] = field(default_factory=dict)
    controls: dict[str, etree._Element] = field(default_factory=dict)
    initials: dict[str, etree._Element] = field(default_factory=dict)
    triggers: dict[str, list[Trigger]] = field(default_factory=dict)
    instances: dict[str, etree._Element] = field(default_factory=dict)
    served: list[str] = field(default_factory=list)
    options: dict[tuple[str, str, str], tuple[ListRow, ...]] = field(default_factory=dict)
    texts: Texts = field(init=False)

    def form(self, digest: str) -> Form:
        model = self.document.find(f"{H}head/{XF}model")
        body = self.document.find(f"{H}body")
        if model is None or body is None:
            raise BrokenFormError((Fault("", "", "no model or body"),))
        self.texts = Texts.read(model, self.compile)
        primary = self._collect_instances(model)
        self.binds = {
            bind.get("nodeset", "").strip(): bind for bind in model.iterfind(f"{XF}bind")
        }
        self._collect_controls(body)
        self._collect_setvalues()
        root = Group(primary.tag, "", Bind(), self._children(primary, f"/{primary.tag}"))
        return self._assemble(primary, root, digest)

    def _assemble(self, primary: etree._Element, root: Group, digest: str) -> Form:
        nodes = list(_descendants(root))
        title = self.document.findtext(f"{H}head/{H}title") or ""
        return Form(
            form_id=primary.get("id", ""),
            version=primary.get("version", ""),
            title=title,
            languages=self.texts.languages,
            default_language=self.texts.default,
            root=root,
            questions={node.path: node for node in nodes if isinstance(node, Question)},
            groups={node.path: node for node in nodes if isinstance(node, Group)},
            triggers={path: tuple(found) for path, found in self.triggers.items()},
            instances=self.instances,
            served=tuple(self.served),
            attachments=self.attachments,
            namespaces={
                prefix: uri for prefix, uri in self.document.nsmap.items() if prefix is not None
            },
            root_attributes={str(key): str(text) for key, text in primary.attrib.items()},
            digest=digest,
            looks_back_only=order.looks_back_only(root),
            lockable=frozenset(_lockable(root, is_inside=False)),
        )

    def compile(self, source: str, where: str, what: str) -> xpath.Expression | None:
        """Compile an expression; a broken one is noted as a fault of `where`."""
        try:
            return xpath.compile(source)
        except xpath.XPathSyntaxError as error:
            self.faults.append(Fault(where, what, str(error), source))
            return None

    def _collect_instances(self, model: etree._Element) -> etree._Element:
        found = list(model.iterfind(f"{XF}instance"))
        for instance in found[1:]:
            name = instance.get("id", "")
            if name == doubts.LAST_SAVED:
                continue
            if instance.get("src"):
                self.served.append(name)
            else:
                self.instances[name] = _bare(instance)
        return _bare(found[0])[0]

    def _collect_controls(self, body: etree._Element) -> None:
        for element in body.iter(etree.Element):
            if _local(element) in _CONTROLS | {"group"} and element.get("ref"):
                self.controls[element.get("ref", "").strip()] = element
            elif _local(element) == "repeat":
                self.controls[f"{element.get('nodeset', '').strip()} repeat"] = element

    def _collect_setvalues(self) -> None:
        for element in self.document.iter(f"{XF}setvalue"):
            target = element.get("ref", "").strip()
            parent = element.getparent()
            if "xforms-value-changed" not in element.get("event", ""):
                self.initials[target] = element
            elif parent is not None:
                self._add_trigger(parent.get("ref", "").strip(), target, element)

    def _add_trigger(self, source: str, target: str, element: etree._Element) -> None:
        text = element.get("value") or ""
        value = self.compile(text, _short(target), "calculation") if text else None
        self.triggers.setdefault(_short(source), []).append(Trigger(_short(target), value))

    def _children(self, element: etree._Element, path: str) -> tuple[Node, ...]:
        nodes: list[Node] = []
        seen: set[str] = set()
        for child in element.iterchildren(etree.Element):
            name = str(child.tag)
            if name in seen or (name == "meta" and path.count("/") == 1):
                continue
            seen.add(name)
            nodes.append(self._node(child, f"{path}/{name}"))
        return _with_voices(nodes)

    def _node(self, element: etree._Element, path: str) -> Node:
        repeat = self.controls.get(f"{path} repeat")
        if repeat is not None:
            return self._repeat(element, path, repeat)
        if len(element) or _local(self.controls.get(path)) == "group":
            return self._group(element, path)
        return self._question(element, path)

    def _group(self, element: etree._Element, path: str) -> Group:
        control = self.controls.get(path)
        return Group(
            name=str(element.tag),
            path=_short(path),
            bind=self._bind(path),
            children=self._children(element, path),
            label=self.texts.label(control, "label", _short(path)),
            appearance=_words(control),
        )

    def _repeat(self, element: etree._Element, path: str, repeat: etree._Element) -> Repeat:
        control = self.controls.get(path)
        count = repeat.get(f"{JR}count", "").strip()
        return Repeat(
            name=str(element.tag),
            path=_short(path),
            bind=self._bind(path),
            children=self._children(element, path),
            label=self.texts.label(control, "label", _short(path)),
            appearance=_words(control) | _words(repeat),
            count=self.compile(count, _short(path), "repeat_count") if count else None,
            limit=int(repeat.get(f"{OWN}max") or 0),
        )

    def _question(self, element: etree._Element, path: str) -> Question:
        control = self.controls.get(path)
        bind = self._bind(path)
        where = _short(path)
        setvalue = self.initials.get(path)
        initial = setvalue.get("value", "") if setvalue is not None else ""
        question = Question(
            name=str(element.tag),
            path=where,
            kind=self._kind(control, bind, where),
            bind=bind,
            label=self.texts.label(control, "label", where),
            hint=self.texts.label(control, "hint", where),
            media=self.texts.media(control),
            appearance=_words(control),
            default=element.text or "",
            initial=self.compile(initial, where, "default") if initial else None,
            itemset=self._itemset(control, where),
        )
        return self._with_range(question, control)

    def _bind(self, path: str) -> Bind:
        element = self.binds.get(path)
        if element is None:
            return Bind()
        where = _short(path)
        calculate = element.get("calculate")
        return Bind(
            data_type=element.get("type", "string"),
            relevant=self._rule(element.get("relevant"), where, "relevant", default=True),
            required=self._rule(element.get("required"), where, "required", default=False),
            readonly=self._rule(element.get("readonly"), where, "read_only", default=False),
            constraint=self._rule(element.get("constraint"), where, "constraint", default=True),
            calculate=self.compile(calculate, where, "calculation") if calculate else None,
            constraint_message=self.texts.message(element.get(f"{JR}constraintMsg")),
            required_message=self.texts.message(element.get(f"{JR}requiredMsg")),
            preload=element.get(f"{JR}preload", ""),
            preload_params=element.get(f"{JR}preloadParams", ""),
            visible_to=element.get(f"{OWN}visible_to", ""),
            check=self._check(element.get(f"{OWN}check", ""), where),
            check_message=self._check_message(element, where),
            compare=self._compare(element.get(f"{OWN}compare", ""), where),
            known=self._known(element.get(f"{OWN}known", "").strip(), where),
        )

    def _check(self, source: str, where: str) -> Rule | None:
        return self._rule(source, where, "check", default=True) if source.strip() else None

    def _known(self, word: str, where: str) -> str:
        if word and word not in KNOWN:
            self.faults.append(Fault(where, "known", "unknown", word))
        return word

    def _check_message(self, element: etree._Element, where: str) -> Label:
        """Read the message of a soft check: one text, or one attribute a language."""
        name = f"{OWN}check_message"
        texts = {
            str(key).removeprefix(f"{name}_"): labels.parts_of_text(
                str(text), lambda source: self.compile(source, where, "check_message")
            )
            for key, text in element.attrib.items()
            if str(key).startswith(name)
        }
        fallback = texts.pop(name, ())
        default = texts.get(self.texts.default) or next(iter(texts.values()), ())
        return Label(texts, fallback or default) if texts or fallback else NO_LABEL

    def _compare(self, word: str, where: str) -> Compare | None:
        try:
            return Compare(word.strip()) if word.strip() else None
        except ValueError:
            self.faults.append(Fault(where, "compare", "unknown", word))
            return None

    def _rule(self, source: str | None, where: str, what: str, *, default: bool) -> Rule:
        if source is None or not source.strip():
            return default
        constant = _CONSTANTS.get(source.replace(" ", "").lower())
        if constant is not None:
            return constant
        return self.compile(source, where, what) or default

    def _kind(self, control: etree._Element | None, bind: Bind, where: str) -> Kind:
        if control is None:
            return self._silent(bind, where)
        if "label" in _words(control):  # the header row of a table of choices
            return Kind.SILENT
        kind = _control_kind(control, bind)
        if kind is None:
            self.faults.append(Fault(where, "type", "unsupported", _type_name(control, bind)))
            return Kind.SILENT
        if kind is Kind.TEXT and bind.readonly is True and bind.calculate is None:
            return Kind.NOTE
        return kind

    def _silent(self, bind: Bind, where: str) -> Kind:
        if bind.data_type in {"binary", "geopoint"}:
            self.faults.append(Fault(where, "type", "unsupported", bind.data_type))
        return Kind.SILENT

    def _itemset(self, control: etree._Element | None, where: str) -> Itemset | None:
        if control is None or _local(control) not in {"select", "select1", "rank"}:
            return None
        element = control.find(f"{XF}itemset")
        if element is None:  # written for search(), which is refused
            return None
        nodeset = element.get("nodeset", "").strip()
        value, label = _refs(element)
        itemset = self._listed(nodeset, value, label)
        if _INTERNAL.fullmatch(nodeset):
            return itemset
        expression = self.compile(nodeset, where, "choice_filter")
        return replace(
            itemset,
            nodeset=expression,
            nodeset_source=nodeset,
            is_dynamic=expression is not None and _depends_on_answers(nodeset),
        )

    def _listed(self, nodeset: str, value: str, label: str) -> Itemset:
        match = _INSTANCE.search(nodeset)
        source = match.group(1) if match else ""
        if source in self.served:
            return Itemset(source, value, label, is_served=True)
        return Itemset(source, value, label, options=self._options(source, value, label))

    def _options(self, source: str, value: str, label: str) -> tuple[ListRow, ...]:
        instance = self.instances.get(source)
        if instance is None or not len(instance):
            return ()
        key = (source, value, label)
        if key not in self.options:
            self.options[key] = tuple(
                ListRow(row.findtext(value) or "", self.texts.of_row(row, label), row)
                for row in instance[0].iterchildren(etree.Element)
            )
        return self.options[key]

    def _with_range(self, question: Question, control: etree._Element | None) -> Question:
        if control is None or question.kind is not Kind.RANGE:
            return question
        start, end, step = (Decimal(control.get(key, "1")) for key in ("start", "end", "step"))
        is_whole = question.bind.data_type == "int"
        return replace(question, range=Range(start, end, abs(step), is_whole))


def _control_kind(control: etree._Element, bind: Bind) -> Kind | None:
    tag = _local(control)
    if _foreign_look(control) or control.get("query") or control.get("intent"):
        return None
    if tag == "upload":
        return _upload_kind(control.get("mediatype", ""))
    if tag == "trigger" and bind.data_type != "string":  # background-geopoint
        return None
    return _CHOOSERS.get(tag) or _INPUTS.get(bind.data_type)


def _foreign_look(control: etree._Element) -> str:
    """Return the appearance that asks for another app, a search of files or a map, or ""."""
    appearance = control.get("appearance", "")
    if appearance.startswith("ex:") or "search(" in appearance:
        return appearance
    return appearance if _MAPS & _words(control) else ""


def _upload_kind(mediatype: str) -> Kind | None:
    family = mediatype.partition("/")[0]
    return None if family == "osm" else _UPLOADS.get(family, Kind.FILE)


def _type_name(control: etree._Element, bind: Bind) -> str:
    if control.get("query"):
        return "select_one_external"
    if bind.data_type == "binary":
        return control.get("intent", "") or _foreign_look(control) or control.get("mediatype", "")
    return _foreign_look(control) or bind.data_type


def _depends_on_answers(nodeset: str) -> bool:
    """Tell whether a filter reads the draft: a path from the root, upwards, or `current()`."""
    outside = _INSTANCE.sub("", nodeset).replace("/root/item", "", 1)
    return bool(re.search(r"(?:^|[\s(\[=<>,+*-])/\w|\.\.|current\(|random|now\(|today\(", outside))


def _refs(itemset: etree._Element) -> tuple[str, str]:
    value = itemset.find(f"{XF}value")
    label = itemset.find(f"{XF}label")
    return (
        value.get("ref", "name") if value is not None else "name",
        label.get("ref", "label") if label is not None else "label",
    )


def _with_voices(nodes: list[Node]) -> tuple[Node, ...]:
    """Join a text question with its sibling `<name>_voice`, so that one answers for both."""
    texts = {node.name for node in nodes if _is_kind(node, Kind.TEXT)}
    voices = {node.name for node in nodes if _is_kind(node, Kind.AUDIO)}
    paired = {name for name in texts if f"{name}_voice" in voices}
    return tuple(_paired(node, paired) for node in nodes)


def _paired(node: Node, paired: set[str]) -> Node:
    if not isinstance(node, Question):
        return node
    if node.name in paired:
        return replace(node, voice=f"{node.name}_voice")
    if node.name.removesuffix("_voice") in paired:
        return replace(node, is_companion=True)
    return node


def _is_kind(node: Node, kind: Kind) -> bool:
    return isinstance(node, Question) and node.kind is kind


def _descendants(group: Group) -> Iterator[Node]:
    for child in group.children:
        yield child
        if isinstance(child, Group):
            yield from _descendants(child)


def _lockable(group: Group, *, is_inside: bool) -> Iterator[str]:
    for child in group.children:
        is_lockable = is_inside or child.bind.readonly is not False
        if is_lockable:
            yield child.path
        if isinstance(child, Group):
            yield from _lockable(child, is_inside=is_lockable)


def _bare(instance: etree._Element) -> etree._Element:
    """Copy an instance without namespaces, as XPath in forms reads it."""
    copy = etree.Element("instance")
    for child in instance.iterchildren(etree.Element):
        _append_bare(copy, child)
    return copy


def _append_bare(parent: etree._Element, element: etree._Element) -> None:
    attributes = {
        str(key): str(text) for key, text in element.attrib.items() if not str(key).startswith("{")
    }
    child = etree.SubElement(parent, etree.QName(element).localname, attributes)
    child.text = element.text if not len(element) else None
    for inner in element.iterchildren(etree.Element):
        _append_bare(child, inner)


def _words(element: etree._Element | None) -> frozenset[str]:
    return frozenset() if element is None else frozenset(element.get("appearance", "").split())


def _local(element: etree._Element | None) -> str:
    return "" if element is None else etree.QName(element).localname


def _short(path: str) -> str:
    """Drop the root's name: `/form_/more/km` is `more/km`."""
    return path.strip().partition("/")[2].partition("/")[2]
