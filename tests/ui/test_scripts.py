"""Fonts by script, and the numbers of voices."""

from __future__ import annotations

import pytest

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.scripts import script_of
from lrc_studio.ui.voices import voice_numbers


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("灯台の火が波をかぞえる", "ja"),
        ("夜里的海 慢慢安静下来", "zh-Hans"),
        ("바다 불빛", "ko"),
        ("اضواء الميناء", "ar"),
        ("אורות הנמל", "he"),
        ("Señor, où êtes-vous", None),
        ("", None),
    ],
)
def test_the_script_of_a_line_decides_its_fonts(text: str, script: str | None) -> None:
    assert script_of(text) == script


def test_voices_are_numbered_in_the_order_they_come_in() -> None:
    lines = [Line("a"), Line("b", voice="Lead"), Line("c", voice="Choir"), Line("d", voice="Lead")]
    assert voice_numbers(Lyrics(tuple(lines))) == {None: 1, "Lead": 1, "Choir": 2}
