"""Rows as frozen values; dates are `date`, moments are UTC ISO text, codes are the schema's."""
