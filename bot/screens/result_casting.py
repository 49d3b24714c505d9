"""The chairman's casting vote: equal entries and nothing else of the results; pure."""

from collections.abc import Mapping, Sequence

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, lines
from storage.records.contests import Contest, Entry


def called(t: Translator, entry: Entry) -> str:
    """Name an entry to the chairman: by its number and title, as jurors read it."""
    return t.plain(msgid("No. {n} «{title}»"), n=str(entry.entry_id), title=entry.title)


def asked(t: Translator, contest: Contest, ties: int) -> Screen:
    """Tell the chairman that the casting vote is needed."""
    text = plural(
        "The jury of the contest «{contest}» has finished. {n} place is contested: points and all "
        "criteria are equal. The regulation leaves it to the chairman.",
        "The jury of the contest «{contest}» has finished. {n} places are contested: points and "
        "all criteria are equal. The regulation leaves it to the chairman.",
    )
    button = Button(t.plain(msgid("Decide")), f"cast.open:{contest.contest_id}", style="primary")
    return Screen(t(text, contest=contest.title, n=ties), column([button]))


def listed(
    t: Translator, contest: Contest, ties: Sequence[tuple[Sequence[Entry], bool]]
) -> Screen:
    """Show the ties: their entries, and whether they are decided."""
    text = lines(
        _head(t, contest),
        *(
            t(
                msgid("{number}. {entries}: decided.") if is_decided
                else msgid("{number}. {entries}: to be decided."),
                number=str(number),
                entries=", ".join(called(t, one) for one in tie),
            )
            for number, (tie, is_decided) in enumerate(ties, 1)
        ),
        t(msgid("Press one.")),
    )  # fmt: skip
    return Screen(
        text,
        column(
            Button(
                cut(f"{number}. {', '.join(f'№ {one.entry_id}' for one in tie)}", WIDE),
                f"cast.tie:{contest.contest_id}:{tie[0].entry_id}",
            )
            for number, (tie, _) in enumerate(ties, 1)
        ),
    )


def _head(t: Translator, contest: Contest) -> Html:
    return bold(t.plain(msgid("Casting vote: «{contest}»"), contest=contest.title))


def choose(
    t: Translator,
    contest: Contest,
    tie: Sequence[Entry],
    votes: Mapping[int, int],
    *,
    has_others: bool,
) -> Screen:
    """Ask which of the equal entries is the next one; `has_others`: there are more ties."""
    first = tie[0].entry_id
    left = [one for one in tie if one.entry_id not in votes]
    rank = max(votes.values(), default=0) + 1
    question = msgid("Which of them is the first?") if rank == 1 else msgid("Which is the next?")
    text = lines(
        _head(t, contest),
        t(msgid("These entries are equal in points and in all criteria:")),
        *(t("{entry}", entry=called(t, one)) for one in left),
        _order(t, tie, votes),
        t(question),
    )
    buttons = [
        Button(cut(called(t, one), WIDE), f"cast.pick:{one.entry_id}:{rank}") for one in left
    ]
    share = msgid("A shared place") if rank == 1 else msgid("The others share")
    buttons.append(Button(t.plain(share), f"cast.share:{first}:{rank}"))
    buttons.append(Button(t.plain(msgid("Look at the entries")), f"cast.look:{first}"))
    if votes:
        buttons.append(Button(t.plain(msgid("Begin anew")), f"cast.anew:{first}"))
    return Screen(text, column([*buttons, *_back(t, contest, has_others=has_others)]))


def _order(t: Translator, tie: Sequence[Entry], votes: Mapping[int, int]) -> Html | None:
    if not votes:
        return None
    names = {one.entry_id: called(t, one) for one in tie}
    ranks = sorted(set(votes.values()))
    said = [", ".join(names[key] for key in names if votes.get(key) == rank) for rank in ranks]
    order = "; ".join(f"{number}) {one}" for number, one in enumerate(said, 1))
    return t(msgid("Your order: {order}."), order=order)


def decided(
    t: Translator,
    contest: Contest,
    tie: Sequence[Entry],
    votes: Mapping[int, int],
    *,
    has_others: bool,
) -> Screen:
    """Say what is decided, and that it can be changed until the results are published."""
    is_shared = len(set(votes.values())) == 1
    names = ", ".join(called(t, one) for one in tie)
    text = lines(
        _head(t, contest),
        t(msgid("A shared place: {entries}."), entries=names)
        if is_shared
        else _order(t, tie, votes),
        t(msgid("It is kept, and can be changed until the results are published.")),
    )
    anew = Button(t.plain(msgid("Decide anew")), f"cast.anew:{tie[0].entry_id}")
    return Screen(text, column([anew, *_back(t, contest, has_others=has_others)]))


def _back(t: Translator, contest: Contest, *, has_others: bool) -> list[Button]:
    if not has_others:
        return []
    return [Button(t.plain(msgid("To the equal entries")), f"cast.open:{contest.contest_id}")]
