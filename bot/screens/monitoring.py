"""The questionnaire of the monitoring: how it is named, compared and received; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.forms import compared as compared_
from bot.forms.compared import Field
from bot.forms.env import Items
from bot.forms.model import Form
from bot.forms.turns import Kind
from bot.msgid import msgid, plural
from bot.rules import monitoring
from bot.rules.indicators import rounded
from bot.rules.monitoring import Known
from bot.screens import amounts
from bot.screens.form import shown_value
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from bot.screens.visits import NUMBERS, SOURCES
from storage.records.monitoring import Campaign, CampaignUnit, Figure

MINUTES: Final = 20  # of the shipped questionnaire (texts.md T21)


@dataclass(frozen=True, slots=True)
class Far:
    """How far a begun questionnaire is, and who fills it in."""

    done: int
    total: int
    person: str = ""


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What a questionnaire asks about: a time since January, or what its campaign is called."""

    first_on: date
    last_on: date
    name: str | None = None

    @classmethod
    def of(cls, campaign: Campaign) -> "AskedOf":
        """Return what a campaign asks about."""
        return cls(campaign.first_on, campaign.last_on, campaign.name)


def asked_of(t: Translator, about: AskedOf) -> str:
    """Name it, to stand after «за»."""
    if about.name:
        return f"«{about.name}»"
    months = about.last_on.month - about.first_on.month + 1
    text = plural("{n} month of {year}", "{n} months of {year}")
    return t.plain(text, n=months, year=str(about.last_on.year))


def month_of(t: Translator, period: str) -> str:
    """Name the period of a figure: «Октябрь 2025»."""
    day = date.fromisoformat(f"{period}-01")
    return f"{t.month(day).capitalize()} {day.year}"


def title(t: Translator, campaign: Campaign) -> str:
    """Name the questionnaire of a campaign."""
    if campaign.name:
        return t.plain(msgid("Questionnaire «{name}»"), name=campaign.name)
    return t.plain(msgid("Questionnaire for {period}"), period=asked_of(t, AskedOf.of(campaign)))


def introduction(
    t: Translator,
    about: AskedOf,
    library: str,
    closes_on: date,
    *,
    is_correction: bool,
    minutes: int | None = None,
) -> Html:
    """Say what opens, for which library and until when (T21)."""
    said = msgid("For {period}. Library: {library}.")
    named = msgid("{period}. Library: {library}.")
    takes = plural(
        "It takes about {n} minute; you will need the work diary.",
        "It takes about {n} minutes; you will need the work diary.",
    )
    if is_correction:
        how = t(msgid("Correction of a record: until «Save» it stays as it was."))
    else:
        how = lines(
            t(takes, n=minutes or MINUTES),
            t(msgid("Each answer is kept at once; you can stop at any place.")),
        )
    return lines(
        t(named if about.name else said, period=asked_of(t, about), library=library),
        how,
        t(msgid("Last day: {date}."), date=closes_on),
    )


# -------------------------------------------------------------------- beside a question


def figure(t: Translator, field: Field, one: Figure, label: str = "") -> str:
    """Write a figure with its period; a choice by its `label`."""
    return f"{month_of(t, one.period)}: {value(t, field, one, label)}"


def value(t: Translator, field: Field, one: Figure, label: str = "") -> str:
    """Write a figure; a choice by its `label`."""
    return label or one.fact or _amount(t, field, one.number or 0)


def _number(value: float | None) -> float:
    number = float(value or 0)
    return int(number) if number.is_integer() else number


def _amount(t: Translator, field: Field, number: float) -> str:
    return amounts.number(t, number, field.kind, field.label(t.language))


def compared(t: Translator, field: Field, one: Figure, label: str = "") -> Html:
    """Stand the compared figure beside a question."""
    return t("{text}.", text=figure(t, field, one, label))


def planned(t: Translator, plan: float | None) -> Html | None:
    """Stand the department's plan of paid services beside the question about them."""
    if plan is None:
        return None
    text = msgid("The department's plan for the year: {plan}.")
    return t(text, plan=t.fixed(rounded(plan, amounts.KOPECKS)))


def doubt(t: Translator, field: Field, reason: str, now: float, beside: Figure) -> Html:
    """Say what is odd about a count beside that of a year ago (T24); see bot.forms.doubts."""
    number, label = _amount(t, field, now), field.label(t.language)
    then = figure(t, field, beside)
    if reason == "zero":
        return t(msgid("{label}. {then}, now {now}."), label=label, then=then, now=number)
    if reason == "same":
        return t(msgid("{label}. {then}, now exactly the same."), label=label, then=then)
    percent = monitoring.change_percent(now, beside.number or 1)
    more = msgid("{label}. {then}, now {now} (more by {percent} %).")
    less = msgid("{label}. {then}, now {now} (less by {percent} %).")
    text = more if percent > 0 else less
    return t(text, label=label, then=then, now=number, percent=abs(percent))


def numbers_found(t: Translator, found: Sequence[str], draft_id: int, revision: int) -> Screen:
    """Warn of what looks like a resident's number; it may stay, an inventory number is honest."""
    place = f"{draft_id}:{revision}"
    buttons = (
        Button(t.plain(msgid("Take out and send")), f"unit.strip:{place}"),
        Button(t.plain(msgid("Write anew")), f"unit.retype:{place}"),
        Button(t.plain(msgid("It is not a telephone")), f"unit.settle:{place}"),
    )
    return Screen(t(NUMBERS, number=", ".join(found)), column(buttons))


# -------------------------------------------------------------------- one library


def opening(
    t: Translator,
    campaign: Campaign,
    unit: CampaignUnit,
    library: str,
    far: Far,
    *,
    source: str,
) -> Screen:
    """Show a questionnaire that a colleague has begun; it can be gone on with."""
    begun = msgid("It is begun by: {person}; {done} of {total} answered.")
    text = lines(
        heading(t, campaign, library),
        t(begun, person=far.person, done=far.done, total=far.total),
        t(msgid("The answers stay; you can go on with them.")),
    )
    press = f"unit.take:{unit.unit_id}:{source}"
    go_on = Button(t.plain(msgid("Go on")), press, style="primary")
    back = Button(t.plain(msgid("Back")), f"unit.card:{unit.unit_id}")
    return Screen(text, grid([go_on, back]))


def taken(
    t: Translator, campaign: Campaign, unit: CampaignUnit, library: str, person: str
) -> Screen:
    """Tell who had begun a questionnaire that a colleague goes on with it."""
    text = lines(
        heading(t, campaign, library),
        t(msgid("Your answers stay. Now it is filled in by: {person}"), person=person),
    )
    opens = Button(t.plain(msgid("Open")), f"unit.card:{unit.unit_id}")
    return Screen(text, column([opens]))


def heading(t: Translator, campaign: Campaign, library: str) -> Html:
    """Name the questionnaire and its library."""
    return bold(f"{title(t, campaign)}: {library}")


@dataclass(frozen=True, slots=True)
class Following:
    """The next library whose answers are to be entered, and where they come from."""

    unit_id: int
    library: str
    source: str


def received(
    t: Translator,
    unit: CampaignUnit,
    library: str,
    following: Following | None = None,
    receipt: Html | None = None,
    *,
    is_change: bool,
) -> Screen:
    """Say that the answers have come (T28); `receipt`: the library's own indicators."""
    said = (
        msgid("The answers are corrected. Library: {library}.")
        if is_change
        else msgid("The questionnaire is sent, thank you. Library: {library}.")
    )
    text = lines(
        t(said, library=library),
        receipt,
        t(msgid("Answers can be corrected until {date}."), date=unit.closes_on)
        if not is_change
        else None,
        t(msgid("The next one without an answer: {library}."), library=following.library)
        if following
        else None,
    )
    buttons = [_see(t, unit)]
    if following:
        press = f"unit.behalf:{following.unit_id}:{following.source}"
        buttons.insert(0, Button(t.plain(msgid("Enter it")), press, style="primary"))
    return Screen(text, column(buttons))


def _see(t: Translator, unit: CampaignUnit) -> Button:
    return Button(t.plain(msgid("See the answers")), f"unit.card:{unit.unit_id}")


@dataclass(frozen=True, slots=True)
class Mine:
    """A library for which a person answers, in one campaign."""

    campaign: Campaign
    unit: CampaignUnit
    library: str
    far: Far | None = None


def mine(t: Translator, found: Sequence[Mine]) -> Screen:
    """Show the libraries for which a person answers, by campaign, each with its state."""
    if not found:
        return Screen(t(msgid("There is no questionnaire to answer now.")))
    several = len({one.campaign.campaign_id for one in found}) > 1
    text = lines(*_mine(t, found), t(msgid("Press a library.")))
    buttons = [
        Button(_named(one, several=several), f"unit.open:{one.unit.unit_id}") for one in found
    ]
    return Screen(text, grid(buttons))


def _mine(t: Translator, found: Sequence[Mine]) -> Iterator[Html]:
    by_campaign: dict[int, list[Mine]] = {}
    for one in found:
        by_campaign.setdefault(one.campaign.campaign_id, []).append(one)
    for ones in by_campaign.values():
        yield bold(title(t, ones[0].campaign))
        for one in ones:
            said = state(t, one.unit, one.far)
            yield t("{library}: {state}", library=one.library, state=said)
        yield t(msgid("Last day: {date}."), date=ones[0].unit.closes_on)


def _named(one: Mine, *, several: bool) -> str:
    """Name a library on a button; where it answers several campaigns, with that."""
    if not several:
        return one.library
    return cut(f"{one.library}: {briefly(one.campaign)}", WIDE)


def briefly(campaign: Campaign) -> str:
    """Name a campaign within a button: its own name, else month and year."""
    return campaign.name or f"{campaign.opens_on:%m.%Y}"


def state(t: Translator, unit: CampaignUnit, far: Far | None) -> str:
    """Say where a library stands."""
    if unit.state != "waiting":
        return t.plain(STATES[unit.state])
    if far is None:
        return t.plain(STATES["waiting"])
    return t.plain(msgid("begun, {done} of {total}"), done=far.done, total=far.total)


STATES: Final = {
    "waiting": msgid("not opened"),
    "sent": msgid("sent"),
    "returned": msgid("to be clarified"),
    "accepted": msgid("accepted"),
}


@dataclass(frozen=True, slots=True)
class May:
    """What a reader may do with a library's answers."""

    answer: bool = False
    on_behalf: bool = False
    correct: bool = False
    clarify: bool = False  # a returned answer
    review: bool = False
    see_board: bool = False
    prolong: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A library in a campaign with all that its card shows."""

    campaign: Campaign
    unit: CampaignUnit
    library: str
    people: tuple[str, ...]  # who answers for it, with their telephones
    far: Far | None = None
    sent: Html | None = None  # when, by whom
    answers: tuple[Html, ...] = ()
    has_files: bool = False


def card(t: Translator, about: Facts, may: May, note: Html | None = None) -> Screen:
    """Show a library in a campaign: its state, who answers, its answers beside last year's."""
    unit = about.unit
    nobody = t(msgid("Nobody works there at present: the department enters the answers."))
    people = t(msgid("Who answers: {people}."), people="; ".join(about.people))
    text = lines(
        note,
        heading(t, about.campaign, about.library),
        t(msgid("State: {state}."), state=state(t, unit, about.far)),
        about.sent,
        (people if about.people else nobody) if not unit.is_answered else None,
        t(msgid("Last day: {date}."), date=unit.closes_on) if not unit.is_answered else None,
        *about.answers,
    )
    return Screen(text, grid(_card_buttons(t, about, may)))


def sent(t: Translator, at: datetime, person: str, source: str) -> Html:
    """Say when answers came and who entered them."""
    text = msgid("Sent: {at}, {person}, {source}")
    return t(text, at=at, person=person, source=t.plain(SOURCES[source]))


def _card_buttons(t: Translator, about: Facts, may: May) -> list[Button]:
    key, buttons = about.unit.unit_id, []
    if may.answer:
        label = msgid("Go on") if about.far else msgid("Answer")
        buttons.append(Button(t.plain(label), f"unit.open:{key}", style="primary"))
    if may.on_behalf:
        buttons += [
            Button(t.plain(msgid("By telephone")), f"unit.behalf:{key}:phone"),
            Button(t.plain(msgid("From paper")), f"unit.behalf:{key}:paper"),
        ]
    if may.clarify:
        label = t.plain(msgid("Clarify"))
        buttons.append(Button(label, f"clarify.open:{key}", style="primary"))
    if may.correct:
        buttons.append(Button(t.plain(msgid("Correct")), f"unit.correct:{key}"))
    buttons += _sent_buttons(t, about, may)
    if may.prolong:
        buttons.append(Button(t.plain(msgid("Prolong")), f"unit.longer:{key}"))
    if may.review:
        buttons.append(Button(t.plain(msgid("Review")), f"review.sheet:{key}"))
    if may.see_board and about.unit.state == "waiting":
        buttons.append(Button(t.plain(msgid("Paper blank")), f"unit.blank:{key}"))
    if may.see_board:
        library = about.unit.library_id
        buttons += [
            Button(t.plain(msgid("Library")), f"library.card:{library}"),
            Button(t.plain(msgid("To the list")), f"campaign.board:{about.campaign.campaign_id}"),
        ]
    return buttons


def _sent_buttons(t: Translator, about: Facts, may: May) -> list[Button]:
    """Return what a sheet that has come can be looked at as; Word's is for the department."""
    key, buttons = about.unit.unit_id, []
    if about.unit.submission_id is not None:
        buttons.append(Button(t.plain(msgid("Sheet as PDF")), f"unit.pdf:{key}"))
    if about.unit.submission_id is not None and may.see_board:
        buttons.append(Button(t.plain(msgid("Sheet for Word")), f"unit.docx:{key}"))
    if about.has_files:
        buttons.append(Button(t.plain(msgid("Photos and files")), f"unit.files:{key}"))
    return buttons


Served = Mapping[str, Items]  # the lists of the bot that answers name rows of


def answered(
    t: Translator,
    form: Form,
    answers: Mapping[str, Any],
    known: Known,
    served: Served = MappingProxyType({}),
) -> tuple[Html, ...]:
    """List answers with what they are compared with and the explanations of what is odd.

    An instance of a repeat is one line. What a draft's own list offered is left out: its rows
    (recommendations) have their own place.
    """
    fields = compared_.fields(form)
    whys = compared_.explained(form, answers)
    notes = {one.explains: compared_.value(answers, one.path) for one in fields.values()}
    found: list[Html] = []
    shown: set[str] = set()
    for name, one in fields.items():
        if one.repeat and one.repeat not in shown:
            shown.add(one.repeat)
            found += _instances(t, form, one, answers, served)
        value = None if one.repeat or one.explains else compared_.value(answers, one.path)
        text = "" if value in (None, "") else _written(t, one, value, served)
        if text:
            why = whys.get(one.path) or notes.get(name) or ""
            found.append(_answer(t, one, text, known.beside(one), str(why)))
    return tuple(found)


def _instances(
    t: Translator, form: Form, first: Field, answers: Mapping[str, Any], served: Served
) -> list[Html]:
    """Write each instance of a repeat in one line, in the order in which they were added."""
    fields = {one.path: one for one in compared_.fields(form).values()}
    rows: dict[str, list[str]] = {}
    for path, value in compared_.flat(answers).items():
        field = fields.get(compared_.plain(path))
        if field is None or field.repeat != first.repeat:
            continue
        text = _written(t, field, value, served)
        if text:
            label = field.label(t.language)
            place = path[: path.rindex("]")].replace("]", "").replace("[", " ")
            rows.setdefault(place, []).append(f"{label}: {text}")
    heading = first.heading(t.language)
    return [
        t(
            "{heading} {number}: {answers}",
            heading=heading,
            number=number,
            answers="; ".join(row),
        )
        for number, row in enumerate(rows.values(), 1)
    ]


def _written(t: Translator, field: Field, value: Any, served: Served) -> str:
    """Write an answer; empty where it is a row of a list that is not at hand."""
    if not field.is_served:
        return said(t, field, value)
    rows = served[field.source].by_name if field.source in served else {}
    names = value if isinstance(value, list) else [value]
    return ", ".join(rows[one].label(t.language) for one in names if one in rows)


def _answer(t: Translator, field: Field, now: str, beside: Figure | None, why: str) -> Html:
    then = f" ({figure(t, field, beside, choice(t, field, beside))})" if beside else ""
    line = t("{label}: {now}{then}", label=field.label(t.language), now=now, then=then)
    return Html(f"{line} {t('«{why}»', why=why)}") if why else line


def said(t: Translator, field: Field, value: Any) -> str:
    """Write an answer as people read it: a number by their language, choices by their labels."""
    if isinstance(value, list):
        return ", ".join(field.choice(str(one), t.language) for one in value)
    if isinstance(value, str):
        label = field.label(t.language)
        return shown_value(t, field.kind, field.choice(value, t.language), label)
    return _amount(t, field, value)


def choice(t: Translator, field: Field, one: Figure | None) -> str:
    """Return what a figure that is no number says in words; empty for a number."""
    if one is None or not one.fact:
        return ""
    is_several = field.kind in {Kind.SELECT_MULTIPLE, Kind.RANK}
    return said(t, field, one.fact.split() if is_several else one.fact)
