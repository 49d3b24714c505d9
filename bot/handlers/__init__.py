"""Telegram in and out, one module per thing people do; handlers decide nothing and never send."""
