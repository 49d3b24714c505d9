"""Whether a person may go on, or is asked about the institution's notice first; pure."""

from enum import Enum

from storage.records.people import Staff


class Standing(Enum):
    """Where a person stands with the notice in force."""

    AGREED = "agreed"
    TO_BE_ASKED = "to be asked"
    DECLINED = "declined"


def standing(person: Staff, version: int, *, in_form: bool) -> Standing:
    """Tell whether the person agreed to `version` of the notice.

    Who accepted an earlier one finishes the form that is open: no answer may be lost to a
    question about something else, and the earlier acceptance covers it.
    """
    if person.accepted_version == version or (person.notice_accepted and in_form):
        return Standing.AGREED
    return Standing.DECLINED if person.notice_version == version else Standing.TO_BE_ASKED
