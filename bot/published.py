"""The questions of a campaign, wherever they are asked, shown or summed up."""

from bot.forms import builtin
from bot.forms.model import Form
from storage.database import Reader
from storage.records import Campaign


async def campaign_form(db: Reader, campaign: Campaign) -> Form:  # noqa: ARG001  # published ones are read from it
    """Return the form that a campaign puts to the libraries."""
    return builtin.load(campaign.form)
