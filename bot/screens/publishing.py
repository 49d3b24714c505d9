"""Questionnaires published: what a version changes, what becomes of begun answers; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.catalogs import Html, Translator
from bot.forms.changes import Changed, Changes
from bot.forms.compared import said
from bot.forms.model import Label, Question
from bot.msgid import msgid, plural
from bot.screens.monitoring_board import called
from bot.screens.monitoring_board import label as briefly
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.monitoring import Campaign, Questionnaire

NAMED: Final = 8  # questions of one kind of change by name; the others are counted
CUT: Final = 60  # characters of a question in a list
ASPECTS: Final[Mapping[str, str]] = {
    "kind": msgid("type"),
    "text": msgid("text"),
    "hint": msgid("hint"),
    "required": msgid("must be answered"),
    "relevant": msgid("when it is asked"),
    "constraint": msgid("check"),
    "check": msgid("soft check"),
    "compare": msgid("what it is compared with"),
    "known": msgid("what the bot knows"),
    "calculation": msgid("calculation"),
    "default": msgid("given beforehand"),
    "place": msgid("place"),
}


@dataclass(frozen=True, slots=True)
class Coming:
    """A version that is about to be published."""

    title: str
    code: str
    number: int
    job_id: int
    changes: Changes | None  # None: there is none before
    is_monitoring: bool = False  # the campaigns of April and October take it
    lacks: tuple[str, ...] = ()  # names that the indicators need


def ask(t: Translator, about: Coming, note: str | None = None) -> Screen:
    """Say what publishing does and ask for it."""
    version = msgid("Version {number} of the questionnaire «{code}».")
    text = lines(
        note,
        bold(about.title),
        t(version, number=about.number, code=about.code),
        *(_changes(t, about.changes) if about.changes else ()),
        t(msgid("The monitoring of April and October takes it from now on."))
        if about.is_monitoring
        else None,
        t(
            msgid("Not asked, so some indicators stay empty: {names}."),
            names=", ".join(about.lacks),
        )
        if about.lacks
        else None,
        t(msgid("A published version stays as it is; what is changed later is the next version.")),
    )
    publish = f"quest.publish:{about.job_id}:{about.number}"
    buttons = [
        Button(t.plain(msgid("Publish")), publish, style="primary"),
        Button(t.plain(msgid("Not yet")), "quest.all"),
    ]
    return Screen(text, grid(buttons))


def _changes(t: Translator, changes: Changes) -> list[Html | None]:
    if not changes.is_any:
        return [t(msgid("The questions are the same as before."))]
    rows = [
        _listed(t, msgid("Added: {what}"), [_named(t, one) for one in changes.added]),
        _listed(t, msgid("Taken out: {what}"), [_named(t, one) for one in changes.removed]),
        _listed(t, msgid("Changed: {what}"), [_changed(t, one) for one in changes.changed]),
    ]
    return [bold(t.plain(msgid("Against the version before:"))), *rows]


def _listed(t: Translator, text: str, names: Sequence[str]) -> Html | None:
    if not names:
        return None
    what = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    if rest > 0:
        what = t.plain(msgid("{names} and {n} more"), names=what, n=rest)
    return t(text, what=what)


def _named(t: Translator, question: Question) -> str:
    return f"«{cut(said(question.label, t.language) or question.name, CUT)}»"


def _changed(t: Translator, one: Changed) -> str:
    parts = [t.plain(ASPECTS[name]) for name in one.aspects]
    parts += [f"+ {_labelled(t, label)}" for label in one.choices_added]
    parts += [f"− {_labelled(t, label)}" for label in one.choices_removed]
    return f"{_named(t, one.question)} ({', '.join(parts)})"


def _labelled(t: Translator, label: Label) -> str:
    return cut(said(label, t.language), CUT)


def same(t: Translator, about: Questionnaire) -> Screen:
    """Say that these very questions are published already."""
    text = msgid("These very questions are published already: «{title}», version {number}.")
    return Screen(t(text, title=about.title, number=about.number), _to_card(t, about))


@dataclass(frozen=True, slots=True)
class Running:
    """A campaign on an earlier version, and what the next one does to those who have begun."""

    campaign: Campaign
    begun: int  # libraries
    sent: int
    stays: int  # answers
    anew: Mapping[str, int]  # question: answers
    away: Mapping[str, int]


def published(t: Translator, about: Questionnaire, running: Sequence[Running]) -> Screen:
    """Say that a version is published, and what it would change for campaigns that have begun."""
    text = lines(
        t(
            msgid("Published: «{title}», version {number}."),
            title=about.title,
            number=about.number,
        ),
        *(_running(t, one) for one in running),
        t(msgid("Which of them are to go on with it?")) if running else None,
    )
    label = msgid("Take it: {campaign}")
    takes = [
        _take(about, one.campaign, t.plain(label, campaign=briefly(t, one.campaign)))
        for one in running
    ]
    return Screen(text, (*column(takes), *_to_card(t, about)))


def _take(about: Questionnaire, campaign: Campaign, label: str) -> Button:
    press = f"quest.take:{campaign.campaign_id}:{about.questionnaire_id}:{about.number}"
    return Button(cut(label, WIDE), press)


def offered(t: Translator, about: Questionnaire, one: Running) -> Screen:
    """Say what a campaign's taking the newest version changes, and ask for it."""
    text = lines(
        bold(about.title),
        t(msgid("There is a newer version: {number}."), number=about.number),
        _running(t, one),
    )
    back = Button(t.plain(msgid("Back")), f"campaign.card:{one.campaign.campaign_id}")
    label = t.plain(msgid("Take version {number}"), number=about.number)
    take = _take(about, one.campaign, label)
    return Screen(text, grid([take, back]))


def _running(t: Translator, one: Running) -> Html:
    begun = plural("{n} library has begun", "{n} libraries have begun")
    return lines(
        bold(called(t, one.campaign)),
        t(msgid("{begun}; answers that stay: {count}."), begun=t.plain(begun, n=one.begun),
          count=one.stays)
        if one.begun
        else t(msgid("Nobody has begun yet.")),
        _counted(t, msgid("Asked anew: {what}."), one.anew),
        _counted(t, msgid("Asked no more, kept in the history: {what}."), one.away),
        t(msgid("Sent already, they stay with their version: {count}."), count=one.sent)
        if one.sent
        else None,
    )  # fmt: skip


def _counted(t: Translator, text: str, found: Mapping[str, int]) -> Html | None:
    names = [f"«{cut(name, CUT)}» ({count})" for name, count in found.items()]
    return _listed(t, text, names)


def moved(t: Translator, anew: Sequence[str], away: Sequence[str]) -> Html:
    """Tell who has begun that the questionnaire has changed, and what became of the answers."""
    names = [f"«{cut(name, CUT)}»" for name in anew]
    gone = [f"«{cut(name, CUT)}»" for name in away]
    return lines(
        t(msgid("The questionnaire has changed; your answers are in place.")),
        _listed(t, msgid("Asked anew: {what}."), names),
        _listed(t, msgid("Asked no more, kept in the history: {what}."), gone),
    )


# -------------------------------------------------------------------- the list


@dataclass(frozen=True, slots=True)
class Version:
    """A version with who published it and when."""

    about: Questionnaire
    person: str
    at: datetime


def card(
    t: Translator, versions: Sequence[Version], campaigns: Sequence[Campaign], note: Html | None
) -> Screen:
    """Show a questionnaire with all its versions, the newest first, and who is asked it."""
    about = versions[0].about
    text = lines(
        note,
        bold(about.title),
        t(msgid("Code: {code}. Versions:"), code=about.code),
        *(_version(t, one) for one in versions),
        t(
            msgid("It is asked by: {campaigns}."),
            campaigns="; ".join(called(t, one) for one in campaigns),
        )
        if campaigns
        else None,
    )
    place = f"{about.questionnaire_id}:{about.number}"
    buttons = [
        Button(t.plain(msgid("Try it")), f"quest.test:{place}"),
        *(_download(t, one.about) for one in versions),
        Button(t.plain(msgid("Back")), "quest.all"),
    ]
    return Screen(text, grid(buttons))


def _version(t: Translator, one: Version) -> Html:
    text = msgid("{number}: {at}, {person}, from the workbook «{workbook}»")
    return t(
        text, number=one.about.number, at=one.at, person=one.person,
        workbook=one.about.workbook_name,
    )  # fmt: skip


def _download(t: Translator, about: Questionnaire) -> Button:
    label = t.plain(msgid("XLSForm, version {number}"), number=about.number)
    return Button(label, f"quest.xlsform:{about.questionnaire_id}:{about.number}")


def _to_card(t: Translator, about: Questionnaire) -> Rows:
    label = t.plain(msgid("Its versions"))
    return ((Button(label, f"quest.card:{about.questionnaire_id}"),),)


def buttons(t: Translator, found: Sequence[Questionnaire]) -> Rows:
    """Return a button for each published questionnaire."""
    label = "{title}, {number}"
    return grid(
        Button(
            cut(t.plain(label, title=one.title, number=one.number), WIDE),
            f"quest.card:{one.questionnaire_id}",
        )
        for one in found
    )


def taken(t: Translator, about: Questionnaire) -> Html:
    """Say that a campaign asks a newer version from now on."""
    return t(msgid("From now on it asks version {number}."), number=about.number)
