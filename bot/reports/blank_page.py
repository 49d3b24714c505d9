"""What a printed questionnaire says: questions in the chat's order, last values, room to write.

Pure but for reading; of any form, the monitoring's own or an author's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.catalogs import NO_BREAK_SPACE, Translator
from bot.forms import compared
from bot.forms.compared import Field
from bot.forms.model import Form, Group, Node, Question, Repeat
from bot.forms.turns import Kind
from bot.msgid import msgid
from bot.published import campaign_form
from bot.rules import monitoring
from bot.rules.institution import Institution
from bot.rules.monitoring import Known
from bot.screens import monitoring as screens
from storage import figures, institution, libraries, recommendations, summaries
from storage.database import Reader
from storage.records.libraries import Library
from storage.records.monitoring import Campaign, CampaignUnit

BETWEEN: Final = "   "  # choices that follow each other in a line
CHOICES: Final = 24  # of a longer list the answer is written
TIMES: Final = 3  # a repeat has so many places on paper
LONG: Final = frozenset({Kind.TEXT, Kind.GEOPOINT})  # two lines to write on
FILES: Final = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
SPACES: Final = {
    Kind.DATE: "__ . __ . ______",
    Kind.TIME: "__ : __",
    Kind.DATETIME: "__ . __ . ______   __ : __",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a question with its room for an answer; one that belongs to it has no number."""

    label: str
    number: int = 0
    is_heading: bool = False
    hint: str = ""
    before: str = ""  # the value that it is compared with, with its period
    boxes: tuple[str, ...] = ()
    lines: int = 0  # to write on
    space: str = ""  # a pattern of a date or time


@dataclass(frozen=True, slots=True)
class Blank:
    """A questionnaire to be filled in by hand, of one library or (`library` empty) of any."""

    language: str
    institution: str
    title: str
    library: str
    code: str
    under: str  # what it is about, whom to hand it to
    foot: str  # what to mind while filling it in
    rows: tuple[Row, ...]
    is_wide: bool = False  # no column of last values: more room for answers

    @property
    def has_before(self) -> bool:
        """Tell whether any question has a last value."""
        return any(row.before for row in self.rows)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the blanks of one campaign share; read once for any number of libraries."""

    campaign: Campaign
    form: Form
    institution: Institution
    before: str | None  # the period that is compared with
    libraries: Mapping[int, Library]


async def shared(db: Reader, campaign: Campaign) -> Shared:
    """Read what the blanks of a campaign share."""
    return Shared(
        campaign,
        await campaign_form(db, campaign),
        Institution(await institution.get_all(db)),
        (await summaries.times(db, campaign)).before,
        {one.library_id: one for one in await libraries.known(db)},
    )


def empty(t: Translator, about: Shared) -> Blank:
    """Return the blank that any library may fill in."""
    nothing = Beside(monitoring.known((), about.campaign.period), {}, {})
    return _blank(t, about, ("", ""), t.full_day(about.campaign.closes_on), nothing)


async def of_unit(db: Reader, t: Translator, about: Shared, unit: CampaignUnit) -> Blank:
    """Return the blank of one library, with its last values and open recommendations."""
    campaign, library = about.campaign, about.libraries[unit.library_id]
    span = campaign.first_on, campaign.last_on
    found = await figures.beside(db, unit.library_id, campaign.opens_on.year, campaign.part, span)
    open_ones = await recommendations.open_of_library(db, unit.library_id)
    beside = Beside(
        monitoring.known(found.figures, campaign.period, about.before),
        {"recommendations": tuple(one.recommendation for one in open_ones)},
        {"rounds": found.rounds, "entries": found.entries},
    )
    closes = t.full_day(unit.closes_on)
    return _blank(t, about, (library.full(t.language), library.code), closes, beside)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a library: its figures, its own lists, what the bot has counted."""

    known: Known
    lists: Mapping[str, tuple[str, ...]]
    counted: Mapping[str, int]
    written: frozenset[str] = frozenset()  # lists whose choices are written, not ticked


def _blank(
    t: Translator, about: Shared, library: tuple[str, str], closes: str, beside: Beside
) -> Blank:
    campaign = about.campaign
    under = t.plain(
        msgid("About the time {about}. Hand it in by {closes}: {contact}"),
        about=f"{campaign.first_on:%d.%m.%Y} - {campaign.last_on:%d.%m.%Y}",
        closes=closes,
        contact=about.institution["department_contact"],
    )
    why = msgid("Is a number very different from the last one? Write beside it why.")
    return Blank(
        t.language,
        about.institution["institution_name"],
        screens.title(t, campaign),
        *library,
        under,
        t.plain(why),
        tuple(rows(t, about.form, beside)),
    )


# -------------------------------------------------------------------- the rows


def rows(t: Translator, form: Form, beside: Beside) -> Iterator[Row]:
    """Give the questions in the order of the chat; those of the bot itself are left out."""
    fields = {one.path: one for one in compared.fields(form).values()}
    number = 0
    for question, heading in _asked(t, form.root):
        if isinstance(question, Repeat):
            number += 1
            yield _tally(t, form, question, beside, number)
        elif question is None:
            yield Row(heading, is_heading=True)
        elif question.kind is Kind.NOTE:
            yield Row("\n".join(_words(t, question)), is_heading=True)
        elif _is_known_to_be_empty(question, beside):
            continue
        else:
            is_counted = "aside" not in question.appearance
            number += is_counted
            row = _row(t, form, question, fields.get(question.path), beside)
            yield replace(row, number=number if is_counted else 0)


Asked = tuple[Question | Repeat | None, str]  # None: a heading


def _asked(t: Translator, group: Group) -> Iterator[Asked]:
    for node in group.children:
        if isinstance(node, Question):
            if _is_asked(node):
                yield node, ""
        else:
            yield from _inner(t, node)


def _inner(t: Translator, node: Group) -> Iterator[Asked]:
    inside = list(_asked(t, node))
    if not inside:
        return
    title = compared.said(node.label, t.language)
    if not isinstance(node, Repeat):
        if title:
            yield None, title
        yield from inside
        return
    if _is_tally(node):
        yield node, ""
        return
    if all(isinstance(one, Question) and one.kind in FILES for one, _ in inside):
        yield from inside  # how many are enclosed is seen
        return
    for place in range(1, min(TIMES, node.limit or TIMES) + 1):
        yield None, f"{title or t.plain(msgid('Entry'))}: {place}"
        yield from inside


def _is_tally(node: Repeat) -> bool:
    """Tell whether a repeat counts choices: on paper each choice has its number beside it."""
    asked = [one for one in node.children if _is_asked(one)]
    kinds = [one.kind for one in asked if isinstance(one, Question)]
    return kinds == [Kind.SELECT_ONE, Kind.INTEGER] and len(asked) == len(node.children)


def _tally(t: Translator, form: Form, node: Repeat, beside: Beside, number: int) -> Row:
    choice, count = (one for one in node.children if isinstance(one, Question))
    label = compared.said(node.label, t.language) or _words(t, choice)[0]
    labels = _boxes(t, form, choice, beside)
    hint = compared.said(count.label, t.language)
    space = BETWEEN.join(f"{one}: ____".replace(" ", NO_BREAK_SPACE) for one in labels)
    return Row(label, number, hint=hint, space=space, lines=0 if space else 3)


def _is_asked(node: Node) -> bool:
    """Tell whether people answer a question; explanations are written beside the number."""
    return (
        isinstance(node, Question)
        and node.kind is not Kind.SILENT
        and not (node.is_companion or node.explains or node.bind.calculate is not None)
    )


def _words(t: Translator, question: Question) -> list[str]:
    said = (compared.said(one, t.language) for one in (question.label, question.hint))
    return [one for one in said if one]


def _is_known_to_be_empty(question: Question, beside: Beside) -> bool:
    """Tell whether a library has nothing to choose from, as no open recommendations."""
    return question.itemset is not None and beside.lists.get(_list(question)) == ()


def _list(question: Question) -> str:
    return question.itemset.source.removesuffix(".csv") if question.itemset else ""


def _row(
    t: Translator, form: Form, question: Question, field: Field | None, beside: Beside
) -> Row:
    label, *hint = _words(t, question) or [""]
    boxes = _boxes(t, form, question, beside)
    space = SPACES.get(question.kind, "")
    if question.kind in FILES:
        space = t.plain(msgid("enclose it or send it to the bot"))
    needs_lines = not (boxes or space)
    return Row(
        label,
        hint="".join(hint),
        before=_before(t, question, field, beside),
        boxes=boxes,
        lines=(2 if question.kind in LONG else 1) if needs_lines else 0,
        space=space,
    )


def _before(t: Translator, question: Question, field: Field | None, beside: Beside) -> str:
    counted = beside.counted.get(question.bind.known)
    if counted is not None:
        return t.plain(msgid("counted by the bot: {n}"), n=counted)
    figure = beside.known.beside(field) if field else None
    if field is None or figure is None:
        return ""
    return screens.figure(t, field, figure, screens.choice(t, field, figure))


def _boxes(t: Translator, form: Form, question: Question, beside: Beside) -> tuple[str, ...]:
    """Return the choices to be ticked; empty where the answer is written."""
    if question.kind is Kind.ACKNOWLEDGE:
        return (t.plain(msgid("Yes")),)
    if question.range is not None:
        return question.range.values()
    if question.itemset is None:
        return ()
    name = _list(question)
    if name in beside.written:
        return ()
    own = beside.lists.get(name)
    served = form.attachments.get(name)
    if own is None and served is not None:
        own = tuple(item.label(t.language) for item in served)
    if own is None:
        own = tuple(compared.said(row.label, t.language) for row in question.itemset.options)
    return own if len(own) <= CHOICES else ()
