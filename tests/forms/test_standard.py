"""pyxform's sentences: each code it has is known, and said in Russian and Belarusian."""

import re

import pytest
from pyxform.errors import ErrorCode

from bot.catalogs import translator
from bot.forms.authoring import standard

OURS_ALONE = re.compile(r"ENTITY|INTERNAL|NAMES_01[01245]|HEADER_005")
"""Codes of entities, which we refuse before pyxform looks, and of its own faults."""

CODES = [code for code in ErrorCode if not OURS_ALONE.match(code.name)]
VALUES = {
    "row": 7, "sheet": "survey", "sheet_name": "survey", "column": "name", "name": "start",
    "value": "q", "q": "q", "type": "group", "other": "label", "header": "caption",
    "missing": "'type'", "accepted": "start, end", "rejected": "x", "candidates": "'surveys'",
    "tick_labelset": "tick_labelset",
}  # fmt: skip
SENTENCES = [
    ("[row : 5] Question with no type.\n{'name': 'a'}", "survey 5 type"),
    ("[row : 5] Question or group with no name.", "survey 5 name"),
    ("[row : 5] Missing calculation.", "survey 5 calculation"),
    ("[row : 5] Repeat loop without list name.", "survey 5 type"),
    ("[row : 5] List name not in choices sheet: yn", "survey 5 type"),
    (("There should be a choices sheet in this xlsform. Please ensure that the choices sheet has "
     "the mandatory columns 'list_name', 'name', and 'label'."), "choices 0 "),
    ("Choice names with spaces cannot be added to multiple choice selects. See [a b] in [yn]",
     "choices 0 name"),
    ("[row : 5] Choice filter not supported with or_other.", "survey 5 choice_filter"),
    ("[row : 5] Please specify choices for this 'or other' question.", "survey 5 type"),
    ("[row : 5] Badly formatted table list, list names don't match: a vs. b", "survey 5 type"),
    ("randomize must be set to true or false: 'x' is an invalid value", "survey 0 parameters"),
    ("Parameter max-pixels must have an integer value.", "survey 0 parameters"),
    ("Invalid value for quality.", "survey 0 parameters"),
    ("Unknown question type 'x'.", "survey 0 type"),
    ("There is no survey element named 'x'.", "survey 0 "),
    ("There are multiple survey elements named 'x'.", "survey 0 "),
    (("The question ${x} is not user-visible so it can't be used as a calculation trigger for "
     "question ${y}."), "survey 0 trigger"),
    (("[row : 5] File name for 'select_one_from_file x' should end with one of the supported file "
     "extensions: .csv, .xml"), "survey 5 type"),
    ("Duplicate column header: label", "survey 0 "),
    ("The survey element named 'x' has no label or hint.", "survey 0 label"),
    ("You must have a sheet named 'survey'. ", "survey 0 "),
    ("Survey cannot have an empty id_string", "settings 0 form_id"),
]  # fmt: skip


def place(problem) -> str:
    return f"{problem.sheet} {problem.row} {problem.column}"


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_every_code_is_said_in_both_languages(code):
    problem = standard.told(code.value.format(**VALUES))
    assert "{message}" not in problem.text
    for language in ("ru", "be"):
        said = translator(language).plain(problem.text, **problem.values)
        assert re.search("[а-яіў]{3}", said)
        assert "{" not in said.replace("${", "")


@pytest.mark.parametrize(("sentence", "where"), SENTENCES)
def test_a_sentence_without_a_code_is_known_too(sentence, where):
    problem = standard.told(sentence)
    assert ("{message}" in problem.text, place(problem)) == (False, where)


def test_an_unknown_sentence_is_passed_on_with_its_place():
    problem = standard.told("[row : 3] On the 'choices' sheet, something new.")
    assert (place(problem), problem.values) == (
        "choices 3 ",
        {"message": "On the 'choices' sheet, something new."},
    )
