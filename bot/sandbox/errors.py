"""Refusals of the Bot API in Telegram's own words, and of a person's hand."""

from typing import Any


class ApiError(Exception):
    """A refused Bot API call: HTTP code, description and the `parameters` of the envelope."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class PersonError(Exception):
    """Something that a person cannot do with their phone, such as press a button not there."""


def bad_request(text: str) -> ApiError:
    """Build the 400 for `text`, its first letter lowered as the Bot API server does it.

    ERROR_CODES of Telegram's closed servers keep their capitals.
    """
    is_code = text[1:2] == "_" or text[1:2].isupper()
    return ApiError(400, f"Bad Request: {text if is_code else text[:1].lower() + text[1:]}")


def forbidden(text: str) -> ApiError:
    """Build the 403 for `text`."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """Build the 409 for `text`."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after_s: int) -> ApiError:
    """Build the 429 that asks to wait so many seconds."""
    text = f"Too Many Requests: retry after {retry_after_s}"
    return ApiError(429, text, retry_after=retry_after_s)
