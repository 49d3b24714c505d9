"""Spans of a text in UTF-16 units: measured, found, merged and drawn as safe HTML. Pure."""

import re
from html import escape
from typing import Any

Entity = dict[str, Any]

MERGED = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
PRIORITY = {"blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "text_link": 49}
LITERAL = frozenset({"pre", "code"})

_HINT = re.compile(r"[/@#+]|\w\.\w")
_TOP_DOMAINS = "by|ru|com|org|net|info|me|io|eu|pl|ua|lt|lv"
_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>\b(?:https?|tg)://[^\s<>\"«»]+[^\s<>\"«».,;:!?)]"
    rf"|(?<![\w@.])(?:[\w-]+\.)+(?:{_TOP_DOMAINS})\b(?:/[^\s<>\"«»]*[^\s<>\"«».,;:!?)])?)"
    r"|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d{9,15}\b)"
)
_HTTP = re.compile(r"(?i)(?:(https?)://)?([\w-]+(?:\.[\w-]+)+)(:\d+)?([/?#]\S*)?")


def units(text: str) -> int:
    """Count UTF-16 units, in which Telegram measures entities."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """Cut `length` UTF-16 units out of `text` from `offset` on."""
    if text.isascii():
        return text[offset : offset + length]
    raw = text.encode("utf-16-le")[2 * offset : 2 * (offset + length)]
    return raw.decode("utf-16-le", "replace")


def checked_url(url: str) -> str:
    """Complete an HTTP address as Telegram stores it, or return "" if it is none.

    The host needs a dot, so "http://localhost/" is not an address.
    """
    if re.fullmatch(r"(?i)(?:tg|ton|mailto|tel):\S+", url):
        return url
    found = _HTTP.fullmatch(url)
    if found is None:
        return ""
    scheme, host, port, rest = found.groups()
    rest = rest or "/"
    return f"{(scheme or 'http').lower()}://{host.lower()}{port or ''}" + (
        rest if rest.startswith("/") else f"/{rest}"
    )


def found(text: str) -> list[Entity]:
    """Find what Telegram marks by itself: commands, addresses, mentions, tags, phones."""
    if not _HINT.search(text):
        return []
    return [_found_entity(text, match) for match in _FOUND.finditer(text)]


def _found_entity(text: str, match: "re.Match[str]") -> Entity:
    offset = units(text[: match.start()])
    return {"offset": offset, "length": units(match.group()), "type": match.lastgroup}


def ordered(entities: list[Entity]) -> list[Entity]:
    """Merge touching spans of one kind and sort them outermost first, as Telegram returns them."""
    if not entities:
        return entities
    return sorted(_merged(entities), key=_rank)


def _rank(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], PRIORITY.get(entity["type"], 90)


def _merged(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    last: dict[str, Entity] = {}
    for entity in sorted(entities, key=_rank):
        before = last.get(entity["type"])
        if before is not None and entity["offset"] <= before["offset"] + before["length"]:
            end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
            before["length"] = end - before["offset"]
            continue
        kept.append(entity)
        if entity["type"] in MERGED:
            last[entity["type"]] = entity
    return kept


def joined(marked: list[Entity], automatic: list[Entity]) -> list[Entity]:
    """Add the found spans that cross no span of the sender's own."""
    free = [one for one in automatic if not any(_cross(one, other) for other in marked)]
    return ordered(marked + free) if free else marked


def _cross(one: Entity, other: Entity) -> bool:
    begin, end = one["offset"], one["offset"] + one["length"]
    other_begin, other_end = other["offset"], other["offset"] + other["length"]
    if begin >= other_end or other_begin >= end:
        return False
    is_inside = other_begin <= begin and end <= other_end
    return not is_inside or other["type"] in {*LITERAL, "text_link", "text_mention"}


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Strip white space on both ends, as Telegram does, and move the entities along."""
    stripped = text.strip()
    if len(stripped) == len(text):
        return text, entities
    cut_off = units(text[: len(text) - len(text.lstrip())])
    end = units(stripped)
    moved = (_moved(entity, cut_off, end) for entity in entities)
    return stripped, [entity for entity in moved if entity["length"] > 0]


def _moved(entity: Entity, cut_off: int, end: int) -> Entity:
    begin = max(0, entity["offset"] - cut_off)
    stop = min(end, entity["offset"] + entity["length"] - cut_off)
    return {**entity, "offset": begin, "length": stop - begin}


def drawn(text: str, entities: list[Entity]) -> str:
    """Draw text with entities as safe HTML for the page; line breaks stay as they are."""
    if not entities:
        return escape(text)
    raw = text.encode("utf-16-le")
    return _Drawing(raw, ordered([dict(entity) for entity in entities])).span(0, len(raw) // 2)


class _Drawing:
    """Draws nested spans; one that crosses its neighbour is cut at the neighbour's end."""

    def __init__(self, raw: bytes, entities: list[Entity]) -> None:
        self.raw = raw
        self.left = entities

    def span(self, begin: int, end: int) -> str:
        pieces = []
        while self.left and self.left[0]["offset"] < end:
            entity = self.left.pop(0)
            start = max(begin, entity["offset"])
            stop = min(end, entity["offset"] + entity["length"])
            pieces += [escape(self._text(begin, start)), self._inside(entity, start, stop)]
            begin = max(start, stop)
        return "".join([*pieces, escape(self._text(begin, end))])

    def _text(self, begin: int, end: int) -> str:
        return self.raw[2 * begin : 2 * end].decode("utf-16-le", "replace")

    def _inside(self, entity: Entity, begin: int, end: int) -> str:
        before, after = _tags(entity, self._text(begin, end))
        return before + self.span(begin, end) + after


PLAIN_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="tg-expandable">', "</blockquote>"),
    "bot_command": ('<span class="tg-command">', "</span>"),
    "mention": ('<span class="tg-mention">', "</span>"),
    "hashtag": ('<span class="tg-hashtag">', "</span>"),
}


def _tags(entity: Entity, text: str) -> tuple[str, str]:
    match entity["type"]:
        case "text_link":
            return _anchor(entity["url"])
        case "url":
            return _anchor(checked_url(text))
        case "email":
            return _anchor(f"mailto:{text}")
        case "phone_number":
            return _anchor(f"tel:{text}")
        case "date_time":
            return f'<time data-unix="{entity["unix_time"]}">', "</time>"
        case kind:
            return PLAIN_TAGS.get(kind, ("", ""))


def _anchor(url: str) -> tuple[str, str]:
    if not re.match(r"(?i)(?:https?|tg|mailto|tel):", url):
        return "", ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>"
