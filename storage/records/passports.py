"""What a library's passport lists: every record about it as one line, whatever its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportLine:
    """A record of a library; `about` holds `people` and what its kind has beside.

    A visit: purposes. A recommendation: deadline_on, reason. A round: settlement_id,
    households, asked, new_readers, issued. A sheet: campaign_id, figures.
    An entry: contest_id, award_id (None until it is published, or where there is none).
    """

    kind: str  # visit, recommendation, round, sheet, entry
    record_id: int
    on: date  # the institution's
    source: str | None  # None: a sheet that nobody has sent
    state: str
    words: str
    about: Mapping[str, Any]
