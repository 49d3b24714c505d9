"""«Учебный режим»: which form to try, and practice that was begun; pure."""

from collections.abc import Sequence

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, column, lines


def choose(
    t: Translator, forms: Sequence[tuple[str, str]], begun: Sequence[tuple[int, str]]
) -> Screen:
    """Offer the forms (name, title) and the practice drafts (id, title)."""
    text = lines(
        t(msgid("Practice. Everything works as in earnest, but goes nowhere.")),
        t(msgid("It is not in lists or reports; it is deleted in a week. Press a form.")),
    )
    going_on = [
        Button(t.plain(msgid("Go on: {title}"), title=title), f"f.open:{draft_id}")
        for draft_id, title in begun
    ]
    anew = [Button(title, f"practice.open:{name}") for name, title in forms]
    back = Button(t.plain(msgid("Not now")), "practice.no")
    return Screen(text, column([*going_on, *anew, back]))
