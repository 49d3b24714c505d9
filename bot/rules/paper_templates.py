"""Papers that the institution prints from Word templates of its own: what each kind is; pure.

A kind says which fields there are and how its keepers are spoken to; another paper is another
kind and nothing else. A template is known by its code, kind and language: diploma_ru.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.msgid import msgid
from bot.rules import certificates, diplomas, report_paper

LANGUAGES: Final = diplomas.LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateKind:
    """One kind of paper; every text is a msgid."""

    name: str
    action: str  # of the rights table: who may change its templates
    fields: Mapping[str, str]  # what may stand between {{ }}, and what comes there
    needed: tuple[str, ...]  # fields without which a paper is of no use: said, never refused
    title: str
    file_name: str
    preview_name: str
    preview: str  # caption of the preview
    question: str  # whether a checked one is taken
    taken: str
    lacking: str  # what a needed {name} is missing for
    # Fields to loop over: what each of their rows has between {{ }}; nothing: it is words.
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    loops: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # {%tr for row in rows %}
    numbers: Mapping[str, str] = field(default_factory=dict)  # further fields, listed apart
    back: tuple[str, str] | None = None  # where its list leads back to: label, press

    @property
    def names(self) -> set[str]:
        """Return every field that there is."""
        return {*self.fields, *self.rows, *self.numbers}

    def code(self, language: str) -> str:
        """Return under which code a template of this kind is kept."""
        return f"{self.name}_{language}"


DIPLOMA: Final = TemplateKind(
    name="diploma",
    action="diploma.make",
    fields=diplomas.FIELDS,
    needed=("winner", "award"),
    title=msgid("Diploma template"),
    file_name=msgid("Template of a diploma"),
    preview_name=msgid("Preview of a diploma"),
    preview=msgid("This is how a diploma prints, with invented data."),
    question=msgid("No mistakes found. Look at the file above. Shall diplomas be made so?"),
    taken=msgid("Taken: diplomas are made by this template from now on."),
    lacking=msgid("There is no field {name} in it: the diplomas would be without it."),
)
CERTIFICATE: Final = TemplateKind(
    name="certificate",
    action="certificate.issue",
    fields=certificates.FIELDS,
    needed=("holder", "number", "class", "qr"),
    title=msgid("Certificate template"),
    file_name=msgid("Template of a certificate"),
    preview_name=msgid("Preview of a certificate"),
    preview=msgid("This is how a certificate prints, with invented data."),
    question=msgid("No mistakes found. Look at the file above. Shall certificates be made so?"),
    taken=msgid("Taken: certificates are made by this template from now on."),
    lacking=msgid("There is no field {name} in it: the certificates would be without it."),
)
REPORT: Final = TemplateKind(
    name="report",
    action="report.template",
    fields=report_paper.FIELDS,
    rows=report_paper.ROWS,
    loops={"numbers": ("tr", "row"), "pictures": ("p", "picture")},
    numbers=report_paper.NUMBERS,
    back=(msgid("To the report"), "do:report"),
    needed=("period", "footer"),
    title=msgid("Report template"),
    file_name=msgid("Template of a report"),
    preview_name=msgid("Preview of a report"),
    preview=msgid("This is how a report prints, with invented data."),
    question=msgid("No mistakes found. Look at the file above. Shall reports be made so?"),
    taken=msgid("Taken: reports are made by this template from now on."),
    lacking=msgid("There is no field {name} in it: the reports would be without it."),
)
KINDS: Final[Mapping[str, TemplateKind]] = {
    one.name: one for one in (DIPLOMA, CERTIFICATE, REPORT)
}


def read(code: str) -> tuple[TemplateKind, str] | None:
    """Return the kind and the language of a template's code; None where it is no code."""
    name, _, language = code.rpartition("_")
    kind = KINDS.get(name)
    return (kind, language) if kind is not None and language in LANGUAGES else None
