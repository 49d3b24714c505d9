"""The choice of a language, readable in any of them; pure."""

from bot.catalogs import LANGUAGE_NAMES, LANGUAGES, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, grid


def choose(t: Translator) -> Screen:
    """Offer the languages, each in its own name."""
    buttons = [
        Button(
            f"✓ {LANGUAGE_NAMES[language]}"
            if language == t.language
            else LANGUAGE_NAMES[language],
            f"lang.set:{language}",
        )
        for language in LANGUAGES
    ]
    return Screen("Язык · Мова · Language", grid(buttons))


def chosen(t: Translator) -> Screen:
    """Say which language the bot speaks now."""
    return Screen(t(msgid("The bot speaks: {language}."), language=LANGUAGE_NAMES[t.language]))
