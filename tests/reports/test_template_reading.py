"""Loops, conditions and fields of a Word template: what is wrong is named by its own words."""

import io
from collections.abc import Sequence
from dataclasses import replace

import docx
import pytest

from bot.errors import UserError
from bot.reports import filling, template_check
from bot.reports.filling import Figure, Picture, Value
from bot.reports.qr import png
from bot.reports.template_reading import (
    FAILS,
    NOT_ALONE,
    SYNTAX,
    UNBEGUN,
    UNENDED,
    UNKNOWN,
    Template,
)
from bot.rules.paper_templates import DIPLOMA

KIND = replace(
    DIPLOMA,
    fields={"winner": "who", "words": "all of them"},
    rows={"words": {}, "rows": {"measure": "what", "value": "how many", "image": "drawn"}},
    numbers={"number_visits": "visits"},
    needed=("winner",),
)
VALUES: dict[str, Value] = {
    "winner": "Нина <& {{ 7*7 }} {%p endfor %} \"'",
    "words": ("Первый.", "Второй <b>.", "Третий\x00\x07."),
    "rows": (
        {
            "measure": "Выезды",
            "value": Figure(1234, "1 234"),
            "image": Picture(png("a"), 20, 'Код & "a" <b>'),
        },
        {"measure": "Обходы", "value": Figure(0, "0"), "image": ""},
        {"measure": "Часы", "value": Figure(12.5, "12,5"), "image": ""},
    ),
    "number_visits": Figure(0, "0"),
}


def template(*lines: str) -> bytes:
    document = docx.Document()
    for one in lines:
        document.add_paragraph(one)
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def filled(*lines: str) -> "docx.document.Document":
    return docx.Document(io.BytesIO(filling.fill(template(*lines), VALUES)))


def said(*lines: str) -> list[str]:
    return [one.text for one in filled(*lines).paragraphs]


# -------------------------------------------------------------------- what is possible


def test_words_are_looped_over_or_printed_as_paragraphs() -> None:
    words = ["Первый.", "Второй <b>.", "Третий."]
    loop = ("{%p for one in words %}", "{{ one }}", "{%p endfor %}")
    assert said(*loop, "Конец") == [*words, "Конец"]
    assert said("{{ words }}", "Конец") == [*words, "Конец"]


def test_numbers_are_compared_and_written_as_the_language_does() -> None:
    line = "{{ row.measure }}: {{ row.value }}{% if row.value > 100 %}!{% endif %}"
    assert said(
        "{%p for row in rows if row.value %}", line, "{%p endfor %}",
        "{%p if number_visits %}", "{{ number_visits }}", "{%p endif %}",
    ) == ["Выезды: 1 234!", "Часы: 12,5"]  # fmt: skip


def test_rows_of_a_table_are_looped_over() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    texts = ("{%tr for row in rows %}", "{{ row.measure }}", "{%tr endfor %}")
    for row, text in zip(table.rows, texts, strict=True):
        row.cells[0].text = text
    table.rows[1].cells[1].text = "{{ row.value }}"
    content = saved(document)
    assert Template(content).check(KIND) == {"rows"}
    [table] = docx.Document(io.BytesIO(filling.fill(content, VALUES))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Выезды", "1 234"], ["Обходы", "0"], ["Часы", "12,5"],
    ]  # fmt: skip


def test_what_a_person_typed_is_words_and_nothing_else() -> None:
    assert said("{{ winner }}") == ["Нина <& {{ 7*7 }} {%p endfor %} \"'"]


def test_a_picture_says_in_the_document_what_it_shows() -> None:
    document = filled(
        "{%p for row in rows if row.value > 100 %}", "{{ row.image }}", "{%p endfor %}"
    )
    [shape] = document.inline_shapes
    assert shape._inline.docPr.get("descr") == 'Код & "a" <b>'
    assert round(shape.width.mm) == 20


# -------------------------------------------------------------------- what is wrong


def refusal(lines: Sequence[str]) -> tuple[object, dict[str, object]]:
    content = template(*lines)
    with pytest.raises(UserError) as refused:
        Template(content).check(KIND)
    return refused.value.text, dict(refused.value.values)


@pytest.mark.parametrize(
    ("lines", "text", "values"),
    [
        (
            ["{%p for one in words %}", "{{ one }}"],
            UNENDED,
            {"place": "{%p for one in words %}", "example": "{%p endfor %}"},
        ),
        (
            ["{%p for one in words %}", "{% if one %}", "{%p endfor %}"],
            UNENDED,
            {"place": "{% if one %}", "example": "{% endif %}"},
        ),
        (["{{ winner }}", "{%p endif %}"], UNBEGUN, {"place": "{%p endif %}"}),
        (["{%p else %}"], UNBEGUN, {"place": "{%p else %}"}),
        (["Слово {%p if winner %}", "{%p endif %}"], NOT_ALONE, {"place": "{%p if winner %}"}),
        (["{%p for one of words %}"], FAILS, {"place": "{%p for one of words %}"}),
        (["{% macro a() %}", "{% endmacro %}"], FAILS, {"place": "{% macro a() %}"}),
        (["{% include 'a' %}"], FAILS, {"place": "{% include 'a' %}"}),
        (["{% autoescape false %}"], FAILS, {"place": "{% autoescape false %}"}),
        (["Вот {{ winner|safe }}"], FAILS, {"place": "Вот {{ winner|safe }}"}),
        (
            ["Вот {{ winner }, {{ words }}"],
            SYNTAX,
            {"place": "Вот {{ winner }, {{ words }}", "example": "{{ winner }}"},
        ),
        (
            ["{{ winer }}", "{%p for one in wrods %}", "{%p endfor %}", "{{ one }}"],
            UNKNOWN,
            {"names": "{{ one }}, {{ winer }}, {{ wrods }}"},
        ),
        (
            ["{%p for row in rows %}", "{{ row.value }} {{ row.mesure }}", "{%p endfor %}"],
            UNKNOWN,
            {"names": "{{ row.mesure }}"},
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(lines: list[str], text: str, values: dict[str, str]) -> None:
    assert refusal(lines) == (text, values)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            ["{{ winner }}", "Доля {{ 100 / number_visits }} процентов"],
            "{{ 100 / number_visits }}",
        ),
        (
            [
                "{%p for row in rows %}",
                "{{ row.measure }}",
                "{{ 1 / row.value }}",
                "{%p endfor %}",
            ],
            "{{ 1 / row.value }}",
        ),
        (["{{ words.__class__.__mro__ }}"], "{{ words.__class__.__mro__ }}"),
        (["{{ number_visits._words }}"], "{{ number_visits._words }}"),
        (["{%p for row in rows %}", "{{ row._fields }}", "{%p endfor %}"], "{{ row._fields }}"),
        (["{{ rows[0].image._markup() }}"], "{{ rows[0].image._markup() }}"),
        (["{{ rows }}"], "{{ rows }}"),
        (["{{ words.append(1) }}"], "{{ words.append(1) }}"),
        (["{%p if winner > 5 %}", "{%p endif %}"], "{% if winner > 5 %}"),
    ],
)
def test_what_cannot_be_filled_in_is_named_by_its_place(lines: list[str], place: str) -> None:
    with pytest.raises(UserError) as refused:
        template_check.filled(template(*lines), VALUES)
    assert (refused.value.text, refused.value.values) == (FAILS, {"place": place})
