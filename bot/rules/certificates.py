"""Certificates of the school: their numbers, what they say, who has reached one; pure."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.msgid import msgid
from storage.records.attendance import Progress

# -------------------------------------------------------------------- numbers

# No 0 O, 1 I L, 8 B, 5 S, 2 Z, 6 G, U V: what is read from paper or by telephone is read right.
# Of Q and D only D is there.
ALPHABET: Final = "34579ACDEFHJKMNPRTWXY"
GROUPS: Final = 3
IN_A_GROUP: Final = 4
RANDOM: Final = GROUPS * IN_A_GROUP  # 21 ** 12 is 52 bits
PAYLOAD: Final = "cert_"  # of the deep link in the QR code
TRIES: Final = 10  # of numbers by one Telegram user, right and wrong ones alike
TRIES_IN: Final = timedelta(hours=1)
LONGEST: Final = 64  # characters of a message that may be meant as a number

# Letters that look the same: a telephone's keyboard is Russian or Belarusian.
LIKE: Final = str.maketrans("АСЕНКМРТХУЗ", "ACEHKMPTXY3")
_READ: Final = re.compile(rf"(\d{{1,9}})(20\d{{2}})([{ALPHABET}]{{{RANDOM}}})")
_MEANT: Final = re.compile(
    r"\s*(?:№|N[Oo]?\.?)?\s*\d{1,9}\s*[/\\|]\s*\d{4}[\s\-‐-―]+\w.*", re.DOTALL
)
_BETWEEN: Final = re.compile(r"[\s\-‐-―_./\\|,;:№«»\"']+")


def random_part(choose: Callable[[str], str] = secrets.choice) -> str:
    """Return the part of a number that nobody can guess: «ACDE-3457-WXYR»."""
    signs = "".join(choose(ALPHABET) for _ in range(RANDOM))
    return "-".join(signs[n : n + IN_A_GROUP] for n in range(0, RANDOM, IN_A_GROUP))


def read(text: str) -> str | None:
    """Return the number as the register writes it; None where the text is none.

    Case, spaces, dashes and Cyrillic letters that look the same are taken for what they mean.
    """
    if len(text) > LONGEST:
        return None
    plain = _BETWEEN.sub("", text).upper().translate(LIKE)
    found = _READ.fullmatch(re.sub(r"^NO?(?=\d)", "", plain))
    if found is None:
        return None
    key, year, signs = found.groups()
    parts = [signs[n : n + IN_A_GROUP] for n in range(0, RANDOM, IN_A_GROUP)]
    return f"{int(key)}/{year}-{'-'.join(parts)}"


def is_meant(text: str) -> bool:
    """Tell whether words that nothing asked for are a certificate's number, right or wrong."""
    return len(text) <= LONGEST and (read(text) is not None or _MEANT.fullmatch(text) is not None)


def payload(number: str) -> str:
    """Return what the deep link carries: Telegram allows letters, digits, «_» and «-»."""
    return PAYLOAD + number.replace("/", "_")


def of_payload(text: str) -> str | None:
    """Return the number that a deep link carries; None where it is another link."""
    return text.removeprefix(PAYLOAD) if text.startswith(PAYLOAD) else None


# -------------------------------------------------------------------- who has reached it


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to the threshold of their class."""

    progress: Progress
    percent: int  # of the hours held, rounded down: 74,9 is not yet 75
    is_reached: bool


def standing(progress: Progress, threshold_percent: int) -> Standing:
    """Tell whether the threshold is met: of the hours held while somebody was a member.

    Nobody has reached anything where nothing was held, or without having been there.
    """
    held, hours = progress.held_hours, progress.hours
    percent = int(100 * hours / held + 1e-9) if held else 0
    is_met = hours > 0 and 100 * hours + 1e-9 >= threshold_percent * held
    return Standing(progress, percent, is_met)


def initials(name: str) -> str:
    """Return only the first letters of a full name, surname first: «З. Н. И.»."""
    return " ".join(f"{part[0].upper()}." for part in name.split() if part)


# -------------------------------------------------------------------- what it says

# What the institution may write between {{ }} in its template, and what comes there.
FIELDS: Final[Mapping[str, str]] = {
    "number": msgid("number of the certificate"),
    "holder": msgid("surname, name and patronymic of the holder"),
    "post": msgid("post of the holder"),
    "library": msgid("full name of the library"),
    "class": msgid("title of the class"),
    "hours": msgid("hours attended"),
    "sessions": msgid("how many sessions were attended"),
    "first": msgid("day of the first session attended"),
    "last": msgid("day of the last session attended"),
    "date": msgid("day of issue"),
    "year": msgid("year of issue"),
    "institution": msgid("name of the institution"),
    "city": msgid("where the institution is"),
    "head": msgid("initials and surname of the head"),
    "bot": msgid("address of the bot that checks the number"),
    "qr": msgid("QR code that checks the certificate, a picture"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What one certificate says, in the language of its template."""

    number: str
    holder: str
    post: str = ""
    library: str = ""
    title: str  # of the class
    hours: str
    sessions: str
    first: str = ""
    last: str = ""
    on: date
    institution: str
    city: str = ""
    head: str = ""
    bot: str

    def values(self, date_words: str) -> dict[str, str]:
        """Return the values of FIELDS but the picture; `date_words`: the day of issue."""
        said = {name: getattr(self, name) for name in FIELDS if hasattr(self, name)}
        more = {"class": self.title, "date": date_words, "year": str(self.on.year)}
        return said | more
