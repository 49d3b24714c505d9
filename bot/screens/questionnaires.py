"""Questionnaires written in Excel: how one is sent, what is wrong in it, what it asks; pure."""

from collections.abc import Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.forms.summary import Summary
from bot.msgid import msgid, plural
from bot.screens import publishing
from bot.screens.screen import Button, Rows, Screen, bold, grid, lines
from storage.records.monitoring import Questionnaire

MISTAKES: Final = plural(
    "{n} mistake. Correct it in the workbook and send the workbook again.",
    "{n} mistakes. Correct them in the workbook and send the workbook again.",
)

NAMES: Final = {"ru": msgid("Russian"), "be": msgid("Belarusian"), "en": msgid("English")}


def explained(t: Translator, published: Sequence[Questionnaire] = ()) -> Screen:
    """Say what the bot does with an author's workbook; published ones are opened from here."""
    text = lines(
        t(
            msgid(
                "A questionnaire in Excel: send the workbook, and I name each mistake with its "
                "sheet, row and column."
            )
        ),
        t(
            msgid(
                "Where there are none, it can be tried here at once, as a librarian would see "
                "it; answers are not stored."
            )
        ),
        t(msgid("Is it the first time? Take the template: an example and lists to choose from.")),
        t(msgid("A published one can be put to libraries: as the monitoring or apart.")),
        t(msgid("Published, with their version:")) if published else None,
    )
    shipped = Button(t.plain(msgid("Monitoring questionnaire")), "quest.shipped")
    return Screen(text, (*_again(t), (shipped,), *publishing.buttons(t, published)))


def _again(t: Translator) -> Rows:
    return grid([_template(t), Button(t.plain(msgid("Not needed")), "quest.drop")])


def _template(t: Translator) -> Button:
    return Button(t.plain(msgid("Template")), "quest.template")


def dropped(t: Translator) -> Screen:
    """Say that a workbook may come later."""
    return Screen(t(msgid("All right. A workbook can be sent at any time: /questionnaires")))


def not_taken(t: Translator, name: str, limit_mb: int) -> Screen:
    """Say which files can be a questionnaire."""
    text = msgid(
        "«{name}» does not suit. A questionnaire is an Excel workbook (.xlsx) of at most "
        "{limit} MB. Save it so and send it again."
    )
    return Screen(t(text, name=name, limit=limit_mb), _again(t))


def refused(t: Translator, why: Html) -> Screen:
    """Say why a workbook was not read at all."""
    return Screen(why, _again(t))


def mistakes(t: Translator, told: Sequence[str], count: int) -> Screen:
    """Say what is wrong, each with its place."""
    rest = count - len(told)
    text = lines(
        t(MISTAKES, n=count),
        *_listed(t, told),
        t(msgid("Not shown here: {n}."), n=rest) if rest else None,
    )
    return Screen(text, _again(t))


def _listed(t: Translator, told: Sequence[str]) -> list[Html]:
    return [t("• {problem}", problem=one) for one in told]


def checked(t: Translator, about: Summary, warnings: Sequence[str], job_id: int) -> Screen:
    """Say what a questionnaire without mistakes asks, and what can be done with it."""
    minutes = plural(
        "Time to answer: about {n} minute.",
        "Time to answer: about {n} minutes.",
    )
    asks = msgid("Questions: {questions}, required: {required}, by condition: {conditional}.")
    text = lines(
        bold(about.title),
        t(msgid("There are no mistakes.")),
        t(
            asks,
            questions=about.questions,
            required=about.required,
            conditional=about.conditional,
        ),
        _languages(t, about),
        t(minutes, n=about.minutes),
        t(msgid("Worth a look:")) if warnings else None,
        *_listed(t, warnings),
    )
    buttons = [
        Button(t.plain(msgid("Try it")), f"quest.try:{job_id}", style="primary"),
        Button(t.plain(msgid("Publish")), f"quest.ask:{job_id}"),
        _template(t),
        Button(t.plain(msgid("Download as XLSForm")), f"quest.export:{job_id}"),
    ]
    return Screen(text, grid(buttons))


def _languages(t: Translator, about: Summary) -> Html | None:
    names = [t.plain(NAMES[one]) if one in NAMES else one for one in about.languages]
    return t(msgid("Languages: {languages}."), languages=", ".join(names)) if names else None


def beside(t: Translator, library: str) -> Html:
    """Say whose earlier answers a rehearsal shows."""
    return t(msgid("Earlier answers are shown as an example: {library}."), library=library)


def template_name(t: Translator) -> str:
    """Return the name of the template's file."""
    return t.plain(msgid("questionnaire.xlsx"))


def template_caption(t: Translator) -> Html:
    """Say how the template is used."""
    return t(msgid("Fill in the sheets and send the workbook here."))


def shipped_name(t: Translator) -> str:
    """Return the name of the file with the shipped questionnaire."""
    return t.plain(msgid("monitoring.xlsx"))


def shipped_caption(t: Translator) -> Html:
    """Say what the shipped questionnaire is for."""
    text = msgid("This is what the monitoring asks now. Change what you need and send it here.")
    return t(text)


def export_caption(t: Translator) -> Html:
    """Say what plain XLSForm is for."""
    text = msgid("The same questionnaire as XLSForm: Collect, Kobo and other programs read it.")
    return t(text)


def rows_name(t: Translator) -> str:
    """Return the name of the file with all mistakes."""
    return t.plain(msgid("mistakes.txt"))


def rows_caption(t: Translator) -> Html:
    """Say what the file with all mistakes is."""
    return t(msgid("Every mistake of the workbook."))
