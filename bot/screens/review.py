"""What a methodist reviews: the list of sheets, one sheet beside last period's values; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.forms.compared import Field
from bot.forms.model import Form
from bot.forms.turns import Kind
from bot.msgid import msgid
from bot.rules import monitoring, reviewing
from bot.rules.monitoring import Known
from bot.rules.reviewing import Asked
from bot.screens import amounts
from bot.screens.monitoring import AskedOf, asked_of, figure, heading
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, cut, grid, lines
from storage.records.monitoring import Campaign, CampaignUnit, Figure, Remark

PAGE: Final = 8  # libraries of a list
SHEET: Final = 20  # questions of a sheet in one message
IN_A_ROW: Final = 5
FILES: Final = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
FLAGS: Final[Mapping[str, str]] = {
    "disputed": msgid("the librarian sees an inaccuracy"),
    "doubt": msgid("there are explanations"),
    "changed": msgid("changed after it was accepted"),
    "clarified": msgid("clarified after a return"),
    "unconfirmed": msgid("entered for the librarian, not confirmed yet"),
    "correcting": msgid("being corrected now"),
}
REMARKS: Final[Mapping[str, str]] = {
    "open": msgid("Remark, no answer yet: «{remark}»"),
    "corrected": msgid("Remark: «{remark}» Corrected, it was: {was}"),
    "explained": msgid("Remark: «{remark}» Explanation: «{explanation}»"),
    "withdrawn": msgid("Remark withdrawn: «{remark}»"),
}


# -------------------------------------------------------------------- answers


def said(t: Translator, field: Field, found: Sequence[Any]) -> str:
    """Write what was answered to a question: choices by their labels, numbers as people do."""
    if field.kind in FILES:
        return t.plain(msgid("files: {count}"), count=len(found))
    if field.is_served and found:
        return t.plain(msgid("marked: {count}"), count=sum(map(_amount, found)))
    return "; ".join(_one(t, field, one) for one in found) or "—"


def _amount(value: Any) -> int:
    return len(value) if isinstance(value, list) else 1


def _one(t: Translator, field: Field, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(field.choice(str(name), t.language) for name in value)
    if isinstance(value, str):
        return field.choice(value, t.language)
    return amounts.number(t, value, field.kind, field.label(t.language))


def difference(t: Translator, field: Field, now: Any, beside: Figure) -> str:
    """Say by how much a number has changed, absolutely and in per cent; empty for a fact."""
    if beside.number is None or isinstance(now, str | list):
        return ""
    change = float(now) - beside.number
    amount = amounts.number(t, round(abs(change), 2), field.kind, field.label(t.language))
    if not change:
        return t.plain(msgid("the same"))
    percent = abs(monitoring.change_percent(float(now), beside.number)) if beside.number else 0
    if not percent:  # none a year ago, or less than half a per cent
        return t.plain(msgid("more by {count}") if change > 0 else LESS, count=amount)
    text = msgid("more by {count}, {percent} %") if change > 0 else LESS_PERCENT
    return t.plain(text, count=amount, percent=percent)


LESS: Final = msgid("less by {count}")
LESS_PERCENT: Final = msgid("less by {count}, {percent} %")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a library says, and what stands beside it."""

    form: Form
    said: Mapping[str, Any]  # the submission in force
    known: Known
    remarks: tuple[Remark, ...] = ()  # those that were sent
    accepted: Mapping[str, Any] | None = None  # what was accepted, where it is changed since

    def without_remarks(self) -> "Answers":
        """Return the same without what was asked about them."""
        return replace(self, remarks=(), accepted=None)


def line(t: Translator, one: Asked, about: Answers) -> Html:
    """Write a question of a sheet: what is said, what stood there last period, what is odd."""
    found = reviewing.values(about.said, one.field.path)
    beside = about.known.beside(one.field)
    then = ""
    if beside is not None:
        label = one.field.choice(beside.fact, t.language) if beside.fact else ""
        changed = difference(t, one.field, found[0], beside) if len(found) == 1 else ""
        parts = (figure(t, one.field, beside, label), changed)
        then = f" ({'; '.join(part for part in parts if part)})"
    text = t("{number}. {label}: {now}{then}", **_named(t, one, found), then=then)
    return lines(
        text,
        _accepted(t, one, about, found),
        *asides(t, one, about),
        *_remarks(t, one, about.remarks),
    )


def _accepted(t: Translator, one: Asked, about: Answers, found: list[Any]) -> Html | None:
    """Say what was accepted, where the answer is another since."""
    if about.accepted is None:
        return None
    before = reviewing.values(about.accepted, one.field.path)
    if before == found:
        return None
    return Html(f"<b>{t(msgid('Accepted was: {was}'), was=said(t, one.field, before))}</b>")


def short(t: Translator, one: Asked, answers: Mapping[str, Any]) -> Html:
    """Write a question of a sheet in one line: its number, label and answer."""
    found = reviewing.values(answers, one.field.path)
    return t("{number}. {label}: {now}", **_named(t, one, found))


def _named(t: Translator, one: Asked, found: Sequence[Any]) -> dict[str, str]:
    return {
        "number": str(one.number),
        "label": one.field.label(t.language),
        "now": said(t, one.field, found),
    }


def asides(t: Translator, one: Asked, about: Answers) -> Iterable[Html]:
    """Write explanations so that the eye finds them, notes plainly."""
    for aside in one.aside:
        if found := reviewing.values(about.said, aside.path):
            text = t("«{text}»", text=said(t, aside, found))
            is_why = bool(about.form.questions[aside.path].explains)
            why = t(msgid("Explanation: {text}"), text=text)
            yield Html(f"<b>{why}</b>") if is_why else text


def _remarks(t: Translator, one: Asked, remarks: Iterable[Remark]) -> Iterable[Html]:
    for remark in remarks:
        if remark.question in one.paths and remark.state in REMARKS:
            was = said(t, one.field, reviewing.listed(remark.was))
            yield t(
                REMARKS[remark.state], remark=remark.remark,
                was=was, explanation=remark.explanation or "",
            )  # fmt: skip


# -------------------------------------------------------------------- the list


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet that waits for review."""

    unit: CampaignUnit
    library: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """What a campaign has to review: the flagged sheets first."""

    campaign: Campaign
    waiting: tuple[Line, ...]
    returned: int
    accepted: int
    total: int

    @property
    def ready(self) -> tuple[CampaignUnit, ...]:
        """Return the sheets without a flag."""
        return tuple(one.unit for one in self.waiting if not one.flags)

    @property
    def flagged(self) -> int:
        """Return how many sheets have a flag."""
        return sum(bool(one.flags) for one in self.waiting)


def title(t: Translator, campaign: Campaign) -> Html:
    """Name the review of a campaign."""
    if campaign.name:
        named = msgid("Review of the questionnaires «{name}»")
        return bold(t.plain(named, name=campaign.name))
    about = asked_of(t, AskedOf.of(campaign))
    return bold(t.plain(msgid("Review of the questionnaires for {period}"), period=about))


def listing(t: Translator, queue: Queue, page: int, note: Html | None = None) -> Screen:
    """Show the sheets that wait for review; each opens one."""
    pages = max(1, -(-len(queue.waiting) // PAGE))
    page %= pages
    shown = queue.waiting[page * PAGE : (page + 1) * PAGE]
    counts = msgid("To be reviewed: {waiting}, nothing odd in: {ready}.")
    others = msgid("To be clarified: {returned}. Accepted: {accepted} of {total}.")
    text = lines(
        note,
        title(t, queue.campaign),
        t(counts, waiting=len(queue.waiting), ready=len(queue.ready)),
        t(others, returned=queue.returned, accepted=queue.accepted, total=queue.total),
        *(t("{library}: {flags}", library=one.library, flags=flagged(t, one)) for one in shown),
        t(msgid("Press a library.")) if shown else t(msgid("There is nothing to review now.")),
    )
    sheets = grid(
        Button(cut(one.library, WIDE), f"review.sheet:{one.unit.unit_id}") for one in shown
    )
    return Screen(text, (*sheets, *_under(t, queue, page, pages)))


def flagged(t: Translator, one: Line) -> str:
    """Say what is odd about a sheet."""
    if not one.flags:
        return t.plain(msgid("nothing odd"))
    return ", ".join(t.plain(FLAGS[flag]) for flag in one.flags)


def _under(t: Translator, queue: Queue, page: int, pages: int) -> Rows:
    key = queue.campaign.campaign_id
    buttons = []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        buttons.append(Button(label, f"review.list:{key}:{(page + 1) % pages}"))
    buttons += accept_all(t, queue)
    buttons.append(Button(t.plain(msgid("To the monitoring")), f"campaign.board:{key}"))
    return grid(buttons)


def accept_all(t: Translator, queue: Queue) -> list[Button]:
    """Offer to accept what has no flag, in the versions that are counted here."""
    if not queue.ready:
        return []
    label = t.plain(msgid("Accept {count} with nothing odd"), count=len(queue.ready))
    press = f"review.all:{queue.campaign.campaign_id}:{reviewing.mark(queue.ready)}"
    return [Button(label, press, style="primary")]


# -------------------------------------------------------------------- one sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """A library's sheet with all that its review shows."""

    campaign: Campaign
    unit: CampaignUnit
    library: str
    answers: Answers
    flags: tuple[str, ...] = ()
    sent: Html | None = None
    settled: Html | None = None  # accepted or returned, when and by whom
    is_locked: bool = False
    written: int = 0  # the reader's remarks that are not sent yet


def sheet(t: Translator, about: Sheet, page: int = 0, note: Html | None = None) -> Screen:
    """Show a sheet beside last period's values."""
    rows = reviewing.asked(about.answers.form)
    pages = max(1, -(-len(rows) // SHEET))
    page %= pages
    text = lines(
        note,
        heading(t, about.campaign, about.library),
        about.sent,
        about.settled,
        *(line(t, one, about.answers) for one in rows[page * SHEET : (page + 1) * SHEET]),
        _odd(t, about),
        t(msgid("Does all agree? Press «Accept».")) if _is_open(about) else None,
    )
    return Screen(text, grid(_sheet_buttons(t, about, page, pages)))


def _odd(t: Translator, about: Sheet) -> Html | None:
    """Say what to look at and at which questions, beside the buttons: the sheet is long."""
    if not about.flags:
        return None
    flags = ", ".join(t.plain(FLAGS[flag]) for flag in about.flags)
    asked = reviewing.asked(about.answers.form)
    numbers = ", ".join(str(one.number) for one in asked if _is_marked(one, about.answers))
    text = msgid("Look at: {flags}. Questions: {numbers}.") if numbers else LOOK
    return Html(f"<b>{t(text, flags=flags, numbers=numbers)}</b>")


LOOK: Final = msgid("Look at: {flags}.")


def _is_marked(one: Asked, about: Answers) -> bool:
    """Tell whether something is said about a question beside its answer."""
    is_changed = about.accepted is not None and any(
        reviewing.values(about.accepted, path) != reviewing.values(about.said, path)
        for path in one.paths
    )
    is_remarked = any(
        remark.question in one.paths and remark.state in {"corrected", "explained"}
        for remark in about.remarks
    )
    whys = [aside.path for aside in one.aside if about.form.questions[aside.path].explains]
    return is_changed or is_remarked or any(reviewing.values(about.said, why) for why in whys)


def _is_open(about: Sheet) -> bool:
    return about.unit.state == "sent" and not about.is_locked


def _sheet_buttons(t: Translator, about: Sheet, page: int, pages: int) -> list[Button]:
    key, buttons = about.unit.unit_id, []
    if pages > 1:
        label = t.plain(msgid("More ({page} of {pages})"), page=page + 1, pages=pages)
        buttons.append(Button(label, f"review.sheet:{key}:{(page + 1) % pages}"))
    if _is_open(about):
        buttons.append(accept(t, about.unit))
    if not about.is_locked:
        buttons.append(give_back(t, about.unit, page))
    if about.written and not about.is_locked:
        label = t.plain(msgid("Remarks: {count}"), count=about.written)
        buttons.append(Button(label, f"review.written:{key}"))
    if about.unit.state == "returned" and not about.is_locked:
        buttons += [
            Button(t.plain(msgid("Enter the answer")), f"clarify.open:{key}"),
            Button(t.plain(msgid("Withdraw remarks")), f"review.withdraw:{key}"),
        ]
    return [*buttons, *beside(t, about.unit)]


def accept(t: Translator, unit: CampaignUnit) -> Button:
    """Offer to accept the version that is shown."""
    press = f"review.accept:{unit.unit_id}:{unit.submission_id}"
    return Button(t.plain(msgid("Accept")), press, style="primary")


def give_back(t: Translator, unit: CampaignUnit, page: int = 0) -> Button:
    """Offer to return single questions."""
    return Button(t.plain(msgid("Return a question")), f"review.return:{unit.unit_id}:{page}")


def beside(t: Translator, unit: CampaignUnit) -> list[Button]:
    """Lead from a sheet to the next one and to the list."""
    return [
        Button(t.plain(msgid("The next sheet")), f"review.next:{unit.unit_id}"),
        Button(t.plain(msgid("To the list")), f"review.list:{unit.campaign_id}:0"),
    ]


def being_corrected(t: Translator, unit: CampaignUnit, library: str, person: str) -> Screen:
    """Ask whether to accept what somebody is changing at this moment."""
    text = lines(
        bold(library),
        t(msgid("The answers are being corrected now by: {person}"), person=person),
        t(msgid("Accept them as they are, or wait for the correction?")),
    )
    press = f"review.asis:{unit.unit_id}:{unit.submission_id}"
    buttons = [Button(t.plain(msgid("Accept as it is")), press), *beside(t, unit)]
    return Screen(text, grid(buttons))


# -------------------------------------------------------------------- accepted


def accepted(
    t: Translator,
    queue: Queue,
    libraries: Sequence[str],
    acceptance_id: int,
    until: datetime,
    *,
    is_locked: bool,
) -> Screen:
    """Say what was accepted; it can be undone until a moment."""
    one = msgid("Accepted: {library}.")
    several = msgid("Accepted with nothing odd: {count}.")
    left = msgid("Still to be reviewed: {count}.")
    text = lines(
        t(one, library=libraries[0]) if len(libraries) == 1 else t(several, count=len(libraries)),
        t(left, count=len(queue.waiting)) if queue.waiting else None,
        t(ALL_IN) if is_locked else None,
        t(msgid("It can be undone until {time}."), time=f"{until:%H:%M}"),
    )
    key = queue.campaign.campaign_id
    buttons = []
    if queue.waiting:
        label = msgid("See the odd ones") if queue.flagged else msgid("The next sheet")
        press = f"review.sheet:{queue.waiting[0].unit.unit_id}"
        buttons.append(Button(t.plain(label), press, style="primary"))
    buttons += [
        Button(t.plain(msgid("Undo")), f"review.undo:{acceptance_id}"),
        Button(t.plain(msgid("To the list")), f"review.list:{key}:0"),
    ]
    return Screen(text, grid(buttons))


ALL_IN: Final = msgid(
    "All questionnaires are accepted, the monitoring is closed: nothing is changed any more."
)


def settled(t: Translator, state: str, at: datetime, person: str) -> Html:
    """Say when a sheet was accepted or returned, and by whom."""
    texts = {
        "accepted": msgid("Accepted: {at}, {person}"),
        "returned": msgid("To be clarified: {at}, {person}"),
    }
    return t(texts[state], at=at, person=person)
