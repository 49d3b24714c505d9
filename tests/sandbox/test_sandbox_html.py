"""Telegram's HTML as its own server parses it, byte offsets of the refusals included."""

import pytest

from bot.sandbox import entities as spans
from bot.sandbox import html
from bot.sandbox.errors import ApiError

REFUSALS = {
    "<x>": 'Unsupported start tag "x" at byte offset 0',
    "ё<tag>": 'Unsupported start tag "tag" at byte offset 2',
    "a < b": 'Unsupported start tag "" at byte offset 2',
    "<b": "Unclosed start tag at byte offset 0",
    "<a ": 'Empty attribute name in the tag "a" at byte offset 0',
    "<a href": 'Unclosed start tag "a" at byte offset 0',
    "<a href=": 'Unclosed start tag "a" at byte offset 0',
    '<a href="x': "Unclosed start tag at byte offset 0",
    "<a href=x": "Unclosed start tag at byte offset 0",
    '<a ="x">y</a>': 'Empty attribute name in the tag "a" at byte offset 0',
    "<a href=a_b>y</a>": "Unexpected end of name token at byte offset 8",
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "x</b>": "Unexpected end tag at byte offset 1",
    "<b>x</b": "Unclosed end tag at byte offset 4",
    "<b>x</i>": 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    "<b>x": 'Can\'t find end tag corresponding to start tag "b"',
    "<br>": 'Unsupported start tag "br" at byte offset 0',
    "<script>": 'Unsupported start tag "script" at byte offset 0',
}


@pytest.mark.parametrize(("source", "text"), REFUSALS.items())
def test_broken_markup_is_refused_in_telegrams_words(source, text):
    with pytest.raises(ApiError) as caught:
        html.parse(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {text}"


def one(kind: str, offset: int, length: int, **more) -> list[dict]:
    return [{"offset": offset, "length": length, "type": kind, **more}]


PARSED = {
    "Привет": ("Привет", []),
    "<b>Библиотека</b>: Деревная": ("Библиотека: Деревная", one("bold", 0, 10)),
    "📚 <i>книга</i>": ("📚 книга", one("italic", 3, 5)),
    "<B>x</b>": ("x", one("bold", 0, 1)),
    "<b>x</>": ("x", one("bold", 0, 1)),
    "<b></b>y": ("y", []),
    "<strong>x</strong>": ("x", one("bold", 0, 1)),
    "<em>x</em>": ("x", one("italic", 0, 1)),
    "<u>x</u>": ("x", one("underline", 0, 1)),
    "<ins>x</ins>": ("x", one("underline", 0, 1)),
    "<del>x</del>": ("x", one("strikethrough", 0, 1)),
    "<tg-spoiler>x</tg-spoiler>": ("x", one("spoiler", 0, 1)),
    '<span class="tg-spoiler">x</span>': ("x", one("spoiler", 0, 1)),
    "<pre>x</pre>": ("x", one("pre", 0, 1)),
    '<code class="language-sql">x</code>': ("x", one("code", 0, 1, language="sql")),
    "<code class=other>x</code>": ("x", one("code", 0, 1)),
    "<blockquote>x</blockquote>": ("x", one("blockquote", 0, 1)),
    "<blockquote expandable>x</blockquote>": ("x", one("expandable_blockquote", 0, 1)),
    '<a href="https://nlb.by">x</a>': ("x", one("text_link", 0, 1, url="https://nlb.by/")),
    "<a href='a&amp;b.by/?q=1'>x</a>": ("x", []),
    "<a>nlb.by</a>": ("nlb.by", one("text_link", 0, 6, url="http://nlb.by/")),
    '<a href="http://localhost/">x</a>': ("x", []),
    '<a href="tg://user?id=1001">x</a>': ("x", one("text_mention", 0, 1, user_id=1001)),
    '<tg-emoji emoji-id="5">👍</tg-emoji>': ("👍", []),
    '<tg-time unix="5" format="wDT">x</tg-time>': (
        "x",
        one("date_time", 0, 1, unix_time=5, date_time_format="wDT"),
    ),
    "<tg-time unix=soon>x</tg-time>": ("x", []),
    "&lt;b&gt; &amp; &quot; &#1105; &#x451;": ('<b> & " ё ё', []),
    "&nbsp; &unknown; & &#0; &#xD800;": ("&nbsp; &unknown; & &#0; &#xD800;", []),
    "&lt": ("<", []),
    '<a href="https://x.by/?a=1&amp;b&">x</a>': (
        "x",
        one("text_link", 0, 1, url="https://x.by/?a=1&b&"),
    ),
    "<b >x</b >": ("x", one("bold", 0, 1)),
}


@pytest.mark.parametrize(("source", "expected"), PARSED.items())
def test_markup_becomes_text_and_utf16_entities(source, expected):
    assert html.parse(source) == expected


def test_nested_entities_come_outermost_first():
    parsed = html.parse("<b>a<i>b</i></b><b>c</b>")
    assert parsed == ("abc", [*one("bold", 0, 3), *one("italic", 1, 1)])


DRAWN = {
    "<b>5 &lt; 6</b> &amp; <i>x</i>": "<b>5 &lt; 6</b> &amp; <i>x</i>",
    "<b>a<i>b</i></b>": "<b>a<i>b</i></b>",
    '<a href="https://nlb.by/">📚 x</a>': (
        '<a href="https://nlb.by/" target="_blank" rel="noopener noreferrer">📚 x</a>'
    ),
    "<tg-time unix=5>x</tg-time>": '<time data-unix="5">x</time>',
    "<pre>x</pre>": "<pre>x</pre>",
}


@pytest.mark.parametrize(("source", "expected"), DRAWN.items())
def test_a_message_is_drawn_as_safe_html(source, expected):
    assert spans.drawn(*html.parse(source)) == expected


def test_crossing_entities_are_drawn_cut_not_broken():
    crossing = [*one("bold", 0, 3), *one("italic", 2, 3)]
    assert spans.drawn("abcdef", crossing) == "<b>ab<i>c</i></b>def"


def test_an_entity_of_an_unsafe_or_unknown_kind_is_drawn_as_plain_text():
    marks = [*one("text_link", 0, 1, url="javascript:alert(1)"), *one("cashtag", 1, 1)]
    assert spans.drawn("ab", marks) == "ab"


FOUND = {
    "/start abc": [("bot_command", "/start")],
    "/help@knigonosha_bot": [("bot_command", "/help@knigonosha_bot")],
    "и/или /мои": [],
    "см. https://nlb.by/a?b=1.": [("url", "https://nlb.by/a?b=1")],
    "сайт nlb.by, почта a.b@nlb.by": [("url", "nlb.by"), ("email", "a.b@nlb.by")],
    "расставили.фонд": [],
    "@nina_k #выезд #1": [("mention", "@nina_k"), ("hashtag", "#выезд")],
    "+375291234567": [("phone_number", "+375291234567")],
    "📚 /my": [("bot_command", "/my")],
}


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_telegram_marks_commands_and_addresses_itself(text, expected):
    marks = spans.found(text)
    assert [(m["type"], spans.cut(text, m["offset"], m["length"])) for m in marks] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "nlb.by": '<a href="http://nlb.by/" target="_blank" rel="noopener noreferrer">nlb.by</a>',
        "a@b.by": '<a href="mailto:a@b.by" target="_blank" rel="noopener noreferrer">a@b.by</a>',
        "+375291234567": (
            '<a href="tel:+375291234567" target="_blank" rel="noopener noreferrer">'
            "+375291234567</a>"
        ),
        "/my": '<span class="tg-command">/my</span>',
    }.items(),
)
def test_found_marks_are_drawn_as_links(text, expected):
    assert spans.drawn(text, spans.found(text)) == expected


def test_found_marks_yield_to_the_senders_own():
    marked = one("code", 0, 6)
    assert spans.joined(marked, spans.found("/start")) == marked
    assert spans.joined(one("bold", 0, 6), spans.found("/start")) == [
        *one("bold", 0, 6),
        *one("bot_command", 0, 6),
    ]


def test_white_space_around_a_text_is_cut_and_entities_move_along():
    assert spans.trimmed("  ab  ", one("bold", 0, 4)) == ("ab", one("bold", 0, 2))
    assert spans.trimmed("ab  ", one("bold", 2, 2)) == ("ab", [])
