"""The outside of forms: Russian and Belarusian for authors, plain XLSForm behind it. Pure."""
