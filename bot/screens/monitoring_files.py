"""The files of a campaign: which there are, what each is for; pure."""

from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.monitoring_board import heading
from bot.screens.screen import Button, Screen, column, lines
from storage.records.monitoring import Campaign

CAPTIONS: Final = {  # by the kind of the job
    "campaign_book": msgid("{title}. Indicators with formulas, all answers, all changes."),
    "campaign_docx": msgid("{title}. A sheet of each library for Word."),
    "campaign_csv": msgid("{title}. Tables as ODK Central exports them."),
}


def files(t: Translator, campaign: Campaign) -> Screen:
    """Offer the files, each with what it is for."""
    key = campaign.campaign_id
    offered = (
        (
            "book",
            msgid("Excel workbook"),
            msgid(
                "Excel workbook: libraries in rows, totals and indicators as formulas, answers."
            ),
        ),
        (
            "docx",
            msgid("Sheets for Word"),
            msgid("Sheets for Word: a page of each library to print and sign, in one archive."),
        ),
        (
            "csv",
            msgid("CSV as of ODK"),
            msgid("CSV as of ODK: for programs that read the exports of ODK Central."),
        ),
    )
    text = lines(heading(t, campaign), t(msgid("Files")), *(t(about) for *_, about in offered))
    buttons = [Button(t.plain(label), f"campaign.file:{key}:{name}") for name, label, _ in offered]
    back = Button(t.plain(msgid("To the summary")), f"campaign.summary:{key}:0")
    return Screen(text, column([*buttons, back]))


def coming(t: Translator) -> Screen:
    """Say that the file is being made."""
    return Screen(t(msgid("The file comes when it is made: a minute at most.")))


def failed(t: Translator) -> Screen:
    """Say that the file was not made."""
    return Screen(t(msgid("The file was not made. Please try again a little later.")))


def nothing(t: Translator) -> Screen:
    """Say that there is nothing to put into a file."""
    return Screen(t(msgid("No library has sent its answers yet.")))


def caption(t: Translator, kind: str, title: str) -> Html:
    """Say under a file what is in it."""
    return t(CAPTIONS[kind], title=title)
