"""What anybody reads who asks about a certificate's number (texts.md X10); pure."""

from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.rules import certificates as rules
from bot.screens.screen import Screen
from storage.records.certificates import Certificate
from storage.records.people import Staff
from storage.records.school import SchoolClass

EXAMPLE: Final = "12/2027-ACDE-3457-WXYR"
DAY: Final = "%d.%m.%Y"
VALID: Final = msgid(
    "Certificate No. {number} is valid. Class «{title}», hours: {hours}, issued on {date}. "
    "Initials: {initials}"
)
REVOKED: Final = msgid(
    "Certificate No. {number} is not valid: it was revoked. Class «{title}», hours: {hours}, "
    "issued on {date}. Initials: {initials}"
)


def found(t: Translator, one: Certificate, title: SchoolClass, holder: Staff) -> Screen:
    """Say whether a certificate is in force; of the holder only the initials."""
    text = t(
        VALID if one.is_valid else REVOKED,
        number=one.number,
        title=title.title,
        hours=one.hours,
        date=one.issued_on.strftime(DAY),
        initials=rules.initials(holder.full_name(t.language)),
    )
    return Screen(text)


def unknown(t: Translator) -> Screen:
    """Say the same of a number that was never given and of one that cannot be."""
    text = msgid(
        "There is no such certificate. Look at the number once more: it stands below the title, "
        "for example {example}. Send it as it is printed."
    )
    return Screen(t(text, example=EXAMPLE))


def too_many(t: Translator) -> Screen:
    """Say that there were too many numbers within an hour."""
    text = msgid("At most {most} numbers an hour can be checked. Please try again later.")
    return Screen(t(text, most=rules.TRIES))
