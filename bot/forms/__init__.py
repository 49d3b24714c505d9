"""The questionnaire engine: XLSForm in, next question out. Pure: no Telegram, SQL, clock."""
