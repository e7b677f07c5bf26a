"""What the bot keeps: chats, subscriptions, watches, questions, deliveries, decisions."""

from __future__ import annotations

from bot.store.chats import Chat
from bot.store.database import backup, restore
from bot.store.deliveries import (
    DeliveryState,
    Mark,
    Occasion,
    OccasionKind,
    Owed,
    Tally,
)
from bot.store.newsroom import Broadcast, IssueDecision, IssueState
from bot.store.questions import Asked, Figures, Unanswered, Verdict, WrongLine
from bot.store.store import Store
from bot.store.subscriptions import Subscription, Watch

__all__ = [
    "Asked",
    "Broadcast",
    "Chat",
    "DeliveryState",
    "Figures",
    "IssueDecision",
    "IssueState",
    "Mark",
    "Occasion",
    "OccasionKind",
    "Owed",
    "Store",
    "Subscription",
    "Tally",
    "Unanswered",
    "Verdict",
    "Watch",
    "WrongLine",
    "backup",
    "restore",
]
