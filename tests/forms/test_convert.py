"""What authors get wrong, said with sheet, row, column and how it should be."""

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from bot.forms import attachments, checks, convert, expressions, reading, sheets
from bot.forms.authoring import standard
from bot.forms.errors import BrokenFormError

COLUMNS = (
    "type", "name", "label", "required", "relevant", "constraint", "calculation",
    "choice_filter", "appearance", "repeat_count", "parameters",
)  # fmt: skip
FRAME = (
    """| survey | | | | | | | | | | | | |
| | """
    + " | ".join(COLUMNS)
    + """ |
| | select_one yn | wifi | Интернет? | | | | | | | | |
| | integer | speed | Скорость | | | | | | | | |
{row}
{more}
| choices | | | | |
| | list_name | name | label | g |
| | yn | y | Да | 1 |
| | yn | n | Нет | 2 |
{choices}
"""
)
ROW = 5  # the line of the row under test in FRAME


def problems_of(tmp_path: Path, text: str) -> list[str]:
    """Return the problems as `sheet row column: words`."""
    path = tmp_path / "form.md"
    path.write_text(text, encoding="utf-8")
    return said(convert.convert(path).problems)


def said(problems) -> list[str]:
    return [f"{p.sheet} {p.row} {p.column}: {p.text.format_map(dict(p.values))}" for p in problems]


def a_row(**cells: str) -> str:
    row = {"type": "text", "name": "q", "label": "Вопрос"} | cells
    return (
        "| | " + " | ".join(row.get(column, "").replace("|", "\\|") for column in COLUMNS) + " |"
    )


def row_problems(tmp_path: Path, *, choices: str = "", more: str = "", **cells: str) -> list[str]:
    return problems_of(tmp_path, FRAME.format(row=a_row(**cells), choices=choices, more=more))


INSTEAD = "Write “{}” instead of “{}”."
MISTAKES = [
    ({"relevant": "${wifi} == 'y'"}, "relevant", INSTEAD.format("=", "==")),
    ({"relevant": "${wifi} = 'y' && ${speed} > 5"}, "relevant", INSTEAD.format("and", "&&")),
    ({"relevant": "${wifi} = 'y' || ${speed} > 5"}, "relevant", INSTEAD.format("or", "||")),
    ({"relevant": "${wifi} <> 'y'"}, "relevant", INSTEAD.format("!=", "<>")),
    ({"relevant": "${speed} => 5"}, "relevant", INSTEAD.format(">=", "=>")),
    ({"relevant": "${speed} =< 5"}, "relevant", INSTEAD.format("<=", "=<")),
    ({"relevant": "${speed} ≥ 5"}, "relevant", INSTEAD.format(">=", "≥")),
    ({"relevant": "${speed} ≠ 5"}, "relevant", INSTEAD.format("!=", "≠")),
    ({"calculation": "${speed} × 5"}, "calculation", INSTEAD.format("*", "×")),
    ({"calculation": "if(${speed} > 5; 1; 2)"}, "calculation", INSTEAD.format(",", ";")),
    ({"calculation": "IF(${speed} > 5, 1, 2)"}, "calculation", INSTEAD.format("if", "IF")),
    ({"calculation": "Round(${speed}, 1)"}, "calculation", INSTEAD.format("round", "Round")),
    ({"constraint": "if(. > 0,5, 1, 2)"}, "constraint", INSTEAD.format("0.5", "0,5")),
    ({"choice_filter": "g = 1 и g = 2"}, "choice_filter", INSTEAD.format("and", "и")),
    (
        {"choice_filter": "g = «1»"},
        "choice_filter",
        "Put texts into straight quotes ('…'), not into «.",
    ),
    ({"constraint": "../a > speed"}, "constraint", INSTEAD.format("${speed}", "speed")),
    (
        {"calculation": "if(${speed} > 5, 1)"},
        "calculation",
        "“if()” cannot be given this many values: 2.",
    ),
    ({"relevant": "{wifi} = 'y'"}, "relevant", INSTEAD.format("${wifi}", "{wifi}")),
    ({"relevant": "$wifi = 'y'"}, "relevant", INSTEAD.format("${wifi}", "$wifi")),
    (
        {"relevant": "${wifi} = 'Да'"},
        "relevant",
        "“Да” is a label. Compare with the choice's name: 'y'.",
    ),
    (
        {"relevant": "'Нет' = ${wifi}"},
        "relevant",
        "“Нет” is a label. Compare with the choice's name: 'n'.",
    ),
    (
        {"relevant": "selected(${wifi}, 'Да')"},
        "relevant",
        "“Да” is a label. Compare with the choice's name: 'y'.",
    ),
    (
        {"relevant": "(${speed} > 5"},
        "relevant",
        "The bracket is not closed: “)” is missing.",
    ),
    (
        {"relevant": "${speed} >"},
        "relevant",
        "The expression is cut short: something is missing at its end.",
    ),
    ({"relevant": "${wifi} = 'y"}, "relevant", "The text in quotes is not closed."),
    (
        {"relevant": "${speed} 5 > 3"},
        "relevant",
        "The expression cannot be read from here: “5 > 3” (character 10).",
    ),
    (
        {"calculation": "summ(${speed})"},
        "calculation",
        "There is no function “summ”. Did you mean “sum”?",
    ),
    (
        {"calculation": "ксилофон(${speed})"},
        "calculation",
        "There is no function “ксилофон”.",
    ),
    (
        {"relevant": "${sped} > 5"},
        "relevant",
        "There is no question “sped”. Did you mean “speed”?",
    ),
    ({"relevant": "${ксилофон} > 5"}, "relevant", "There is no question “ксилофон”."),
    ({"label": "Скорость ${sped}"}, "label", "There is no question “sped”. Did you mean “speed”?"),
    ({"relevant": "${q} > 5"}, "relevant", "The condition of “q” depends on “q” itself."),
    ({"required": "ага"}, "required", "Write “yes” or “no” or a condition, not “ага”."),
    ({"required": "${wifi} == 'y'"}, "required", INSTEAD.format("=", "==")),
    (
        {"type": "geotrace"},
        "type",
        "A chat cannot draw on a map: “geotrace”. A place is asked with geopoint.",
    ),
    (
        {"type": "geoshape"},
        "type",
        "A chat cannot draw on a map: “geoshape”. A place is asked with geopoint.",
    ),
    (
        {"type": "osm"},
        "type",
        "A chat cannot draw on a map: “osm”. A place is asked with geopoint.",
    ),
    ({"type": "audit"}, "type", "A chat records nothing unasked: remove “audit”."),
    (
        {"type": "background-audio"},
        "type",
        "A chat records nothing unasked: remove “background-audio”.",
    ),
    (
        {"type": "select_one_external yn"},
        "type",
        "“select_one_external yn” is not possible in a chat. Use choices or select_one_from_file.",
    ),
    (
        {"type": "begin_kobomatrix yn"},
        "type",
        "“begin_kobomatrix yn” is known to one vendor only. Use the standard types, please.",
    ),
    (
        {"type": "xml-external"},
        "type",
        "“xml-external” is known to one vendor only. Use the standard types, please.",
    ),
    (
        {"appearance": "ex:org.example.app"},
        "appearance",
        "Another app cannot be started from a chat: “ex:org.example.app”.",
    ),
    (
        {"type": "image", "parameters": "app=org.example.camera"},
        "type",
        "Another app cannot be started from a chat: “image”.",
    ),
    (
        {"type": "geopoint", "appearance": "placement-map"},
        "appearance",
        "A choice on a map is not possible in a chat: “placement-map”.",
    ),
    (
        {"type": "select_one yn", "appearance": "search('list')"},
        "appearance",
        "Use select_one_from_file instead of “search('list')”.",
    ),
    ({"type": "integr"}, "type", "There is no type “integr”. Did you mean “integer”?"),
    ({"type": "ксилофон"}, "type", "There is no type “ксилофон”."),
    (
        {"type": "select_one yna"},
        "type",
        "There is no list “yna” in “choices”. Did you mean “yn”?",
    ),
    (
        {"type": "select_one ксилофон"},
        "type",
        "There is no list “ксилофон” in the sheet “choices”.",
    ),
    (
        {"type": "select_one_from_file villages.csv"},
        "type",
        "The file villages.csv is not attached.",
    ),
    (
        {"type": "csv-external", "name": "villages"},
        "type",
        "The file villages.csv is not attached.",
    ),
    (
        {"calculation": "pulldata('villages', 'a', 'b', 'c')"},
        "calculation",
        "The file villages.csv is not attached.",
    ),
    ({"name": ""}, "name", "The question has no name: write a short one."),
    (
        {"name": "мой вопрос"},
        "name",
        "The name “мой вопрос” may hold letters, digits, “_” and begin with a letter.",
    ),
    ({"type": "end_group", "name": ""}, "type", "Nothing is open here that could end."),
    (
        {"type": "begin_group"},
        "type",
        "The block is not closed: “end_group” is missing.",
    ),
]


@pytest.mark.parametrize(("cells", "column", "words"), MISTAKES)
def test_a_typical_mistake_is_found_where_it_stands(tmp_path, cells, column, words):
    assert row_problems(tmp_path, **cells) == [f"survey {ROW} {column}: {words}"]


@pytest.mark.parametrize(
    "cells",
    [
        {"relevant": "${wifi} = 'y' и ${speed} > 5"},
        {"relevant": "${wifi} = 'y' або ${speed} > 5"},
        {"relevant": "${wifi} = 'y' AND ${speed} > 5"},
        {"relevant": "${wifi} = «y»"},
        {"relevant": "wifi = 'y'"},
        {"constraint": ". > 0,5"},
        {"required": "да"},
    ],
)
def test_what_authors_mean_is_taken(tmp_path, cells):
    assert row_problems(tmp_path, **cells) == []


def test_a_block_must_end_as_it_began(tmp_path):
    more = a_row(type="text", name="r") + "\n" + a_row(type="end_repeat", name="")
    assert row_problems(tmp_path, type="begin_group", more=more) == [
        "survey 7 type: This ends another block than the one that is open."
    ]


def test_calculations_in_a_circle_are_named(tmp_path):
    more = a_row(type="calculate", name="b", calculation="${q} + 1")
    assert row_problems(tmp_path, type="calculate", calculation="${b} + 1", more=more) == [
        "survey 5 calculation: The calculation goes in a circle: q → b → q."
    ]
    once = a_row(type="calculate", name="b", calculation="once(${q} + 1)")
    assert row_problems(tmp_path, type="calculate", calculation="${b} + 1", more=once) == []


def test_choices_are_checked_too(tmp_path):
    choices = "| | yn | y | Снова |\n| | yn | | Пусто |\n| | more | a b | С пробелом |"
    more = a_row(type="select_multiple more", name="m")
    assert row_problems(tmp_path, choices=choices, more=more) == [
        "choices 9 name: The name “y” stands twice in the list “yn”.",
        "choices 11 name: The name “y” stands twice in the list “yn”.",
        "choices 12 name: The choice has no name: write a short one in Latin letters.",
        "choices 13 name: A name of a choice cannot hold a space here: “a b”.",
    ]


def test_doubles_are_fine_where_the_form_allows_them(tmp_path):
    text = FRAME.format(row=a_row(), more="", choices="| | yn | y | Снова |")
    text += "| settings | | |\n| | form_id | allow_choice_duplicates |\n| | f | yes |\n"
    assert problems_of(tmp_path, text) == []


def test_all_problems_come_at_once(tmp_path):
    more = "\n".join(
        (a_row(name="a", type="geotrace"), a_row(name="b", relevant="${wifi} == 'y' и ${x} > 0,5"))
    )
    assert row_problems(tmp_path, required="ага", more=more) == [
        "survey 5 required: Write “yes” or “no” or a condition, not “ага”.",
        "survey 6 type: A chat cannot draw on a map: “geotrace”. A place is asked with geopoint.",
        "survey 7 relevant: Write “=” instead of “==”.",
        "survey 7 relevant: There is no question “x”.",
    ]


def test_settings_and_entities_are_checked(tmp_path):
    text = FRAME.format(row=a_row(), more="", choices="")
    text += "| settings | | |\n| | form_id | public_key |\n| | f | MIIB |\n"
    text += "| entities | |\n| | list_name |\n| | trees |\n"
    assert [line.partition(": ")[2] for line in problems_of(tmp_path, text)] == [
        "An encrypted form cannot be asked in a chat: remove the key.",
        "Entities are not kept by the bot: remove the sheet “entities”.",
    ]


def test_what_may_be_meant_only_warns(tmp_path):
    row = a_row(relevant="${wifi} = 'dk' or ${speed} = null")
    path = tmp_path / "form.md"
    text = FRAME.format(row=row, more="", choices="").replace("repeat_count", "relevence")
    path.write_text(text, encoding="utf-8")
    conversion = convert.convert(path)
    assert conversion.problems == ()
    assert conversion.xml
    assert said(conversion.warnings) == [
        "survey 0 relevence: The column “relevence” is not read. Did you mean “relevant”?",
        "survey 5 relevant: “null” is neither a text ('null') nor a question (${null}).",
        "survey 5 relevant: The list of “wifi” has no choice “dk”.",
    ]


def test_another_choice_may_be_compared_with(tmp_path):
    more = a_row(name="why", relevant="${q} = 'other'")
    path = tmp_path / "form.md"
    text = FRAME.format(row=a_row(type="select_one yn or_other"), more=more, choices="")
    path.write_text(text, encoding="utf-8")
    assert convert.convert(path).warnings == ()


def test_too_many_questions_are_refused(tmp_path):
    rows = "\n".join(a_row(name=f"q{n}") for n in range(600))
    found = row_problems(tmp_path, more=rows)
    assert found == ["survey 0 : There are 603 questions; a chat form has at most 600."]


def test_an_empty_form_is_refused(tmp_path):
    rows = ("| survey | | |", "| | type | name |", "| | begin_group | a |", "| | end_group | |")
    text = "\n".join(rows)
    assert (
        problems_of(tmp_path, text)[0] == "survey 0 : There is no question in the sheet “survey”."
    )


def test_deep_nesting_is_refused(tmp_path):
    begins = "\n".join(a_row(type="begin_group", name=f"g{n}") for n in range(30))
    ends = "\n".join(a_row(type="end_group", name="", label="") for n in range(30))
    found = row_problems(tmp_path, more=f"{begins}\n{a_row(name='z')}\n{ends}")
    assert found == ["survey 26 type: Groups stand in one another more than 20 deep."]


def test_a_file_that_is_too_big_is_refused(tmp_path):
    path = tmp_path / "form.md"
    path.write_bytes(b"x" * (convert.MAX_BYTES + 1))
    assert said(convert.convert(path).problems) == [" 0 : The file is bigger than 2 MB."]


@pytest.mark.parametrize("name", ["form.xlsx", "form.md"])
def test_a_file_that_is_no_form_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04 not a workbook \xff")
    assert said(convert.convert(path).problems) == [
        " 0 : The file cannot be read: an Excel workbook (.xlsx) or a table is needed."
    ]


def test_a_text_without_tables_is_refused(tmp_path):
    found = problems_of(tmp_path, "Просто текст\n")
    assert found == ["survey 0 : There is no sheet “survey” with the questions."]


def test_what_only_pyxform_finds_is_passed_on(tmp_path):
    found = row_problems(tmp_path, type="range", parameters="start=5;end=1;step=9")
    assert found == [
        "survey 5 parameters: The step of the scale (step) is longer than the scale itself."
    ]


def test_a_workbook_has_the_same_problems_as_markdown(tmp_path):
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "Survey"
    survey.append(["type", "name", "label", "Relevance", "required"])
    survey.append([])
    survey.append(["integer", "a", 5, None, True])
    survey.append(["text", "b", "B", "${a} == 1.0", None])
    path = tmp_path / "form.xlsx"
    book.save(path)
    assert said(convert.convert(path).problems) == [
        "survey 4 Relevance: Write “=” instead of “==”."
    ]


def test_a_good_workbook_is_converted_in_a_child_process(tmp_path):
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", "label"])
    survey.append(["select_one_from_file villages.csv", "v", "Village"])
    path = tmp_path / "form.xlsx"
    book.save(path)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "villages.csv").write_text("name;label\nv1;Первая\n", encoding="utf-8")
    form = convert.load(path)
    assert [question.path for question in form.questions.values()] == ["v"]
    assert [item.name for item in form.attachments["villages"]] == ["v1"]


def test_a_refused_workbook_comes_with_its_problems(tmp_path):
    path = tmp_path / "form.md"
    path.write_text(FRAME.format(row=a_row(type="geotrace"), more="", choices=""), "utf-8")
    with pytest.raises(convert.RefusedFormError) as refused:
        convert.load(path)
    assert said(refused.value.conversion.problems) == said(convert.convert(path).problems)


def test_a_file_that_unfolds_beyond_the_limits_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(convert, "MAX_SECONDS", 0.01)
    path = tmp_path / "form.md"
    path.write_text(FRAME.format(row=a_row(), more="", choices=""), "utf-8")
    assert said(convert.convert_safely(path).problems) == [
        " 0 : The file is too big or broken and cannot be read as a form."
    ]


def test_the_child_writes_json(tmp_path):
    path = tmp_path / "form.md"
    path.write_text(FRAME.format(row=a_row(), more="", choices=""), "utf-8")
    command = [sys.executable, "-m", "bot.forms.convert", str(path), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(done.stdout) == {
        "xml": convert.convert(path).xml,
        "problems": [],
        "warnings": [],
    }


def test_an_xml_with_what_a_chat_cannot_ask_is_refused_as_a_whole():
    xml = convert.trusted(FRAME.format(row=a_row(type="geotrace"), more="", choices=""))
    with pytest.raises(BrokenFormError) as broken:
        reading.read(xml)
    assert [(f.path, f.reason, f.source) for f in broken.value.faults] == [
        ("q", "unsupported", "geotrace")
    ]


@pytest.mark.parametrize(
    ("cells", "source"),
    [
        ({"appearance": "ex:org.example.app"}, "ex:org.example.app"),
        ({"type": "image", "parameters": "app=org.example.camera"}, "org.example.camera"),
        ({"type": "select_one_external far", "choice_filter": "g=1"}, "select_one_external"),
        ({"type": "select_one yn", "appearance": "map"}, "map"),
        ({"type": "select_one far", "appearance": "search('x')"}, "search('x')"),
        ({"type": "background-audio"}, "binary"),
        ({"type": "start-geopoint"}, "geopoint"),
        ({"type": "osm"}, "osm/*"),
    ],
)
def test_an_xml_is_looked_at_too(cells, source):
    choices = "| | far | a | A |\n| external_choices | | |\n| | list_name | name |\n| | far | a |"
    xml = convert.trusted(FRAME.format(row=a_row(**cells), more="", choices=choices))
    with pytest.raises(BrokenFormError) as broken:
        reading.read(xml)
    assert [(f.path, f.source) for f in broken.value.faults] == [("q", source)]


def test_a_fault_of_the_xml_is_a_problem_of_its_row():
    book = sheets.from_markdown(FRAME.format(row=a_row(), more="", choices=""))
    xml = convert.trusted(FRAME.format(row=a_row(type="osm"), more="", choices=""))
    assert said(convert._unaskable(xml, book, {}, [])) == [
        "survey 5 type: A chat cannot ask the type “osm/*”."
    ]
    xml = convert.trusted(FRAME.format(row=a_row(relevant="${wifi} == 1"), more="", choices=""))
    assert said(convert._unaskable(xml, book, {}, [])) == [
        "survey 5 relevant: This cannot be read:  /form_/wifi  == 1"
    ]


def test_what_pyxform_stumbles_over_is_a_problem():
    found = standard.told("TypeError: unhashable")
    assert said([found]) == ["survey 0 : The form standard says: TypeError: unhashable"]


def test_an_xml_without_a_form_is_refused():
    with pytest.raises(BrokenFormError):
        reading.read("<html/>")


def test_a_single_sheet_may_have_any_name():
    book = sheets.from_markdown(
        "| anketa | | |\n| | type | name |\n| --- | --- |\n| | text | a |\n"
    )
    assert [(row.number, dict(row.cells)) for row in book.rows("survey")] == [
        (4, {"type": "text", "name": "a"})
    ]
    assert book.rows("choices") == ()


def test_positions_and_references_stay_in_place():
    assert expressions.referred("${a} > ${ b } + ${last-saved#c}") == ["a", "b", "c"]
    assert expressions.findings("concat('a == b и ;', \"${x}\")", {"x"}) == []


def test_attached_files_are_read_by_their_ending(tmp_path):
    text = FRAME.format(
        row=a_row(type="select_one_from_file places.geojson", name="p"),
        more=a_row(type="select_one_from_file list.xml", name="l"),
        choices="",
    )
    place = {"type": "Feature", "id": "p1", "properties": {"title": "Слоним", "bad key": 1}}
    place["geometry"] = {"type": "Point", "coordinates": [25.3, 53.1]}
    (tmp_path / "places.geojson").write_text(json.dumps({"features": [place]}), "utf-8")
    rows = "<root><item><name>a</name><label>А</label></item></root>"
    (tmp_path / "list.xml").write_text(rows, "utf-8")
    path = tmp_path / "form.md"
    path.write_text(text, "utf-8")
    lists = convert.attached(sheets.read(path), tmp_path)
    assert [(i.name, i.label("ru"), dict(i.columns)) for i in lists["places"]] == [
        ("p1", "Слоним", {"title": "Слоним", "id": "p1", "geometry": "53.1 25.3 0 0"})
    ]
    assert [(i.name, i.label("ru")) for i in lists["list"]] == [("a", "А")]
    assert said(convert.convert(path).problems) == []


def test_a_broken_attachment_is_a_problem(tmp_path):
    text = FRAME.format(
        row=a_row(type="select_one_from_file list.xml", name="l"), more="", choices=""
    )
    (tmp_path / "list.xml").write_text("<root><item>", "utf-8")
    assert problems_of(tmp_path, text) == ["survey 5 type: The file list.xml is not attached."]


def test_a_cycle_is_looked_for_from_every_name():
    assert checks._cycle("a", {"a": ["b"], "b": ["c"], "c": ["b"]}) == []
    assert checks._cycle("b", {"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c"]


def test_a_conversion_goes_to_json_and_back(tmp_path):
    path = tmp_path / "form.md"
    row = a_row(relevant="${wifi} == 1 or ${speed} = null")
    path.write_text(FRAME.format(row=row, more="", choices=""), "utf-8")
    conversion = convert.convert(path)
    assert conversion.problems
    assert convert._from_json(convert._as_json(conversion)) == conversion


def test_pyxform_row_numbers_stay_where_no_row_is_known():
    book = sheets.from_markdown(FRAME.format(row=a_row(), more="", choices=""))
    found = [standard.told(f"[row : {n}] so") for n in (2, 99)]
    assert [convert._placed(p, book).row for p in found] == [3, 99]


def test_a_default_that_reads_another_answer_is_checked(tmp_path):
    text = FRAME.replace("parameters", "default").format(
        row=a_row(parameters="${sped}"), more="", choices=""
    )
    assert problems_of(tmp_path, text) == [
        "survey 5 default: There is no question “sped”. Did you mean “speed”?"
    ]


def test_an_attached_csv_may_have_labels_in_languages():
    text = "\ufeffname,label,label::Беларуская (be)\nv1,Первая,Першая\nv2,,\n"
    rows = list(attachments.read(text, "csv"))
    assert [(row.name, dict(row.labels)) for row in rows] == [
        ("v1", {"": "Первая", "be": "Першая"}),
        ("v2", {"": "v2"}),
    ]
    places = {"features": [{"properties": {"name": "a"}, "geometry": {"type": "Polygon"}}]}
    assert [row.name for row in attachments.read(json.dumps(places), "geojson")] == ["a"]
