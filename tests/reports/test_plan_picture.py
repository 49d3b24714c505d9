"""The picture of plan and fact: it reads on a black-and-white printer."""

from pathlib import Path

from matplotlib import image

from bot.catalogs import translator
from bot.reports import plan_picture
from bot.rules.periods import Period
from bot.screens.plan_facts import Chosen
from storage.records.plan_facts import PlanFacts


def test_it_needs_no_colour(tmp_path: Path) -> None:
    """All pixels are grey, some of them black and most of them white."""
    months = [PlanFacts(planned=n, done=n, off_plan=n % 3) for n in range(12)]
    path = tmp_path / "plan.png"
    chosen = Chosen(Period("year", 2026), 3, "Аннотова С. Ю.")
    plan_picture.draw(translator("ru"), chosen, months, path)
    pixels = image.imread(path)
    assert pixels.shape[:2] == (920, 1080)
    assert (pixels[..., 0] == pixels[..., 1]).all()
    assert (pixels[..., 0] == pixels[..., 2]).all()
    share = (pixels[..., 0] < 0.1).mean()
    assert 0.03 < share < 0.4
