"""A remark as the library reads it, and the difference as the methodist does; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import reviewing
from bot.screens import review
from bot.screens.monitoring import heading
from bot.screens.review import Answers
from bot.screens.screen import Button, Screen, bold, column, grid, lines
from storage.records.monitoring import Campaign, CampaignUnit, Remark

UNCHANGED: Final = msgid("The answer is as it was. If it is right, press «Leave it and explain».")


@dataclass(frozen=True, slots=True)
class Asked:
    """One remark with what stands around it; `people` are whom to call, for who enters it."""

    campaign: Campaign
    unit: CampaignUnit
    library: str
    remark: Remark
    by: str  # whose remark
    answers: Answers
    left: int  # remarks that wait, this one included
    name: str = ""  # of the librarian, as they are addressed; empty: a colleague enters it
    people: tuple[str, ...] = ()


def card(t: Translator, about: Asked, note: Html | None = None) -> Screen:
    """Ask for one answer to be corrected or explained (T29)."""
    text = lines(
        note,
        *_opening(t, about),
        question(t, about.answers, about.remark),
        t(
            msgid("Remark of the methodist ({person}): «{remark}»"),
            person=about.by,
            remark=about.remark.remark,
        ),
        t(msgid("The other answers stay.")) if about.left == 1 else None,
    )
    key = about.remark.remark_id
    buttons = [
        Button(t.plain(msgid("Correct")), f"clarify.fix:{key}", style="primary"),
        Button(t.plain(msgid("Call")), f"clarify.call:{key}"),
        Button(t.plain(msgid("Leave it and explain")), f"clarify.keep:{key}"),
    ]
    return Screen(text, grid(buttons))


def _opening(t: Translator, about: Asked) -> list[Html]:
    title = heading(t, about.campaign, about.library)
    if not about.name:
        people = "; ".join(about.people)
        asked = t(msgid("Ask the library and enter its answer: {people}"), people=people)
        return [title, asked] if people else [title]
    several = plural("{name}, please clarify {n} answer.", "{name}, please clarify {n} answers.")
    return [t(several, n=about.left, name=about.name), title]


def question(t: Translator, answers: Answers, remark: Remark) -> Html:
    """Write the question of a remark beside last period's value."""
    one = reviewing.of_path(answers.form, remark.question)
    if one is None:
        return t(msgid("This question is not in the questionnaire any more."))
    return t(msgid("Question {line}"), line=review.line(t, one, answers.without_remarks()))


def contact(t: Translator, remark: Remark, person: str, phone: str, department: str) -> Screen:
    """Say whom to call about a remark."""
    text = lines(
        t(msgid("Whose remark: {person}"), person=person),
        t(msgid("Telephone: {phone}"), phone=phone) if phone else None,
        t(msgid("Department: {contact}"), contact=department),
        t(msgid("After the call correct the answer, or leave it and explain.")),
    )
    return Screen(text, _back(t, remark))


def ask_line(t: Translator, about: Asked) -> Screen:
    """Ask why an answer stays."""
    text = lines(
        question(t, about.answers, about.remark),
        t(msgid("Why does the answer stay? Write it in one line, the methodist reads it.")),
    )
    return Screen(text, _back(t, about.remark))


def _back(t: Translator, remark: Remark) -> tuple[tuple[Button, ...], ...]:
    return ((Button(t.plain(msgid("Back")), f"clarify.show:{remark.remark_id}"),),)


def done(t: Translator, unit: CampaignUnit, library: str, people: Sequence[str]) -> Screen:
    """Say that all remarks are answered and who looks at them now."""
    text = lines(
        t(
            msgid("Thank you, the questionnaire is sent again. Library: {library}."),
            library=library,
        ),
        t(msgid("It is reviewed by: {people}"), people=", ".join(people)) if people else None,
    )
    buttons = (
        Button(t.plain(msgid("See the answers")), f"unit.card:{unit.unit_id}"),
        Button(t.plain(msgid("Sheet as PDF")), f"unit.pdf:{unit.unit_id}"),
    )
    return Screen(text, column(buttons))


# -------------------------------------------------------------------- to the methodist


def settled(
    t: Translator,
    about: tuple[Campaign, CampaignUnit, str],
    answers: Answers,
    remarks: Sequence[Remark],
    by: str,
) -> Screen:
    """Show what was, what became and what was explained; accept, or return once more."""
    campaign, unit, library = about
    text = lines(
        bold(t.plain(msgid("Clarified: {library}"), library=library)),
        heading(t, campaign, library),
        t(msgid("Who answered: {person}"), person=by),
        *(_difference(t, answers, one) for one in remarks),
    )
    key = unit.unit_id
    buttons = [
        review.accept(t, unit),
        Button(t.plain(msgid("The whole sheet")), f"review.sheet:{key}"),
        Button(t.plain(msgid("Return once more")), f"review.return:{key}:0"),
    ]
    return Screen(text, grid(buttons))


def _difference(t: Translator, answers: Answers, remark: Remark) -> Html:
    asked = t(msgid("Remark: «{remark}»"), remark=remark.remark)
    one = reviewing.of_path(answers.form, remark.question)
    if one is None:
        return asked
    was = review.said(t, one.field, reviewing.listed(remark.was))
    values = {"number": str(one.number), "label": one.field.label(t.language), "was": was}
    if remark.state == "explained":
        line = t(msgid("{number}. {label}: left as it was, {was}"), **values)
        why = t(msgid("Explanation: {text}"), text=f"«{remark.explanation}»")
        return lines(line, asked, why)
    became = review.said(t, one.field, reviewing.listed(remark.became))
    line = t(msgid("{number}. {label}: was {was}, now {became}"), **values, became=became)
    return lines(line, asked, *review.asides(t, one, answers))
