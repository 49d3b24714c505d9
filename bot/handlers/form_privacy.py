"""Residents' numbers and addresses in what was typed into a form: found, taken out, asked anew."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.context import FieldContext
from bot.errors import BadAnswerError
from bot.forms import engine
from bot.forms.draft import Draft as Answers
from bot.forms.model import Form, Question
from bot.forms.turns import Card, Kind
from bot.handlers import form_asking, form_draft, form_ending
from bot.handlers.kinds import Filling
from bot.rules import privacy


def found(
    form_: Form, answers: Mapping[str, Any], known: frozenset[str] = frozenset()
) -> list[str]:
    """Return what looks like a resident's in the typed answers, but for texts `known` before."""
    texts = [text for text in typed(form_, answers) if text not in known]
    return [one.text for text in texts for one in privacy.findings(text)]


def typed(form_: Form, answers: Any, name: str = "") -> Iterator[str]:
    """Yield what was typed freely, the institution's own questions included."""
    if isinstance(answers, Mapping):
        for key, value in answers.items():
            yield from typed(form_, value, key)
    elif isinstance(answers, list):
        for value in answers:
            yield from typed(form_, value, name)
    elif isinstance(answers, str):
        node = form_.named(name)
        if isinstance(node, Question) and node.kind is Kind.TEXT:
            yield answers


def stripped(filling: Filling, card: Card) -> Answers:
    """Return the answers without it; where nothing is left, the question is asked again."""
    answers = filling.answers
    for path, text in _suspicious(card):
        try:
            rest = privacy.without(text, privacy.findings(text))
            answers = engine.answer(filling.form, answers, rest, filling.env, path)
        except BadAnswerError:
            return engine.change(filling.form, answers, path, filling.env)
    return answers


async def strip(ctx: FieldContext) -> None:
    """Take out what belongs to residents and save the rest (T19)."""
    on_card = await form_asking.on_card(ctx)
    if on_card is None:
        return
    filling, card, _ = on_card
    filling = await form_draft.store(ctx, filling, stripped(filling, card))
    if isinstance(engine.current(filling.form, filling.answers, filling.env), Card):
        await form_ending.finish_draft(ctx, filling)
        return
    await form_asking.show(ctx, filling)


async def retype(ctx: FieldContext) -> None:
    """Ask the first question with a resident's number again."""
    on_card = await form_asking.on_card(ctx)
    if on_card is None:
        return
    filling, card, _ = on_card
    answers = filling.answers
    for path, _text in _suspicious(card)[:1]:
        answers = engine.change(filling.form, answers, path, filling.env)
    await form_asking.show(ctx, await form_draft.store(ctx, filling, answers))


def _suspicious(card: Card) -> list[tuple[str, str]]:
    typed = [(row.path, row.value) for row in card.rows if row.kind is Kind.TEXT]
    return [(path, text) for path, text in typed if privacy.findings(text)]
