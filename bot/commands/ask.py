"""`wenbao ask`: one question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from bot.settings import load_settings
from bot.terminal import (
    NOT_FOUND,
    Failure,
    Json,
    chosen_issue,
    date_option,
    failures_told,
    issues_option,
    json_option,
    open_folder,
    screen,
    show_indented,
    write_json,
)
from retrieval.answer import Explanation
from retrieval.archive import Archive
from retrieval.dates import absent_day, dated_question
from retrieval.excerpt import Answer, Certainty, Excerpt

__all__ = ["command"]

_HELP = """\
问报纸一个问题。

例：wenbao ask "农污治理行政村覆盖率达到多少?"
"""


@click.command(help=_HELP)
@click.argument("question")
@click.option(
    "--top", type=click.IntRange(1, 50), default=3, show_default=True, help="最多几处摘录。"
)
@issues_option
@date_option
@click.option("--explain", is_flag=True, help="列出查询的词、各词的倒排项和得分。")
@json_option
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    question: str,
    *,
    top: int,
    issues: Path | None,
    date: datetime | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Answer one question."""
    if not question.strip():
        raise Failure("问题是空的；请写上想问的话")
    with failures_told():
        loaded = open_folder(issues)
        day, words = chosen_issue(loaded, date).date, question
        named = None if date else dated_question(question, loaded.archive, _today())
        if named is not None:
            day, words = named.date, named.question
        answerer = loaded.archive.answerer(day)
        if answerer is None:
            raise Failure("这一期刚刚下线")
        answer = replace(answerer.answer(words, top=top), question=question)
        if named is None and date is None:
            _tell_absent(answer, loaded.archive, day)
        explanation = answerer.explain(words) if explain else None
    if as_json:
        write_json(_as_json(answer, explanation))
    else:
        _print_answer(screen(), answer)
        if explanation:
            _print_explanation(screen(), explanation)
    ctx.exit(0 if answer.found else NOT_FOUND)


def _tell_absent(answer: Answer, archive: Archive, day: Date | None) -> None:
    """Say on standard error that no paper came on the day that a question names."""
    shown = "".join(excerpt.text for excerpt in answer.excerpts)
    absent = absent_day(answer.question, archive, _today(), shown, day)
    if absent is not None:
        click.secho(f"没有 {absent} 的报纸，以下出自最新的一期。", fg="yellow", err=True)


def _today() -> Date:
    return datetime.now(load_settings().zone).date()


def _as_json(answer: Answer, explanation: Explanation | None) -> Json:
    value: dict[str, Json] = {
        "question": answer.question,
        "found": answer.found,
        "certainty": answer.certainty.value,
        "probability": round(answer.probability, 4),
        "excerpts": [_excerpt_json(excerpt) for excerpt in answer.excerpts],
        "nearest": list(answer.nearest),
        "readings": [
            {"asked": reading.asked, "understood": reading.understood}
            for reading in answer.readings
        ],
    }
    if explanation:
        value["explanation"] = {
            "kind": explanation.kind,
            "terms": [
                {"term": term.text, "postings": [list(posting) for posting in term.postings]}
                for term in explanation.terms
            ],
            "scores": [
                {"headline": headline, "text": text, "score": score}
                for headline, text, score in explanation.scores
            ],
        }
    return value


def _excerpt_json(excerpt: Excerpt) -> Json:
    source = excerpt.source
    return {
        "headline": source.headline,
        "kind": source.kind.value,
        "date": source.date.isoformat() if source.date else None,
        "byline": source.byline,
        "text": excerpt.text,
        "answer": excerpt.answer_text,
        "score": excerpt.score,
    }


def _print_answer(console: Console, answer: Answer) -> None:
    for reading in answer.readings:
        console.print(Text(f"「{reading.asked}」按「{reading.understood}」查找", style="dim"))
    if answer.certainty is Certainty.RELATED:
        console.print(Text("相关报道，不一定能回答您的问题：", style="yellow"))
    for excerpt in answer.excerpts:
        show_indented(console, _marked(excerpt), 2)
        source = Text("—— ").append(excerpt.source.headline, style="bold cyan")
        below = (excerpt.source.byline, str(excerpt.source.date or ""))
        console.print(source.append("".join(f"　{part}" for part in below if part), style="dim"))
        console.print()
    if not answer.excerpts:
        console.print(Text("本期没有报道", style="bold"))
        if answer.nearest:
            console.print("最接近的报道：")
        for headline in answer.nearest:
            console.print(f"  · {headline}")


def _marked(excerpt: Excerpt) -> Text:
    text = Text(excerpt.text)
    text.stylize("bold", *excerpt.answer)
    for start, end in excerpt.matches:
        text.stylize("underline green", start, end)
    return text


def _print_explanation(console: Console, explanation: Explanation) -> None:
    console.print(Text(f"问的是：{explanation.kind}", style="bold"))
    for term in explanation.terms:
        places = "、".join(dict.fromkeys(term.places)) or "无"
        console.print(f"  {term.text}　{len(term.postings)} 段：{places}")
    console.print(Text("得分", style="bold"))
    for headline, text, score in explanation.scores:
        console.print(f"  {score:8.3f}　{headline}　{text[:40]}")
