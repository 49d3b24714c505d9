"""The institution's settings, its calendar and its notice, as the admin changes them; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any, Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules.institution import SETTINGS, Institution, Setting
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.access import Notice

SHOWN: Final = 60  # characters of a value in the list
IN_A_ROW: Final = 5  # numbers
CHANGES: Final = 10  # the latest entries of a history
DAYS: Final = 12  # the coming own days of the calendar
OPENING: Final = 500  # characters of a notice's present text above its question

DAY_KINDS: Final[Mapping[str, str]] = {"off": msgid("day off"), "work": msgid("working day")}
# Two lengths of the notice in each language, as the columns of `notices` are called.
NOTICE_TEXTS: Final[Mapping[str, str]] = {
    "text_ru": msgid("In short, Russian"),
    "text_be": msgid("In short, Belarusian"),
    "text_en": msgid("In short, English"),
    "full_ru": msgid("In full, Russian"),
    "full_be": msgid("In full, Belarusian"),
    "full_en": msgid("In full, English"),
}

Named = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a setting as its history tells it."""

    at: datetime
    person: str
    old: str
    new: str


def listed(t: Translator, institution: Institution, note: Html | None = None) -> Screen:
    """List the settings with their values; each number opens its card."""
    text = lines(
        note,
        t(msgid("Settings of the institution. Each change stays in the history.")),
        *(
            t(
                msgid("{number}. {title}: {value}"),
                number=number,
                title=t(setting.title),
                value=cut(shown(t, setting, institution[setting.name]), SHOWN),
            )
            for number, setting in enumerate(SETTINGS, 1)
        ),
        t(msgid("Press a number or type it.")),
    )
    others = [
        Button(t.plain(msgid("Days off")), "settings.days"),
        Button(t.plain(msgid("Notice of data")), "settings.notice"),
        Button(t.plain(msgid("Lists for rounds")), "lists.all"),
        Button(t.plain(msgid("Group of the department")), "qgroup.show"),
    ]
    return Screen(text, (*_numbers(), *grid(others)))


def _numbers() -> Rows:
    buttons = [
        Button(str(number), f"settings.card:{setting.name}")
        for number, setting in enumerate(SETTINGS, 1)
    ]
    return tuple(
        tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)
    )


def shown(t: Translator, setting: Setting, value: Any) -> str:
    """Write a setting's value as plain text; a choice by its title."""
    titles = dict(setting.choices)
    if value in titles:
        return t.plain(titles[value])
    if not value:
        return t.plain(msgid("none"))
    return t.number(value) if isinstance(value, int) else str(value)


def card(
    t: Translator, setting: Setting, institution: Institution, note: Html | None = None
) -> Screen:
    """Show one setting: what it means, its value, and how it is changed."""
    value = institution[setting.name]
    differs = setting.name in institution.values
    default = shown(t, setting, setting.default)
    text = lines(
        note,
        bold(t.plain(setting.title)),
        t(setting.hint),
        t(msgid("Now: {value}"), value=shown(t, setting, value)),
        t(msgid("By default: {value}"), value=default) if differs else None,
        _how(t, setting),
    )
    return Screen(text, (*_choices(t, setting, value), *_card_buttons(t, setting, differs)))


def _how(t: Translator, setting: Setting) -> Html:
    if setting.choices:
        return t(msgid("Press what it shall be."))
    return t(msgid("Write the new value or press a button."))


def _choices(t: Translator, setting: Setting, value: Any) -> Rows:
    return column(
        Button(
            f"✓ {t.plain(title)}" if code == value else t.plain(title),
            f"settings.set:{setting.name}:{code}",
        )
        for code, title in setting.choices
    )


def _card_buttons(t: Translator, setting: Setting, differs: bool) -> Rows:  # noqa: FBT001  # private, one caller
    buttons = [Button(t.plain(msgid("Who changed it")), f"settings.history:{setting.name}")]
    if differs:
        reset = msgid("Back to the default")
        buttons.append(Button(t.plain(reset), f"settings.reset:{setting.name}"))
    return grid([*buttons, _to_list(t)])


def _to_list(t: Translator) -> Button:
    return Button(t.plain(msgid("All settings")), "settings")


def history(t: Translator, setting: Setting, entries: Sequence[Entry]) -> Screen:
    """Show who changed a setting and when, the latest first."""
    said = [_entry(t, entry) for entry in entries[:CHANGES]]
    text = lines(
        t(msgid("Who changed it: {title}"), title=t(setting.title)),
        *(said or [t(msgid("Nobody has changed it yet."))]),
    )
    back = Button(t.plain(msgid("Back")), f"settings.card:{setting.name}")
    return Screen(text, ((back,),))


def _entry(t: Translator, entry: Entry) -> Html:
    return t(
        msgid("{at}, {person}: {old} → {new}"),
        at=entry.at,
        person=entry.person,
        old=entry.old,
        new=entry.new,
    )


# -------------------------------------------------------------------- the calendar


def days(t: Translator, own: Mapping[date, str], note: Html | None = None) -> Screen:
    """Show the coming days that the institution moved; a typed date changes one."""
    shown_days = sorted(own)[:DAYS]
    text = lines(
        note,
        t(
            msgid(
                "Days off and working days of the institution. State holidays are known already."
            )
        ),
        *(_day_line(t, on, own[on]) for on in shown_days),
        None if own else t(msgid("There are no days of your own ahead.")),
        t(msgid("To add a day or change it, write its date, for example 24.12.")),
    )
    return Screen(text, column([_to_list(t)]))


def _day_line(t: Translator, on: date, kind: str) -> Html:
    return t(msgid("{date}: {kind}"), date=t.full_day(on), kind=t(DAY_KINDS[kind]))


def day(t: Translator, on: date, kind: str | None, weekday: str, *, holiday: bool) -> Screen:
    """Ask what a day shall be."""
    usual = (
        msgid("By the calendar: a holiday.") if holiday else msgid("By the calendar: as usual.")
    )
    text = lines(
        t(msgid("{date}, {weekday}."), date=t.full_day(on), weekday=weekday),
        t(usual),
        t(msgid("Now: {value}"), value=t(DAY_KINDS[kind])) if kind else None,
        t(msgid("What shall it be?")),
    )
    buttons = [
        Button(t.plain(msgid("Day off")), f"settings.day:{on.isoformat()}:off"),
        Button(t.plain(msgid("Working day")), f"settings.day:{on.isoformat()}:work"),
        Button(t.plain(msgid("By the calendar")), f"settings.day:{on.isoformat()}:usual"),
        Button(t.plain(msgid("Not needed")), "settings.days"),
    ]
    return Screen(text, grid(buttons))


# -------------------------------------------------------------------- the notice


def notice(
    t: Translator,
    text: Notice,
    since: date,
    drafted: Mapping[str, str],
    note: Html | None = None,
) -> Screen:
    """Show which notice is in force and which of its texts are being rewritten."""
    said = lines(
        note,
        t(
            msgid("Notice of what is stored: version {version}, since {date}"),
            version=text.version,
            date=t.full_day(since),
        ),
        t(msgid("Press the text that you want to write anew.")),
        t(msgid("Rewritten texts have a mark; they are not in force until published."))
        if drafted
        else None,
    )
    buttons = [
        Button(
            f"✓ {t.plain(title)}" if name in drafted else t.plain(title), f"settings.text:{name}"
        )
        for name, title in NOTICE_TEXTS.items()
    ]
    last = [_to_list(t)]
    if drafted:
        last.insert(0, Button(t.plain(msgid("Look and publish")), "settings.preview"))
    return Screen(said, (*column(buttons), *grid(last)))


def ask_notice_text(t: Translator, name: str, now: str) -> Screen:
    """Ask for a text of the notice, with the present one above."""
    text = lines(
        t(msgid("Notice, {name}. Now it says:"), name=t(NOTICE_TEXTS[name])),
        Html(f"<blockquote expandable>{escape(cut(now, OPENING))}</blockquote>"),
        t(msgid("Send the new text in one message.")),
    )
    return Screen(text, column([Button(t.plain(msgid("Not needed")), "settings.notice")]))


def notice_preview(t: Translator, drafted: Mapping[str, str]) -> list[Screen]:
    """Show each rewritten text as people will read it, a message each."""
    return [
        Screen(lines(bold(t.plain(title)), escape(drafted[name])))
        for name, title in NOTICE_TEXTS.items()
        if name in drafted
    ]


def publish(t: Translator, drafted: Mapping[str, str], people: int) -> Screen:
    """Ask before a new notice takes force: everybody is asked for consent anew."""
    left = [t.plain(title) for name, title in NOTICE_TEXTS.items() if name not in drafted]
    text = lines(
        t(msgid("These texts will be in force at once.")),
        t(msgid("They stay as they are: {texts}."), texts="; ".join(left)) if left else None,
        t(
            plural(
                "{n} person will be asked for consent again.",
                "{n} people will be asked for consent again.",
            ),
            n=people,
        ),
    )
    buttons = [
        Button(t.plain(msgid("Publish")), "settings.publish", style="primary"),
        Button(t.plain(msgid("Go on writing")), "settings.notice"),
        Button(t.plain(msgid("Drop the new texts")), "settings.drop"),
    ]
    return Screen(text, grid(buttons))
