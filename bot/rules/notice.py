"""The notice of what is stored and where, until the institution writes its own (texts.md T03)."""

from typing import Final

from bot.msgid import msgid

SHORT: Final = msgid(
    "Briefly about your data. The bot keeps your surname, name, patronymic, post, library and "
    "what you write here. From Telegram it sees only your name and account number: it does not "
    "see your phone, contacts and other chats. Messages go through Telegram's servers abroad, so "
    "do not write surnames, addresses or telephones of residents. You can refuse on any day: "
    "then a methodist enters the records for you."
)
FULL: Final = msgid(
    "What is stored and where\n\n"
    "1. Who: the institution whose bot this is. The administrator answers questions.\n"
    "2. What: surname, name, patronymic, post, libraries, work telephone; the account number "
    "and name in Telegram; what you enter: visits, answers, files, days of absence; when and by "
    "whom a record was changed.\n"
    "3. What for: records of methodical work, reminders, reports of the institution. Nothing is "
    "used for advertising or handed to others.\n"
    "4. Where: on the institution's server. Messages also pass through Telegram's servers "
    "abroad, which keep them by Telegram's own rules.\n"
    "5. How long: records as long as the institution keeps its documents; the messages as they "
    "came, a few days.\n"
    "6. Residents are only counted: their surnames, addresses, telephones and illnesses must not "
    "be written here.\n"
    "7. Your rights: see what is stored about you (/mydata), have it corrected, withdraw your "
    "consent on any day. Then nothing more is sent to you, and a methodist enters the records "
    "for you."
)
