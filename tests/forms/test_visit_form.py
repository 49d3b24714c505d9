"""The visit form, asked as the methodist lives it."""

import subprocess
import sys

from asking import Person, an_env

from bot.forms import builtin, convert, engine, refill
from bot.forms.given import Media, Picked, Ticked
from bot.forms.turns import Card


def test_a_visit_takes_four_inputs_before_it_is_saved():
    visit = Person()
    assert visit.asked == "library"
    assert visit.says("деревная") == "purposes"
    assert visit.says(Ticked("methodical_help", on=True)) == "purposes"
    assert visit.does("finish") == "done"
    assert visit.says("расставили фонд") == "card"
    assert visit.submission == {
        "me": "3",
        "visited_on": "2026-10-15",
        "travellers": ["3"],
        "library": "SL-03",
        "outcome": "held",
        "purposes": ["methodical_help"],
        "done": "расставили фонд",
    }


def test_the_card_shows_labels_in_the_language_of_the_person():
    visit = Person(env=an_env(language="be"))
    visit.says("Жыровічы")
    visit.ticks("study", "practical_help")
    visit.says("паглядзелі ўлік")
    assert visit.card == [
        "Дата: 2026-10-15",
        "Хто ездзіў: Аннотова",
        "Бібліятэка: Жыровічы",
        "Вынік: Выезд адбыўся",
        "Мэта выезду: Практычная дапамога, Вывучэнне работы",
        "Што зроблена: паглядзелі ўлік",
    ]


def test_a_closed_library_is_not_offered_but_stays_in_old_records():
    visit = Person()
    assert [choice.name for choice in visit.ask.choices] == ["SL-01", "SL-02", "SL-03"]
    old = Person(prefilled={"library": "SL-13"})
    old.ticks("study")
    old.says("изучение")
    assert old.card[2] == "Библиотека: Кракотка"


def test_a_voice_message_answers_what_was_done():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"]})
    assert visit.ask.accepts_voice
    assert visit.ask.is_required
    assert visit.says(Media("voice-1", "audio/ogg")) == "card"
    assert visit.submission["done_voice"] == "voice-1"
    assert "done" not in visit.submission
    assert visit.does("change", "done") == "done"
    assert visit.says("расставили фонд") == "card"
    assert visit.submission["done"] == "расставили фонд"


def test_a_photo_does_not_answer_what_was_done():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"]})
    refusal = "This question does not take a file. Type the answer, please."
    assert visit.refused(Media("p", "image/jpeg")) == refusal


def test_a_library_that_was_closed_needs_neither_purpose_nor_words():
    visit = Person(prefilled={"library": "SL-03"})
    assert visit.asked == "purposes"
    visit.does("change", "outcome")
    assert visit.says(Picked("closed")) == "done"
    assert visit.does("skip") == "card"
    assert visit.submission["outcome"] == "closed"
    assert "purposes" not in visit.submission


def test_photos_come_as_an_album_behind_the_card():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"], "done": "всё"})
    assert visit.asked == "card"
    assert visit.does("open_later", "more/photos") == "more/photos[1]/photo"
    assert visit.ask.album
    photos = [Media(f"p{n}", "image/jpeg") for n in (1, 2, 3)]
    assert visit.says(*photos) == "more/photos + 3"
    assert visit.does("finish") == "card"
    assert visit.submission["more"] == {"photos": [{"photo": f"p{n}"} for n in (1, 2, 3)]}


def test_ten_photos_are_the_most():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"], "done": "всё"})
    visit.does("open_later", "more/photos")
    for n in range(10):
        visit.says(Media(f"p{n}", "image/jpeg"))
    assert visit.asked == "card"
    later = engine.card(visit.form, visit.draft, visit.env).later
    assert "more/photos" not in [part.path for part in later[0].parts]


def test_the_card_offers_the_optional_parts():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"], "done": "всё"})
    card = visit.turn
    assert isinstance(card, Card)
    assert [(later.label, [part.label for part in later.parts]) for later in card.later] == [
        (
            "Дополнить",
            [
                "С кем встречались",
                "Что замечено",
                "Оценка",
                "Рекомендации",
                "Фото",
                "Следующий выезд",
                "Транспорт",
                "Километров",
            ],
        )
    ]
    assert [part.visible_to for part in card.later[0].parts][2] == "management"


def test_recommendations_repeat_with_a_date_to_come():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"], "done": "всё"})
    visit.does("open_later", "more/recommendations")
    visit.says("Обновить стенд", "книжник")
    assert visit.refused("14.10.2026") == "Срок должен быть позже дня выезда."
    assert visit.says("1 ноября") == "more/recommendations[1]/recommendation_area"
    assert visit.says("Фонд") == "more/recommendations + 1"
    assert visit.does("finish") == "card"
    assert visit.submission["more"]["recommendations"] == [
        {
            "recommendation": "Обновить стенд",
            "responsible": "4",
            "deadline": "2026-11-01",
            "recommendation_area": "stock",
        }
    ]


def test_a_future_visit_is_refused_in_the_words_of_the_form():
    visit = Person(env=an_env(language="be"))
    visit.does("change", "visited_on")
    assert visit.refused("16.10.2026") == "Дата не можа быць пазнейшая за сённяшнюю."
    assert visit.says("учора") == "library"
    assert visit.draft.values["visited_on"] == "2026-10-14"


def test_going_back_out_of_an_opened_part_leaves_nothing_behind():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"], "done": "всё"})
    before = visit.draft
    assert visit.does("open_later", "more/recommendations").startswith("more/rec")
    assert visit.does("back") == "card"
    assert visit.draft == before


def test_one_part_is_opened_without_the_others():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"], "done": "всё"})
    assert visit.does("open_later", "more/km") == "more/km"
    assert visit.says("38 ") == "card"
    assert visit.submission["more"] == {"km": 38}


def test_all_parts_are_asked_when_the_group_is_opened():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"], "done": "всё"})
    asked = [visit.does("open_later", "more")]
    while asked[-1] != "card":
        asked.append(visit.does("finish" if "+" in asked[-1] else "skip"))
    assert asked == [
        "more/staff_met",
        "more/findings + 0",
        "more/assessment",
        "more/recommendations + 0",
        "more/photos + 0",
        "more/next_visit_on",
        "more/transport",
        "more/km",
        "card",
    ]


def test_a_saved_visit_is_corrected_from_its_submission():
    visit = Person(prefilled={"library": "SL-03", "purposes": ["study"], "done": "всё"})
    visit.does("open_later", "more/photos")
    visit.says(Media("p1", "image/jpeg"))
    visit.does("finish")
    again = Person()
    draft = refill.start(again.form, again.env, visit.submission, settled=True)
    again.takes(draft)
    assert again.asked == "card"
    assert again.submission == visit.submission
    again.does("change", "done")
    assert again.says("Иначе") == "card"
    assert again.submission == {**visit.submission, "done": "Иначе"}


def test_a_new_visit_may_begin_with_what_is_known():
    visit = Person()
    visit.takes(refill.start(visit.form, visit.env, {"library": "SL-03"}, settled=False))
    assert visit.asked == "purposes"
    visit.takes(refill.start(visit.form, visit.env, {}, settled=False))
    assert visit.asked == "library"
    nothing = {"photos": [], "done": None, "more": {"findings": [{"area": "stock"}]}}
    visit.takes(refill.start(visit.form, visit.env, nothing, settled=False))
    assert visit.draft.counts["more/findings"] == 1


def test_the_shipped_xml_is_fresh():
    shipped = {name: builtin.text(name, "xml") for name in builtin.NAMES}
    assert shipped == {n: convert.trusted(builtin.text(n, "md")) for n in builtin.NAMES}


def test_the_fixed_names_are_there():
    assert builtin.missing_names("visit", builtin.load("visit")) == ()


def test_every_label_is_in_three_languages():
    form = builtin.load("visit")
    shown = [q for q in form.questions.values() if q.kind != "silent"]
    assert {q.name for q in shown if set(q.label.texts) != {"ru", "be", "en"}} == set()
    assert form.languages == ("ru", "be", "en")


def test_loading_does_not_import_pyxform():
    code = (
        "import sys; from bot.forms import builtin, engine; builtin.load('visit');"
        "print([m for m in sys.modules if m.split('.')[0] in ('pyxform', 'openpyxl')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
