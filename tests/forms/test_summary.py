"""What is said of a questionnaire before it is tried."""

from bot.forms import convert, reading, summary
from bot.forms.summary import Summary

FORM = """\
| survey | | | | | | |
|---|---|---|---|---|---|---|
| | type | name | label::ru | required | relevant | calculation |
| | note | hello | Здравствуйте | | | |
| | integer | users | Пользователей | yes | | |
| | select_one state | state | Помещение | ${users} > 5 | | |
| | begin group | more | Ещё | | ${users} > 5 | |
| | text | wish | Чего не хватает? | | | |
| | end group | | | | | |
| | calculate | twice | | | | ${users} * 2 |
| | begin repeat | rooms | Комната | | | |
| | text | room | Какая? | | | |
| | end repeat | | | | | |
| choices | | | |
| | list_name | name | label::ru |
| | state | ok | В порядке |
| settings | |
| | form_title |
| | Осень |
"""


def test_only_what_is_asked_is_counted():
    """Notes and calculations are not; a repeat is once; a number takes longer than a press."""
    found = summary.of(reading.read(convert.trusted(FORM)))
    assert found == Summary("Осень", 4, 2, 1, ("ru",), 3)


def test_a_child_process_hands_it_over():
    found = Summary("Осень", 4, 2, 1, ("ru", "be"), 3)
    assert Summary.from_json(found.as_json()) == found
