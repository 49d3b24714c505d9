'''The questionnaire engine: a form, a draft and an answer in, the next question out.

Pure: no Telegram, SQL or clock; the moment, language and lists are in `Env`. Every function
returns a new `Draft` and leaves the old one as it was; `current` says what to ask.

    form = builtin.load("visit")                     # or model.read(xml)
    env = Env(now=now, language="be", seed=draft_id,
              lists={"libraries": Items(...), "staff": Items(...)},
              presets={"username": "3"})
    draft = engine.start(form, env, {"library": "SL-03"})   # prefilled values by name or path
    turn = engine.current(form, draft, env)          # Ask | AskMore | Card   (bot.forms.turns)
    draft = engine.answer(form, draft, given, env)   # given: str typed | Picked | Ticked |
                                                     #        Media | Point  (bot.forms.given)
    draft = engine.finish(form, draft, env)          # «Готово» of ticks; «дальше» of AskMore
    saved = draft.dump(); draft = Draft.load(saved)  # compact JSON (bot.forms.draft)
    answers = engine.submission(form, draft, env)    # relevant answers only, nested by name

Moves: `skip`, `keep` («Оставить»), `back`, `change(path)` from a card, `add(repeat)`,
`remove(instance)`, `open_later(path of a later group or of one part of it)`.
A note is passed by `keep`. An answer at AskMore starts the next instance with it, so an
album of photos is a run of `answer` calls.
Paths are names joined by "/", repeat instances counted from 1: `more/photos[2]/photo`.
A refused answer raises `BadAnswerError` (its text or the form's own message, ready to show)
and nothing changes: the same question is asked again. Typed text that fits several choices
raises `UnclearChoiceError` with `.found`, to be offered as buttons; `search` finds them too.
A press that does not belong to the question raises `StaleAnswerError`.
'''
