"""The records of 2020 from which the methodical section of that year's report comes out.

The customer's report tells 144 visits, the titles of contests, classes and publications, the
months of the monitoring and that rounds began. Everything else here is invented: people, which
library was visited when and what for, coordinates, figures, entries, news, consultations.
"""

from bot.sample.report_2020.loading import load

__all__ = ["load"]
