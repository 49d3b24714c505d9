"""Lists attached to a form (CSV, XML, GeoJSON) read as choice lists. Pure: text in, rows out."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from lxml import etree

from bot.forms.env import Item, Items
from bot.forms.labels import language_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENDINGS = ("csv", "xml", "geojson")


def read(text: str, ending: str) -> Items:
    """Read a list; each row needs `name` and `label` (GeoJSON: `id` and `title`).

    Raises ValueError on a broken file.
    """
    readers = {"csv": _csv_rows, "xml": _xml_rows, "geojson": _geojson_rows}
    return Items(_item(row) for row in readers[ending](text))


def _item(row: Mapping[str, str]) -> Item:
    name = row.get("name") or row.get("id") or ""
    label = row.get("label") or row.get("title") or name
    labels = {"": label} | {
        language_code(k.partition("::")[2]): v for k, v in row.items() if "label::" in k
    }
    columns = {k: v for k, v in row.items() if k not in {"name", "label"} and _is_plain(k)}
    return Item(name, {k: v for k, v in labels.items() if v}, columns)


def _is_plain(column: str) -> bool:
    """Tell whether a column can be an element's name in the tree that XPath reads."""
    return column.replace("-", "_").replace(".", "_").isidentifier()


def _csv_rows(text: str) -> Iterable[Mapping[str, str]]:
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    for row in csv.DictReader(io.StringIO(text), delimiter=delimiter):
        yield {(k or "").strip(): (v or "").strip() for k, v in row.items() if isinstance(v, str)}


def _xml_rows(text: str) -> Iterable[Mapping[str, str]]:
    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    for item in root.iter("item"):
        yield {str(cell.tag): cell.text or "" for cell in item.iterchildren(etree.Element)}


def _geojson_rows(text: str) -> Iterable[Mapping[str, str]]:
    for feature in json.loads(text).get("features", []):
        properties: dict[str, Any] = dict(feature.get("properties") or {})
        if "id" in feature:
            properties.setdefault("id", feature["id"])
        geometry = feature.get("geometry") or {}
        if geometry.get("type") == "Point":
            longitude, latitude = geometry["coordinates"][:2]
            properties["geometry"] = f"{latitude} {longitude} 0 0"
        yield {key: str(value) for key, value in properties.items()}
