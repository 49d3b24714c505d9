"""The small closed family of errors that people, not engineers, read."""

from typing import Any

from bot.msgid import Plural, msgid


class UserError(Exception):
    """A refusal in the person's words; translated in one place, nothing is lost."""

    def __init__(self, text: str | Plural, /, **values: Any) -> None:
        super().__init__(text if isinstance(text, str) else text.one)
        self.text = text
        self.values = values


class BadAnswerError(UserError):
    """An answer does not fit its question; the question is asked again."""


class NotAllowedError(UserError):
    """The rights table says no."""

    def __init__(self) -> None:
        super().__init__(msgid("This is not open to you. If you need it, ask the department."))


class PeriodClosedError(UserError):
    """A record belongs to a closed period and can only be read."""

    def __init__(self, period: str) -> None:
        super().__init__(
            msgid(
                "The period is closed: {period}. The record can only be read. "
                "Is a correction needed? Write to the department."
            ),
            period=period,
        )


class CampaignClosedError(UserError):
    """A questionnaire belongs to a monitoring whose figures are locked."""

    def __init__(self, period: str) -> None:
        super().__init__(
            msgid(
                "The monitoring is closed: {period}. The questionnaire can only be read. "
                "Is a correction needed? Write to the department."
            ),
            period=period,
        )


class StaleButtonError(UserError):
    """A button of an earlier step; the person is shown where they stand now."""

    def __init__(self, where: str) -> None:
        super().__init__(
            msgid("This button is from an earlier step. You are here now: {where}."), where=where
        )


class SettingsError(Exception):
    """Bad settings of the environment or command line; names every one at once."""
