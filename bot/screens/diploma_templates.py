"""The template of diplomas as its keepers see it: which one is in force, its fields; pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.diplomas import FIELDS, LANGUAGES
from bot.screens.screen import Button, Screen, bold, column, grid, lines

MOST_MB: Final = 5
TITLES: Final[Mapping[str, str]] = {
    "ru": msgid("In Russian"),
    "be": msgid("In Belarusian"),
}
TOO_HEAVY: Final = msgid(
    "The template takes too much time or memory to fill in. Leave out loops and large pictures."
)
PREVIEW: Final = msgid("This is how a diploma prints, with invented data.")
CHANGE_IT: Final = msgid(
    "The template in force. Change it in Word as you like and send it back; leave the fields in "
    "double brackets."
)


def listed(t: Translator, days: Mapping[str, date]) -> Screen:
    """Show which templates are in force; `days`: since when, by code."""
    text = lines(
        bold(t.plain(msgid("Diploma template"))),
        *(_standing(t, one, days.get(f"diploma_{one}")) for one in LANGUAGES),
        t(msgid("Press a language to change its template.")),
    )
    buttons = [Button(t.plain(TITLES[one]), f"template.ask:{one}") for one in LANGUAGES]
    return Screen(text, grid(buttons))


def _standing(t: Translator, language: str, day: date | None) -> Html:
    title = t.plain(TITLES[language])
    if day is None:
        return t(msgid("{title}: the one that comes with the bot."), title=title)
    return t(msgid("{title}: your own since {date}."), title=title, date=t.full_day(day))


def asked(t: Translator, language: str, day: date | None) -> Screen:
    """Say which fields there are, and wait for the file."""
    fields = [
        Html(f"<code>{{{{ {name} }}}}</code> {escape(t.plain(said))}")
        for name, said in FIELDS.items()
    ]
    text = lines(
        bold(t.plain(msgid("Diploma template"))),
        _standing(t, language, day),
        t(msgid("Send a Word file (.docx). Where it says so in double brackets, the bot writes:")),
        *fields,
    )
    buttons = [Button(t.plain(msgid("Get the present")), f"template.get:{language}")]
    if day is not None:
        buttons.append(Button(t.plain(msgid("Back to shipped")), f"template.drop:{language}"))
    buttons.append(Button(t.plain(msgid("Back")), "template"))
    return Screen(text, grid(buttons))


def checking(t: Translator) -> Screen:
    """Say that the file is being looked at."""
    return Screen(t(msgid("I am looking at the template. The answer comes here.")))


def refused(t: Translator, language: str, problem: Html) -> Screen:
    """Say what is wrong; a corrected file may follow at once."""
    text = lines(
        bold(t.plain(msgid("The template is not taken"))),
        problem,
        t(msgid("Correct it and send it again; the one in force stays.")),
    )
    buttons = [
        Button(t.plain(msgid("Fields")), f"template.ask:{language}"),
        Button(t.plain(msgid("Get the present")), f"template.get:{language}"),
    ]
    return Screen(text, grid(buttons))


def too_large(t: Translator) -> Html:
    """Say how large a template may be."""
    return t(msgid("The file is over {most} MB. Make its pictures smaller."), most=MOST_MB)


def checked(t: Translator, language: str, warnings: Sequence[str], job_id: int) -> Screen:
    """Offer to take a template that was checked."""
    text = lines(
        t(msgid("No mistakes found. Look at the file above. Shall diplomas be made so?")),
        *warnings,
        t(TITLES[language]),
    )
    buttons = [
        Button(t.plain(msgid("Take the template")), f"template.take:{job_id}", style="primary"),
        Button(t.plain(msgid("Do not take it")), f"template.ask:{language}"),
    ]
    return Screen(text, grid(buttons))


def taken(t: Translator, language: str) -> Screen:
    """Say that diplomas are made by the new template from now on."""
    text = lines(
        t(msgid("Taken: diplomas are made by this template from now on.")), t(TITLES[language])
    )
    return Screen(text, column([Button(t.plain(msgid("Diploma template")), "template")]))


def no_file(t: Translator) -> Screen:
    """Say that the template could not be sent."""
    return Screen(t(msgid("The file could not be made. Try again in some minutes, please.")))
