"""People who walk a round: their presses wait in Telegram, whatever the bot does meanwhile."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from bot.sandbox.phone import Phone
from bot.sandbox.telegram import Telegram

HOUSEHOLDS = 30
KEYS = {
    "Уже читатели": {"households": 1, "home": 1, "readers": 1},
    "Новый читатель": {"households": 1, "home": 1, "new_readers": 1},
    "Не читают": {"households": 1, "home": 1, "not_reading": 1},
    "Никого нет": {"households": 1},
    "3 не читают": {"households": 3, "home": 3, "not_reading": 3},
    "выдано 2": {"issued": 2},
}
BEGIN = ("/round", "Село 3", "Опрос", "Пропустить")


@dataclass
class Walker:
    """One person on a walk of thirty households, who keeps count beside the bot."""

    telegram: Telegram
    user_id: int
    rng: random.Random
    counted: list[dict[str, int]] = field(default_factory=list)
    pressed: int = 0

    def __post_init__(self) -> None:
        self.phone = Phone(self.telegram, self.user_id)

    async def run(self) -> None:
        """Begin by words alone, press key after key, some in a batch after a stretch of forest."""
        for text in BEGIN:
            self.phone.text(text)
        households = 0
        while households < HOUSEHOLDS:
            for _ in range(self.rng.choice((1, 1, 1, 2, 8))):
                households += self._press()
            await asyncio.sleep(self.rng.uniform(0.0, 0.9))

    def _press(self) -> int:
        self.pressed += 1
        if self.counted and self.rng.random() < 0.15:
            self.phone.text("Отменить последнее")
            self.counted.pop()
            return 0
        key = self.rng.choice(list(KEYS))
        self.phone.text(key)
        self.counted.append(KEYS[key])
        return KEYS[key].get("households", 0)

    @property
    def totals(self) -> dict[str, int]:
        """Return what the walk adds up to by the rules of the issue."""
        added: Counter[str] = Counter()
        for one in self.counted:
            added.update(one)
        residents = added["readers"] + added["new_readers"] + added["not_reading"]
        return {name: number for name, number in (added | {"asked": residents}).items() if number}

    @property
    def cards(self) -> list[str]:
        """Return the cards that stand in the chat, the newest last."""
        messages = self.telegram.private(self.user_id).messages.values()
        texts = [str(one.body.get("text", "")) for one in messages if one.by_bot]
        return [text for text in texts if "Дворов:" in text]
