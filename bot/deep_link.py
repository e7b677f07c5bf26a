"""Links that open an article in the bot: ``https://t.me/BOT?start=PAYLOAD``."""

from __future__ import annotations

from telegram.helpers import create_deep_linked_url

from bot.press import Act, Press

__all__ = ["article_link", "press_of_payload"]


def article_link(username: str, press: Press) -> str:
    """The link that does what pressing the button for an article does."""
    return create_deep_linked_url(username, press.data.replace("|", "_"))


def press_of_payload(payload: str) -> Press | None:
    """The button that a link's payload stands for; None where it is none of ours."""
    press = Press.read(payload.replace("_", "|"))
    return press if press and press.act in {Act.ARTICLE, Act.NOTICE, Act.MASTHEAD} else None
