"""Which markers there are and what a drag of one means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.selection import Selection
from lrc_studio.ui.waveform.modes import Edge, LineMode, Marker
from lrc_studio.ui.waveform.spans import SpanCache


@pytest.fixture
def selection() -> Selection:
    return Selection()


@pytest.fixture
def mode(selection: Selection) -> LineMode:
    return LineMode(selection, SpanCache(), lambda: 40_000)


def test_only_what_is_in_sight_has_markers(mode: LineMode, ten_lines: Lyrics) -> None:
    found = mode.markers(ten_lines, 3600, 7100)
    assert [(marker.owner, marker.edge, marker.at_ms) for marker in found] == [
        (1, Edge.END, 6500),
        (1, Edge.START, 4000),
        (2, Edge.END, 9500),
        (2, Edge.START, 7000),
    ]
    assert [marker.label for marker in found if marker.edge is Edge.START] == ["2", "3"]


def test_the_current_lines_markers_are_on_top(mode: LineMode, selection: Selection, ten_lines: Lyrics) -> None:
    selection.select_one(1)
    found = mode.markers(ten_lines, 0, 20_000)
    assert [marker.owner for marker in found[-2:]] == [1, 1]
    assert [marker.owner for marker in found if marker.current] == [1, 1]


def test_a_line_without_an_end_has_no_end_marker_until_it_is_current(
    mode: LineMode, selection: Selection, ten_lines: Lyrics
) -> None:
    open_ended = Lyrics(tuple(replace(line, end_ms=None) for line in ten_lines.lines))
    assert {marker.edge for marker in mode.markers(open_ended, 0, 40_000)} == {Edge.START}
    selection.select_one(9)
    ends = [marker.at_ms for marker in mode.markers(open_ended, 0, 40_000) if marker.edge is Edge.END]
    assert ends == [40_000]


def test_stretches_are_the_current_line_and_those_in_doubt(
    mode: LineMode, selection: Selection, ten_lines: Lyrics
) -> None:
    confidences = (0.9, 0.7, 0.6, 0.4, None)
    lines = [replace(line, confidence=confidences[row % 5]) for row, line in enumerate(ten_lines.lines)]
    lines[6] = replace(lines[6], locked=True)
    selection.select_one(0)
    found = mode.stretches(Lyrics(tuple(lines)), 0, 24_000)
    assert [(stretch.owner, stretch.doubt, stretch.current) for stretch in found] == [
        (0, None, True),
        (1, "check", False),
        (2, "unsure", False),
        (3, "doubtful", False),
        (7, "unsure", False),
    ]


def test_a_drag_stays_within_the_line_and_the_song(mode: LineMode, ten_lines: Lyrics) -> None:
    start = Marker(0, Edge.START, 1000)
    assert mode.drag(ten_lines, start, -500).ms == 0
    assert mode.drag(ten_lines, start, 9000).ms == 3500
    assert mode.drag(ten_lines, Marker(0, Edge.END, 3500), 200).ms == 1000


def test_the_edit_does_what_the_preview_showed(mode: LineMode, ten_lines: Lyrics) -> None:
    preview = mode.drag(ten_lines, Marker(2, Edge.END, 9500), 9380.4)
    edit = mode.commit(preview)
    assert edit.label == "move line 3 end by -120 ms"
    assert edit.change(ten_lines, False) == preview.lyrics
    assert preview.lyrics.lines[2].end_ms == 9380
