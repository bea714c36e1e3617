"""Times as people write and read them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.errors import InputError
from lrc_studio.core.timecode import format_stamp, format_time, parse_time


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1:05.698", 65698),
        ("65.698", 65698),
        ("01:05,69", 65690),
        ("1:05", 65000),
        ("[00:12.34]", 12340),
        ("<00:12.34>", 12340),
        ("1m5.6s", 65600),
        ("1 min 5 sec", 65000),
        ("2h", 7_200_000),
        ("5698ms", 5698),
        ("5698 MS", 5698),
        ("1:02:03.5", 3723500),
        ("65", 65000),
        ("65s", 65000),
        ("  1:05.7 \t", 65700),
        ("75:03.00", 4503000),
        ("0.0005", 1),
        ("0.00049", 0),
        ("1.9999", 2000),
        ("00:01.123456", 1123),
        ("1:5", 65000),
    ],
)
def test_any_usual_form_is_read(text: str, ms: int) -> None:
    assert parse_time(text) == ms


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1:75.0", "Seconds stop at 59"),
        ("1m75s", "Seconds stop at 59"),
        ("1:75:03", "Minutes stop at 59"),
        ("-0:05", "Times start at 0:00"),
        ("", "This is not a time"),
        ("   ", "This is not a time"),
        ("soon", "This is not a time"),
        ("1:05.698x", "This is not a time"),
        ("[1:05", "This is not a time"),
        ("[]", "This is not a time"),
        ("١:٠٥", "This is not a time"),
        ("１:０５", "This is not a time"),
        ("1:2:3:4", "This is not a time"),
        ("9" * 5000, "This is not a time"),
        ("1h" + " " * 100_000 + "x", "This is not a time"),
        ("5ms6", "This is not a time"),
    ],
)
def test_a_wrong_time_gets_one_short_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_time(text)
    assert str(caught.value) == sentence


@given(st.integers(0, 400 * 3_600_000))
def test_a_shown_time_reads_back_the_same(ms: int) -> None:
    assert parse_time(format_time(ms)) == ms


@given(st.integers(0, 400 * 3_600_000))
def test_a_three_digit_stamp_reads_back_the_same(ms: int) -> None:
    assert parse_time(f"[{format_stamp(ms, 3)}]") == ms


@given(st.integers(0, 400 * 3_600_000))
def test_a_two_digit_stamp_is_the_nearest_half_up(ms: int) -> None:
    assert -5 < parse_time(format_stamp(ms)) - ms <= 5


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_a_told_error(text: str) -> None:
    with suppress(InputError):
        assert parse_time(text) >= 0


def test_shown_times() -> None:
    shown = [format_time(ms) for ms in (None, 0, 65698, 3_723_500, 3_599_999, -1500)]
    assert shown == ["–", "0:00.000", "1:05.698", "1:02:03.500", "59:59.999", "-0:01.500"]


def test_stamps_carry_and_never_wrap_into_hours() -> None:
    stamps = [format_stamp(ms) for ms in (0, 4, 5, 59_994, 59_995, 599_995, 3_600_000, 6_000_000, -3)]
    assert stamps == [
        "00:00.00",
        "00:00.00",
        "00:00.01",
        "00:59.99",
        "01:00.00",
        "10:00.00",
        "60:00.00",
        "100:00.00",
        "00:00.00",
    ]
    assert format_stamp(65_698, 3) == "01:05.698"


def test_stamps_have_two_or_three_digits() -> None:
    with pytest.raises(ValueError, match="2 or 3 digits"):
        format_stamp(0, 4)
