"""What the newsroom reads: reports on issues, figures, unanswered questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.issue_folder import BrokenFile
from bot.pieces import Block, Button, Message, Span, Style, fitted, line
from bot.press import Act, Press
from bot.render import date_text
from bot.store import Figures, IssueState, Unanswered, WrongLine
from bot.wording import Wording
from retrieval.issue import Issue, Repair, RepairKind

__all__ = [
    "broadcast_preview",
    "refusal_message",
    "report_messages",
    "stats_message",
    "unanswered_messages",
]

_PLACES_AT_MOST = 8


def report_messages(issue: Issue, state: IssueState | None, say: Wording) -> tuple[Message, ...]:
    """The reading report of an issue, with buttons that publish or withdraw it.

    Args:
        issue: As read.
        state: How it stands now.
        say: The admin's language.
    """
    counts = Counter(repair.kind for repair in issue.repairs)
    blocks = [line(say("report-title", date=date_text(issue.date, say)), Style.BOLD)]
    blocks.append(line(say("report-state", state=state.value if state else "pending")))
    blocks.append(
        line(say("report-counts", articles=len(issue.articles), notices=len(issue.notices)))
    )
    for number, article in enumerate(issue.articles, 1):
        sure = Span(f"　{article.confidence:.0%}", Style.ITALIC)
        blocks.append(Block((Span(f"{number}. {article.label}"), sure)))
    repaired = counts[RepairKind.MOVED] + counts[RepairKind.SPLIT]
    unsure, gaps = counts[RepairKind.UNSURE], counts[RepairKind.GAP]
    blocks.append(line(say("report-repairs", repaired=repaired, unsure=unsure, gaps=gaps)))
    blocks += _places(issue, [r for r in issue.repairs if r.kind is RepairKind.UNSURE])
    blocks += _listed(say("report-warnings"), issue.warnings)
    blocks += _listed(say("report-unplaced"), issue.unplaced)
    publish = Button(say("button-publish"), Press(Act.PUBLISH, issue.date).data)
    withdraw = Button(say("button-withdraw"), Press(Act.WITHDRAW, issue.date).data)
    row = (withdraw,) if state is IssueState.PUBLISHED else (publish, withdraw)
    return fitted(Message(tuple(blocks), (row,)))


def refusal_message(broken: BrokenFile, say: Wording) -> Message:
    """That a file is not served, and why."""
    return Message((line(say("file-refused"), Style.BOLD), line(broken.message)))


def stats_message(
    figures: Figures, known: int, blocked: int, wrong: Sequence[WrongLine], say: Wording
) -> Message:
    """The figures of the past week.

    Args:
        figures: Counts of questions.
        known: Chats ever met.
        blocked: Of these, chats that blocked the bot.
        wrong: Places that readers reported.
        say: The admin's language.
    """
    share = round(100 * figures.answered / figures.questions) if figures.questions else 0
    blocks = [
        line(say("stats-title"), Style.BOLD),
        line(say("stats-chats", known=known, blocked=blocked)),
        line(say("stats-readers", readers=figures.readers, questions=figures.questions)),
        line(
            say("stats-answered", answered=figures.answered, related=figures.related, share=share)
        ),
        line(say("stats-speed", median=round(figures.median), slowest=round(figures.slowest))),
        line("　".join(f"{say(f'button-{v}')} {count}" for v, count in figures.verdicts)),
    ]
    places = [f"{place.headline}（{place.part + 1}）{place.readers}" for place in wrong]
    return Message((*blocks, *_listed(say("stats-wrong-lines"), places[:_PLACES_AT_MOST])))


def unanswered_messages(questions: Sequence[Unanswered], say: Wording) -> tuple[Message, ...]:
    """What readers asked that the paper did not report."""
    if not questions:
        return (Message((line(say("unanswered-none")),)),)
    blocks = [line(say("unanswered-title"), Style.BOLD)]
    blocks += [
        line(say("unanswered-line", question=question.question, readers=question.readers))
        for question in questions
    ]
    return fitted(Message(tuple(blocks)))


def broadcast_preview(number: int, text: str, chats: int, say: Wording) -> Message:
    """A broadcast as it would be sent, with the buttons that send it or do not."""
    send = Button(say("button-send"), Press(Act.BROADCAST, None, number, 1).data)
    drop = Button(say("button-drop"), Press(Act.BROADCAST, None, number, 0).data)
    head = line(say("broadcast-preview", chats=chats), Style.BOLD)
    return Message((head, line(), *(line(part) for part in text.split("\n"))), ((send, drop),))


def _places(issue: Issue, repairs: Sequence[Repair]) -> Iterable[Block]:
    for repair in repairs[:_PLACES_AT_MOST]:
        yield line(f"· {issue.articles[repair.article].label}：{repair.before}", Style.ITALIC)


def _listed(title: str, items: Sequence[str]) -> list[Block]:
    return [line(title, Style.BOLD), *(line(f"· {item}") for item in items)] if items else []
