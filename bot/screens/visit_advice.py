"""A library's open recommendations as they are said at the beginning of a visit there; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, cut, grid, lines
from storage.records.visits import Recommendation

SHOWN: Final = 10
TEXT: Final = 200  # characters of one recommendation


@dataclass(frozen=True, slots=True)
class Offered:
    """The recommendations of a draft's library, and which are seen to be done."""

    draft_id: int
    library: str
    items: Sequence[Recommendation]
    seen: frozenset[int]
    today: date


def offered(t: Translator, about: Offered) -> Screen:
    """List them by number, each with its button; more than ten stay in the list of all."""
    shown = list(enumerate(about.items[:SHOWN], 1))
    more = len(about.items) - len(shown)
    text = lines(
        t(msgid("Open recommendations here ({library}):"), library=about.library),
        *(_line(t, about, number, one) for number, one in shown),
        t(msgid("And {n} more."), n=more) if more > 0 else None,
        t(
            msgid(
                "Is one seen to be done? Press or write «Done 1». It is noted when the visit is "
                "saved and holds nothing up."
            )
        ),
    )
    return Screen(text, grid(_button(t, about, number, one) for number, one in shown))


def _line(t: Translator, about: Offered, number: int, item: Recommendation) -> Html:
    parts = [t("{number}. «{text}»", number=number, text=cut(item.recommendation, TEXT))]
    if item.recommendation_id in about.seen:
        parts.append(t(msgid("seen to be done")))
    elif item.state == "done":
        parts.append(t(msgid("the library says that it is done")))
    elif item.deadline_on is not None:
        late = item.is_overdue(about.today)
        said = msgid("the last day was {date}") if late else msgid("by {date}")
        parts.append(t(said, date=item.deadline_on))
    return Html("; ".join(parts))


def _button(t: Translator, about: Offered, number: int, item: Recommendation) -> Button:
    is_seen = item.recommendation_id in about.seen
    label = msgid("Not done") if is_seen else msgid("It is done")
    press = f"rec.seen:{about.draft_id}:{item.recommendation_id}:{int(not is_seen)}"
    return Button(f"{number}. {t.plain(label)}", press)


def closed_lines(t: Translator, items: Sequence[Recommendation]) -> list[Html]:
    """Say on a visit's card what was seen to be done there."""
    if not items:
        return []
    return [
        t(msgid("Recommendations seen to be done:")),
        *(t("• {text}", text=cut(one.recommendation, TEXT)) for one in items),
    ]
