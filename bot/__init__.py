"""Front ends: the Telegram bot and the command line."""
