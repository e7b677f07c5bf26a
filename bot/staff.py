"""The handlers of one bot, made in the order in which they need one another."""

from __future__ import annotations

from dataclasses import dataclass

from bot.alarm import Alarm
from bot.answering import Answering
from bot.cards import Cards
from bot.desk import Desk
from bot.handlers.choices import Choices
from bot.handlers.courtesy import Courtesy
from bot.handlers.feedback import Feedback
from bot.handlers.gate import Gate
from bot.handlers.issue_views import IssueViews
from bot.handlers.membership import Membership
from bot.handlers.privacy import Privacy
from bot.handlers.questions import Questions
from bot.handlers.reception import Reception
from bot.handlers.sharing import Sharing
from bot.handlers.subscriptions import Subscriptions
from bot.stewards import Stewards

__all__ = ["Staff", "make_staff"]


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody who serves readers."""

    desk: Desk
    gate: Gate
    stewards: Stewards
    reception: Reception
    cards: Cards
    views: IssueViews
    questions: Questions
    choices: Choices
    subscriptions: Subscriptions
    feedback: Feedback
    sharing: Sharing
    membership: Membership
    privacy: Privacy


def make_staff(desk: Desk) -> Staff:
    """The staff of a desk.

    Args:
        desk: What every handler needs.
    """
    cards = Cards(desk)
    views = IssueViews(desk, cards)
    return Staff(
        desk=desk,
        gate=Gate(desk),
        stewards=Stewards(desk),
        reception=Reception(desk, views, Alarm(desk)),
        cards=cards,
        views=views,
        questions=Questions(desk, Answering(desk), views, Courtesy(desk, views)),
        choices=Choices(desk),
        subscriptions=Subscriptions(desk),
        feedback=Feedback(desk),
        sharing=Sharing(desk),
        membership=Membership(desk),
        privacy=Privacy(desk),
    )
