"""Screens as values: buttons, keyboards, and messages that Telegram does not refuse."""

import pytest

from bot.catalogs import Html
from bot.sandbox.html import parse
from bot.screens import screen
from bot.screens.screen import (
    CLOSE_KEYBOARD,
    TEXT_LIMIT,
    Button,
    Key,
    Keyboard,
    Screen,
    column,
    cut,
    fit,
    grid,
    keys,
    lines,
    visible_length,
)


def test_buttons_as_telegram_wants_them() -> None:
    """Pressed, opened or copied; with a colour where it helps."""
    assert Button("Save", "f.save:1", style="success").as_json() == {
        "text": "Save",
        "callback_data": "f.save:1",
        "style": "success",
    }
    assert Button("Map", url="https://example.org").as_json() == {
        "text": "Map",
        "url": "https://example.org",
    }
    assert Button("Code", copy="x" * 300).as_json() == {
        "text": "Code",
        "copy_text": {"text": "x" * 256},
    }


@pytest.mark.parametrize(("press", "is_taken"), [("ы" * 32, True), ("ы" * 32 + "a", False)])
def test_a_press_is_64_bytes_at_most(press: str, *, is_taken: bool) -> None:
    """Telegram counts bytes; a longer one is our fault and found by a test."""
    if is_taken:
        assert Button("a", press).as_json()["callback_data"] == press
    else:
        with pytest.raises(ValueError, match="ы"):
            Button("a", press).as_json()


def test_keyboards_as_telegram_wants_them() -> None:
    """Opened, opened for once, closed."""
    keyboard = Keyboard(((Key("Place", "location"), Key("No")),), placeholder="x" * 70)
    assert keyboard.as_json() == {
        "keyboard": [[{"text": "Place", "request_location": True}, {"text": "No"}]],
        "resize_keyboard": True,
        "is_persistent": True,
        "input_field_placeholder": "x" * 64,
    }
    assert Keyboard(((Key("Yes"),),), once=True).as_json() == {
        "keyboard": [[{"text": "Yes"}]],
        "resize_keyboard": True,
        "is_persistent": False,
        "one_time_keyboard": True,
    }
    assert CLOSE_KEYBOARD.as_json() == {"remove_keyboard": True}


def test_a_screen_is_the_arguments_of_a_message() -> None:
    """Inline buttons before a keyboard; silence only where it is wanted."""
    plain = Screen("text")
    assert plain.as_json() == {"text": "text", "parse_mode": "HTML"}
    rows = column([Button("a", "x")])
    assert Screen("text", rows, silent=True).as_json() == {
        "text": "text",
        "parse_mode": "HTML",
        "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x"}]]},
        "disable_notification": True,
    }
    assert Screen("text", keyboard=CLOSE_KEYBOARD).as_json()["reply_markup"] == {
        "remove_keyboard": True
    }
    assert plain.with_text("other") == Screen("other")
    assert plain.after("first") == Screen("first\n\ntext")


def labels(rows: screen.Rows) -> list[list[str]]:
    return [[button.label for button in row] for row in rows]


def test_two_short_labels_stand_in_a_row() -> None:
    """A long one alone, and nothing beside it."""
    short, long = "x" * 16, "y" * 17
    wanted = [[short, short], [long], [short], [long], [short, short], [short]]
    flat = [Button(label) for row in wanted for label in row]
    assert labels(grid(flat)) == wanted
    assert labels(column(flat[:3])) == [[short], [short], [long]]
    assert keys(["a", "b", "c"]) == ((Key("a"), Key("b")), (Key("c"),))


def test_texts_are_joined_and_cut() -> None:
    """What is not there takes no line."""
    assert lines("a", None, "", "b") == Html("a\nb")
    assert [cut("abcdef", limit) for limit in (6, 5, 3)] == ["abcdef", "abcd…", "ab…"]
    assert cut("ab cdef", 4) == "ab…"
    assert screen.bold("<a>") == Html("<b>&lt;a&gt;</b>")


@pytest.mark.parametrize(
    ("html", "length"),
    [("abc", 3), ("<b>a</b>b", 2), ("&lt;&amp;&quot;&#x27;&#39;", 5), ('<a href="x">y</a>', 1)],
)
def test_only_what_is_seen_counts(html: str, length: int) -> None:
    """Tags and entities are markup."""
    assert visible_length(html) == length


@pytest.mark.parametrize(
    "html",
    [
        "short",
        "line\n" * 1000,
        "<b>" + "line\n" * 1000 + "</b>",
        "<blockquote expandable>" + "a &lt; b\n" * 1000 + "</blockquote>",
        "first\n<b><i>" + "line\n" * 900 + "</i></b>\n" + "after\n" * 90,
        "x" * 5000,
        "&lt;" * 5000,
        '<a href="https://example.org/?a=1&amp;b=2">' + "y" * 5000 + "</a>",
        "a\n" + "x" * 5000,
    ],
    ids=range(9),
)
def test_a_long_message_is_never_refused(html: str) -> None:
    """Within the limit, with every tag closed, by the sandbox's strict parser."""
    text, _ = parse(fit(html))
    assert 0 < len(text) <= TEXT_LIMIT
    assert len(text) > 10 or html in {"short", "a\n" + "x" * 5000}


def test_whole_lines_are_left_out() -> None:
    """An ellipsis says that there was more."""
    shortened = fit("\n".join(f"line {number}" for number in range(1000)))
    assert shortened.splitlines()[:2] == ["line 0", "line 1"]
    assert shortened.splitlines()[-1] == "…"
    assert fit("abc\ndef", 6) == "abc\n…"


def test_a_title_within_a_title():
    assert screen.inner("«Библиотека под яблоней»: зал") == "„Библиотека под яблоней“: зал"
