"""Bytes of issue files in the encodings that desktops write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.encoding import BinaryDataError, Decoded, UnknownEncodingError, decode

PAGE = (Path(__file__).resolve().parents[2] / "seeds" / "2024-03-14.txt").read_text("utf-8")
TRADITIONAL = "本報訊 昨天，縣委召開會議，研究部署農村污水治理工作。會議強調，要提高治理覆蓋率。"


def test_utf8_is_read_as_it_is() -> None:
    assert decode(PAGE.encode()) == Decoded(PAGE, "UTF-8")


def test_a_utf8_mark_is_taken_off_and_not_spoken_of() -> None:
    assert decode(PAGE.encode("utf-8-sig")) == Decoded(PAGE, "UTF-8")


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_encodings_are_detected_and_named(codec: str, name: str) -> None:
    text = PAGE.encode(codec, errors="ignore").decode(codec)
    assert decode(text.encode(codec)) == Decoded(text, name)


def test_traditional_text_in_big5_is_not_taken_for_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5")) == Decoded(TRADITIONAL, "Big5")


def test_one_sentence_is_enough_to_tell_gb18030() -> None:
    sentence = "昨天下午，我市召开全市领导干部会议。"
    assert decode(sentence.encode("gb18030")) == Decoded(sentence, "GB18030")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00", "Word/ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 4, ""),
        (b"\x00\x01\x02\x03", ""),
        (b"\x01\x02\x03 text", ""),
    ],
)
def test_files_that_are_no_text_are_told_by_kind(data: bytes, what: str) -> None:
    with pytest.raises(BinaryDataError) as caught:
        decode(data)
    assert caught.value.what == what


def test_one_harmed_byte_in_utf8_is_named_with_its_line() -> None:
    data = PAGE.encode()
    at = data.index("农".encode(), 300)
    with pytest.raises(UnknownEncodingError) as caught:
        decode(data[:at] + b"\xff" + data[at + 1 :])
    assert caught.value.damaged
    assert caught.value.line == data.count(b"\n", 0, at) + 1


def test_latin1_is_not_guessed_at() -> None:
    with pytest.raises(UnknownEncodingError) as caught:
        decode("Le café où l'on déjeune à midi".encode("latin-1"))
    assert not caught.value.damaged


@given(st.text())
def test_whatever_is_written_as_utf8_is_read_back_or_called_binary(text: str) -> None:
    data = text.encode()
    try:
        assert decode(data) == Decoded(text.removeprefix("\ufeff"), "UTF-8")
    except BinaryDataError:
        assert any(not char.isprintable() for char in text) or data[:2] == b"PK"


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        decode(data)
    except (BinaryDataError, UnknownEncodingError):
        return
