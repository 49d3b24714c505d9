"""pyxform's English sentences recognised, so that authors read them in their own language. Pure.

The patterns follow pyxform 4.5.0 (`pyxform/errors.py`, `pyxform/xls2json.py`); a sentence that
none of them knows is passed on as it is.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.forms.problems import Problem
from bot.msgid import msgid


class _Sentence(NamedTuple):
    """A pattern, what it means, the sheet and the column if the pattern names none."""

    pattern: re.Pattern[str]
    text: str
    sheet: str = "survey"
    column: str = ""


def _told(pattern: str, text: str, column: str = "", sheet: str = "survey") -> _Sentence:
    return _Sentence(re.compile(pattern, re.DOTALL), text, sheet, column)


_ROW = re.compile(r"\[row : (\d+)\]\s*")
_PLACE = re.compile(r"On the '(?P<sheet>\w+)' sheet(?:, the '(?P<column>[^']*)' value)?")
_NAME = msgid("The name “{name}” may hold letters, digits, “_” and begin with a letter.")
_TYPE = msgid("There is no type “{type}”.")
_UNKNOWN = msgid("There is no question “{name}”.")
_RANGE = "For the 'range' question type, the "

SENTENCES: Final[tuple[_Sentence, ...]] = (
    _told(
        r"Invalid headers provided for sheet: '(?P<sheet>\w+)'\. For XLSForms",
        msgid("The first row of the sheet must hold the names of the columns."),
    ),
    _told(
        r"Invalid headers provided for sheet: '(?P<sheet>\w+)'\. Headers that are different "
        r"names for the same column were found: '(?P<first>.*?)', '(?P<second>.*?)'",
        msgid("The columns “{first}” and “{second}” mean the same. Leave one of them."),
    ),
    _told(
        r"Invalid headers provided for sheet: '(?P<sheet>\w+)'\. One or more required column "
        r"headers were not found: (?P<names>.*?)\. Learn",
        msgid("Columns are missing: {names}."),
    ),
    _told(r"Duplicate column header: (?P<header>.*)",
          msgid("The column “{header}” stands twice. Leave one of them.")),
    _told(r"Column headers must not be empty and must not contain spaces",
          msgid("A column of choices must have a name without spaces.")),
    _told(r"Choices should have a label", msgid("The choice has no text.")),
    _told(r"the 'name' value '(?P<name>.*?)' is invalid\. Questions, groups, and repeats must be",
          msgid("The name “{name}” stands twice: every question needs its own."), "name"),
    _told(r"the 'name' value '(?P<name>.*?)' is problematic\. The name is a case-insensitive",
          msgid("The name “{name}” differs from another one in capital letters only."), "name"),
    _told(r"the 'name' value '(?P<name>.*?)' is invalid\. Repeat names must",
          msgid("The repeat “{name}” needs a name that nothing else in the form has."), "name"),
    _told(r"the 'name' value '(?P<name>meta)' is invalid\. The name 'meta' is reserved",
          msgid("The name “{name}” is taken by the standard: choose another one."), "name"),
    _told(r"Choices must have a name",
          msgid("The choice has no name: write a short one in Latin letters.")),
    _told(r"Choice names must be unique for each choice list",
          msgid("Two choices of the list have the same name.")),
    _told(r"the '(?P<column>[^']*)' value is invalid\. Names must begin with a letter or",
          msgid("A name may hold letters, digits, “_” and begin with a letter.")),
    _told(r"The '(?P<name>.*?)' value is invalid\. Names must begin with a letter or", _NAME),
    _told(r"When looking for a sheet named '(?P<sheet>\w+)', the following sheets with similar "
          r"names were found: (?P<names>.*?)\.",
          msgid("The sheet “{sheet}” is written differently here: {names}.")),
    _told(r"You must have a sheet named 'survey'",
          msgid("There is no sheet “survey” with the questions.")),
    _told(r"Reference variables must start with '\$\{",
          msgid("A question is named in the middle of a text like this: {right}.")),
    _told(r"Reference variable lists must have a comma",
          msgid("Put commas between the names of questions.")),
    _told(r"Could not find the name '(?P<name>.*?)'", _UNKNOWN),
    _told(r"The name '(?P<name>.*?)' appears more than once",
          msgid("The name “{name}” stands more than once, so it is not clear which is meant.")),
    _told(_RANGE + r"parameter '(?P<name>\w+)' must be a number",
          msgid("The scale needs a number here: {name}."), "parameters"),
    _told(_RANGE + r"parameter '(?P<name>\w+)' must not be '0'",
          msgid("The scale cannot have zero here: {name}."), "parameters"),
    _told(_RANGE + r"parameter '(?P<name>\w+)' must not be larger than the range",
          msgid("The step of the scale ({name}) is longer than the scale itself."),
          "parameters"),
    _told(_RANGE + r"parameter '(?P<name>\w+)' must be a multiple of 'step'",
          msgid("This must be a whole number of steps of the scale: {name}."), "parameters"),
    _told(_RANGE + r"parameter '(?P<name>\w+)' must be between",
          msgid("This must lie between the ends of the scale: {name}."), "parameters"),
    _told(_RANGE + r"parameter '(?P<name>tick_labelset)' must be a choice list",
          msgid("There is no list for the labels of the scale: {name}."), "parameters"),
    _told(_RANGE + r"parameters 'tick_interval', 'placeholder', and 'tick_labelset' are only",
          msgid("Labels of a scale do not go with this look."), "parameters"),
    _told(_RANGE + r"parameter '[^']*' (?:choice|choices)",
          msgid("The list for the labels of the scale does not fit its numbers."), "parameters"),
    _told(r"Unmatched 'end_(?P<kind>\w+)'", msgid("Nothing is open here that could end."),
          "type"),
    _told(r"Unmatched 'begin_(?P<kind>\w+)'",
          msgid("The block is not closed: “{end}” is missing."), "type"),
    _told(r"For geoshape and geotrace questions",
          msgid("A chat cannot draw on a map. A place is asked with geopoint."), "type"),
    _told(r"Parameters must be in the form of",
          msgid("Write parameters like this: {example}."), "parameters"),
    _told(r"The accepted parameter keys for this question type are '(?P<known>.*?)'\. The "
          r"following are invalid parameter key\(s\): '(?P<names>.*?)'",
          msgid("These parameters do not belong to the type: {names}. Possible: {known}."),
          "parameters"),
    _told(r"The '(?P<name>[\w-]+)' parameter must",
          msgid("The parameter “{name}” has a value that it cannot have."), "parameters"),
    _told(r"Question with no type", msgid("The question has no type."), "type"),
    _told(r"Question or group with no name",
          msgid("The question has no name: write a short one."), "name"),
    _told(r"Missing calculation", msgid("The calculation is missing."), "calculation"),
    _told(r"Repeat loop without list name", msgid("The loop needs a list of choices."), "type"),
    _told(r"List name not in (?:choices|columns|external choices) sheet: (?P<name>.*)",
          msgid("There is no list “{name}” in the sheet “choices”."), "type"),
    _told(r"Please ensure that the choices sheet has the mandatory columns",
          msgid("The sheet “choices” needs the columns “list_name”, “name” and “label”."),
          "", "choices"),
    _told(r"Choice names with spaces cannot be added to multiple choice selects\. See "
          r"\[(?P<name>.*?)\]",
          msgid("A name of a choice cannot hold a space here: “{name}”."), "name", "choices"),
    _told(r"Choice filter not supported with or_other",
          msgid("A filter does not go together with “or other”."), "choice_filter"),
    _told(r"Please specify choices for this 'or other' question",
          msgid("“Or other” needs a list of choices."), "type"),
    _told(r"Choice filter not supported for table-list",
          msgid("A filter does not go together with a table."), "choice_filter"),
    _told(r"Badly formatted table list",
          msgid("All questions of a table need the same list of choices."), "type"),
    _told(r"randomize must be set to true or false|seed value must be a number|"
          r"Parameters must include randomize=true",
          msgid("Mixing is written like this: {mixing}."), "parameters"),
    _told(r"Parameter (?P<name>[\w-]+) must have an integer value",
          msgid("The parameter “{name}” needs a whole number."), "parameters"),
    _told(r"Invalid value for (?P<name>quality)",
          msgid("The parameter “{name}” has a value that it cannot have."), "parameters"),
    _told(r"Unknown question type '(?P<type>.*?)'", _TYPE, "type"),
    _told(r"There is no survey element named '(?P<name>.*?)'", _UNKNOWN),
    _told(r"There are multiple survey elements named '(?P<name>.*?)'",
          msgid("The name “{name}” stands more than once, so it is not clear which is meant.")),
    _told(r"The question \$\{(?P<name>.*?)\} is not user-visible",
          msgid("“{name}” is never asked, so nothing can be computed after it."), "trigger"),
    _told(r"File name for '.*?' should end with one of the supported file extensions: "
          r"(?P<endings>.*)",
          msgid("The name of the file must end with one of these: {endings}."), "type"),
    _told(r"The same instance id will be generated.*?Instance name: '(?P<name>.*?)'",
          msgid("The list “{name}” comes from two different files.")),
    _told(r"Survey cannot have an empty id_string", msgid("The form has no code."), "form_id",
          "settings"),
    _told(r"The survey element named '(?P<name>.*?)' has no label or hint",
          msgid("The question “{name}” has no text."), "label"),
    _told(r"There should be choices for this question",
          msgid("The question has no list of choices."), "type"),
)  # fmt: skip
_EXAMPLES: Final = {"example": "start=1 end=5 step=1", "mixing": "randomize=true", "right": "${…}"}


def told(message: str) -> Problem:
    """Return what pyxform says as a problem of the plain book; rows count from 2, 0 unknown."""
    row = _ROW.search(message)
    number = int(row[1]) if row else 0
    plain = " ".join(_ROW.sub("", message).split())
    place = _PLACE.search(plain)
    for sentence in SENTENCES:
        match = sentence.pattern.search(plain)
        if match:
            return _problem(sentence, match, number, place)
    text = msgid("The form standard says: {message}")
    sheet = place["sheet"] if place else "survey"
    return Problem(sheet, number, "", text, {"message": plain})


def _problem(
    sentence: _Sentence, match: re.Match[str], row: int, place: re.Match[str] | None
) -> Problem:
    values = {**_EXAMPLES, **{key: str(text) for key, text in match.groupdict().items()}}
    if "kind" in values:
        values["end"] = f"end_{values['kind']}"
    where = place["sheet"] if place else values.get("sheet", sentence.sheet)
    column = sentence.column or (place and place["column"]) or values.get("column", "")
    used = {key: text for key, text in values.items() if f"{{{key}}}" in sentence.text}
    return Problem(where, row, column, sentence.text, used)
