"""The walk over workbooks of others, on workbooks made here."""

import sys
from pathlib import Path

import openpyxl

from bot.forms import builtin
from bot.forms.builtin.__main__ import main as convert_builtins

sys.path.insert(0, str(Path(__file__).parents[1] / "conformance"))
import workbooks

CHOICES = [["list_name", "name", "label"], ["c", "a", "A"], ["c", "b", "B"]]
KINDS = [
    "text", "integer", "decimal", "date", "time", "dateTime", "select_one c",
    "select_multiple c", "rank c", "range", "acknowledge", "note", "geopoint", "image",
    "audio", "video", "file", "barcode", "select_one c or_other",
]  # fmt: skip


def a_workbook(folder: Path, name: str, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    choices = book.create_sheet("choices")
    for row in [["type", "name", "label", "constraint", "required"], *rows]:
        survey.append(row)
    for row in CHOICES:
        choices.append(row)
    (folder / "xlsforms").mkdir(exist_ok=True)
    book.save(folder / "xlsforms" / name)


def test_every_kind_of_question_is_walked_to_the_end(tmp_path, capsys):
    rows = [[kind, f"q{number}", f"Q{number}"] for number, kind in enumerate(KINDS)]
    a_workbook(
        tmp_path,
        "all.xlsx",
        [*rows, ["begin_repeat", "r", "R"], ["text", "t", "T"], ["end_repeat"]],
    )
    assert workbooks.main(str(tmp_path)) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 workbooks, 0 failed"


def test_a_refusal_names_the_type_and_its_row(tmp_path, capsys):
    a_workbook(tmp_path, "lines.xlsx", [["geotrace", "way", "Way"], ["text", "t", "T"]])
    refusal = "A chat cannot draw on a map: “geotrace”. A place is asked with geopoint."
    assert workbooks.main(str(tmp_path)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "lines.xlsx",
        f"  refused: survey, row 2, type: {refusal}",
        "1 workbooks, 0 failed",
    ]


def test_a_walk_that_cannot_end_fails(tmp_path, capsys):
    a_workbook(tmp_path, "bad.xlsx", [["text", "t", "T", "'a' = 'b'", "yes"]])
    assert workbooks.main(str(tmp_path)) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "  FAILED: nothing fits t",
        "1 workbooks, 1 failed",
    ]


def test_what_pyxform_refuses_is_named_and_passed_over(tmp_path, capsys):
    a_workbook(tmp_path, "bad.xlsx", [["text", "t", "${zz}"]])
    assert workbooks.main(str(tmp_path)) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("  not accepted by pyxform: ")


def test_a_slip_of_the_author_does_not_stop_the_walk(tmp_path, capsys):
    a_workbook(tmp_path, "slip.xlsx", [["select_one c", "q", "Q"], ["text", "t", "T", "${q}='A'"]])
    assert workbooks.main(str(tmp_path)) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("  seed 1: ")


def test_a_folder_without_workbooks_fails(tmp_path):
    assert workbooks.main(str(tmp_path)) == 1


def test_the_shipped_forms_are_written_beside_their_markdown(tmp_path):
    convert_builtins(tmp_path)
    written = {path.stem: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert written == {name: builtin.text(name, "xml") for name in builtin.NAMES}
