"""The sample network of the demo: 13 libraries, 15 people, 6 trips, 5 rounds; days follow it.

The CSV files beside this module are read as any import is. Days are offsets from the demo
day (Thursday, 15 October 2026), moved back to a working day.
"""

from bot.sample.loading import NotEmptyError, load

__all__ = ["NotEmptyError", "load"]
