"""A template of a paper as its keepers see it: which one is in force, its fields; pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.paper_templates import LANGUAGES, TemplateKind
from bot.screens.screen import Button, Screen, bold, column, grid, lines

MOST_MB: Final = 5
TITLES: Final[Mapping[str, str]] = {
    "ru": msgid("In Russian"),
    "be": msgid("In Belarusian"),
}
TOO_HEAVY: Final = msgid(
    "The template takes too much time or memory to fill in. Leave out loops and large pictures."
)
CHANGE_IT: Final = msgid(
    "The template in force. Change it in Word as you like and send it back; leave the fields in "
    "double brackets."
)

EMPTY: Final = msgid(
    "What would be empty is left out with its words between {begin} and {end}, each on a line of "
    "its own."
)


def listed(t: Translator, kind: TemplateKind, days: Mapping[str, date]) -> Screen:
    """Show which templates are in force; `days`: since when, by code."""
    text = lines(
        bold(t.plain(kind.title)),
        *(_standing(t, one, days.get(kind.code(one))) for one in LANGUAGES),
        t(msgid("Press a language to change its template.")),
    )
    buttons = [Button(t.plain(TITLES[one]), f"template.ask:{kind.code(one)}") for one in LANGUAGES]
    back = [Button(t.plain(kind.back[0]), kind.back[1])] if kind.back else []
    return Screen(text, (*grid(buttons), *column(back)))


def _standing(t: Translator, language: str, day: date | None) -> Html:
    title = t.plain(TITLES[language])
    if day is None:
        return t(msgid("{title}: the one that comes with the bot."), title=title)
    return t(msgid("{title}: your own since {date}."), title=title, date=t.full_day(day))


def asked(t: Translator, kind: TemplateKind, language: str, day: date | None) -> Screen:
    """Say which fields there are, and wait for the file."""
    fields = [_field(t, name, said) for name, said in kind.fields.items()]
    text = lines(
        bold(t.plain(kind.title)),
        _standing(t, language, day),
        t(msgid("Send a Word file (.docx). Where it says so in double brackets, the bot writes:")),
        *fields,
        *_lists(t, kind),
    )
    code = kind.code(language)
    buttons = [Button(t.plain(msgid("Get the present")), f"template.get:{code}")]
    if kind.numbers:
        buttons.append(Button(t.plain(msgid("Numbers")), f"template.numbers:{code}"))
    if day is not None:
        buttons.append(Button(t.plain(msgid("Back to shipped")), f"template.drop:{code}"))
    buttons.append(Button(t.plain(msgid("Back")), f"template:{kind.name}"))
    return Screen(text, grid(buttons))


def _field(t: Translator, name: str, said: str) -> Html:
    return Html(f"<code>{{{{ {name} }}}}</code> {escape(t.plain(said))}")


def _lists(t: Translator, kind: TemplateKind) -> Iterator[Html]:
    """Say how rows and pictures are put into a template, and how a paragraph is left out."""
    several = {name: fields for name, fields in kind.rows.items() if fields}
    for name, fields in several.items():
        letters, one = kind.loops[name]
        begin, end = f"{{%{letters} for {one} in {name} %}}", f"{{%{letters} endfor %}}"
        yield Html(f"<code>{begin}</code> … <code>{end}</code>")
        yield from (_field(t, f"{one}.{field}", said) for field, said in fields.items())
    if several:
        yield t(
            EMPTY,
            begin=Html("<code>{%p if rounds %}</code>"),
            end=Html("<code>{%p endif %}</code>"),
        )


def numbers(t: Translator, kind: TemplateKind, language: str) -> Screen:
    """Say by which fields single numbers come into a template."""
    fields = (_field(t, name, said) for name, said in kind.numbers.items())
    text = lines(bold(t.plain(kind.title)), *fields)
    back = Button(t.plain(msgid("Back")), f"template.ask:{kind.code(language)}")
    return Screen(text, grid([back]))


def checking(t: Translator) -> Screen:
    """Say that the file is being looked at."""
    return Screen(t(msgid("I am looking at the template. The answer comes here.")))


def refused(t: Translator, code: str, problem: Html) -> Screen:
    """Say what is wrong; a corrected file may follow at once."""
    text = lines(
        bold(t.plain(msgid("The template is not taken"))),
        problem,
        t(msgid("Correct it and send it again; the one in force stays.")),
    )
    buttons = [
        Button(t.plain(msgid("Fields")), f"template.ask:{code}"),
        Button(t.plain(msgid("Get the present")), f"template.get:{code}"),
    ]
    return Screen(text, grid(buttons))


def too_large(t: Translator) -> Html:
    """Say how large a template may be."""
    return t(msgid("The file is over {most} MB. Make its pictures smaller."), most=MOST_MB)


def checked(
    t: Translator, kind: TemplateKind, language: str, warnings: Sequence[str], job_id: int
) -> Screen:
    """Offer to take a template that was checked."""
    text = lines(
        t(kind.question),
        *warnings,
        t(TITLES[language]),
    )
    buttons = [
        Button(t.plain(msgid("Take the template")), f"template.take:{job_id}", style="primary"),
        Button(t.plain(msgid("Do not take it")), f"template.ask:{kind.code(language)}"),
    ]
    return Screen(text, grid(buttons))


def taken(t: Translator, kind: TemplateKind, language: str) -> Screen:
    """Say that papers are made by the new template from now on."""
    text = lines(t(kind.taken), t(TITLES[language]))
    return Screen(text, column([Button(t.plain(kind.title), f"template:{kind.name}")]))


def no_file(t: Translator) -> Screen:
    """Say that the template could not be sent."""
    return Screen(t(msgid("The file could not be made. Try again in some minutes, please.")))
