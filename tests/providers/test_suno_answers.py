"""What the services of the Suno kind answer, as values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.errors import NotThereError, ProtocolError
from lrc_studio.core.words import Token
from lrc_studio.providers.base import TimedWords, Track
from lrc_studio.providers.suno_answers import number, parse_credits, parse_lyrics, parse_tracks, parse_words

WORD = {"word": "[Verse]\nWaggin'", "success": True, "startS": 1.36, "endS": 1.79, "palign": 0}
TIMED = {"alignedWords": [WORD], "waveformData": [0, 1, 0.5, 0.75], "hootCer": 0.38, "isStreamed": False}
ROW = {
    "id": "a-1",
    "audioUrl": "https://files.example/a-1.mp3",
    "title": "Paper House",
    "prompt": "[Verse]\nWoke up\r\nin a house",
    "tags": "folk",
    "createTime": 1_755_599_034_000,
    "duration": 198.44,
}
RECORD = {"taskId": "t1", "response": {"taskId": "t1", "sunoData": [ROW, {"id": "a-2"}]}, "status": "SUCCESS"}
LYRICS = {
    "taskId": "11dc8b0f",
    "param": '{"prompt":"A song about peaceful night in the city"}',
    "response": {
        "taskId": "11dc8b0f",
        "data": [
            {"text": "[Verse]\n我穿越城市黑暗夜", "title": "钢铁侠", "status": "complete", "errorMessage": ""},
            {"text": "", "title": "", "status": "failed", "errorMessage": "Too long"},
            {"text": "half", "title": "b", "status": "streaming"},
        ],
    },
    "status": "SUCCESS",
    "type": "LYRICS",
    "errorCode": None,
    "errorMessage": None,
}


def recorded(shared: Path, name: str) -> Any:
    (path,) = (shared / "payloads").glob(f"{name}*.json")
    return json.loads(path.read_text("utf-8"))["body"]["data"]


# ---- words ----------------------------------------------------------------------------------------------------------


def test_timed_words() -> None:
    found = parse_words(TIMED)
    assert found == TimedWords((Token("[Verse]\nWaggin'", 1360, 1790),), (0.0, 1.0, 0.5, 0.75), 0.38, False)


def test_names_of_older_revisions_read_the_same() -> None:
    for start, end, words in (("start_s", "end_s", "aligned_words"), ("start", "end", "alignedWords")):
        row = {"word": WORD["word"], start: 1.36, end: "1.79", "p_align": 0.9}
        older = {words: [row], "waveform_data": [0, 1, 0.5, 0.75], "hoot_cer": "0.38", "is_streamed": False}
        assert parse_words(older) == parse_words(TIMED)


@pytest.mark.parametrize("data", [None, {}, {"alignedWords": None, "waveformData": None}, {"alignedWords": []}])
def test_a_song_without_words(data: Any) -> None:
    assert parse_words(data) == TimedWords(())


def test_wrong_types_are_left_out() -> None:
    rows = [{"word": None}, {"startS": 3}, "junk", 7, {"word": ""}, {"word": "b\n", "startS": True, "endS": [1]}]
    found = parse_words({"alignedWords": rows, "waveformData": "nope", "hootCer": -1, "isStreamed": 1})
    assert found == TimedWords((Token("b\n", None, None),))


def test_impossible_times_are_missing_and_negative_ones_kept_to_be_told() -> None:
    rows = [{"word": "a", "startS": 1e300, "endS": 1e5}, {"word": "b", "startS": -0.5, "endS": 10**400}]
    first, second = parse_words({"alignedWords": rows}).tokens
    assert (first.start_ms, first.end_ms, second.start_ms, second.end_ms) == (None, None, -500, None)


@pytest.mark.parametrize(
    ("success", "aligned"), [(True, True), (None, True), ("true", True), (False, False), ("false", False)]
)
def test_what_the_service_did_not_find(success: Any, aligned: bool) -> None:
    assert parse_words({"alignedWords": [{"word": "a", "success": success}]}).tokens[0].aligned is aligned


def test_a_waveform_of_any_range_and_length() -> None:
    assert parse_words({"waveformData": [-0.2, 0, None, 0.1, "x", True, 0.4]}).peaks == (0.5, 0.0, 0.25, 1.0)
    assert parse_words({"waveformData": [0, 0]}).peaks == (0.0, 0.0)
    assert parse_words({"waveformData": []}).peaks == ()


@pytest.mark.parametrize("data", [[], "text", 3, True])
@pytest.mark.parametrize("parse", [parse_words, parse_tracks, parse_lyrics])
def test_what_is_no_object_is_told(parse: Any, data: Any) -> None:
    with pytest.raises(ProtocolError, match=r"api\.box gave an answer"):
        parse(data, "api.box")


@given(
    st.dictionaries(
        st.sampled_from([*TIMED, *RECORD, *LYRICS]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner | st.dictionaries(st.sampled_from([*WORD, *ROW, "data", "text"]), inner)),
            max_leaves=12,
        ),
    )
)
def test_any_object_is_read(data: dict[str, Any]) -> None:
    words = parse_words(data)
    assert all(0 <= peak <= 1 for peak in words.peaks)
    assert all(token.text for token in words.tokens)
    assert len(parse_tracks(data).tracks) >= 0
    assert [item.number for item in parse_lyrics(data).variations] == list(
        range(1, len(parse_lyrics(data).variations) + 1)
    )


# ---- tracks ---------------------------------------------------------------------------------------------------------


def test_tracks_of_a_task() -> None:
    found = parse_tracks(RECORD)
    assert (found.task_id, found.status, found.error, found.warning) == ("t1", "SUCCESS", None, None)
    assert found.tracks[0] == Track(
        "a-1",
        "Paper House",
        198_440,
        "https://files.example/a-1.mp3",
        "[Verse]\nWoke up\nin a house",
        "folk",
        "2025-08-19T10:23:54+00:00",
    )
    assert found.tracks[1] == Track("a-2")


def test_tracks_in_other_places_and_names() -> None:
    row = {"id": "a-1", "audio_url": "", "source_audio_url": "https://files.example/b.mp3", "create_time": "2025-01-01"}
    for data in (
        {"response": {"data": [row]}},
        {"data": [row]},
        {"response": [row]},
        {"response": {"suno_data": [row]}},
    ):
        (track,) = parse_tracks(data | {"task_id": "t1"}).tracks
        assert (track.audio_id, track.audio_url, track.created) == ("a-1", "https://files.example/b.mp3", "2025-01-01")


def test_hostile_tracks() -> None:
    rows = [
        {"id": "../x", "audioUrl": "file:///etc", "duration": -1, "createTime": 1e300, "title": "a\u202eb\n"},
        "junk",
    ]
    assert parse_tracks({"response": {"sunoData": rows}}).tracks == (Track("", "a b"),)


@pytest.mark.parametrize(
    "status", ["CREATE_TASK_FAILED", "GENERATE_AUDIO_FAILED", "SENSITIVE_WORD_ERROR", "NEW_FAILED"]
)
def test_a_failed_task_says_why(status: str) -> None:
    found = parse_tracks({"status": status, "errorCode": 531, "errorMessage": "Try another prompt"})
    assert found.error is not None
    assert found.error.endswith(": Try another prompt (code 531)")


def test_a_failed_report_back_loses_no_track() -> None:
    saved = parse_tracks(RECORD | {"status": "CALLBACK_EXCEPTION"})
    assert saved.error is None
    assert saved.warning is not None
    lost = parse_tracks({"status": "CALLBACK_EXCEPTION", "response": None})
    assert lost.error is not None


@pytest.mark.parametrize(
    ("flag", "status"), [("成功", "SUCCESS"), (1, "SUCCESS"), (0, "PENDING"), ("success", "SUCCESS"), (None, "")]
)
def test_other_names_of_the_status(flag: Any, status: str) -> None:
    assert parse_tracks({"successFlag": flag}).status == status


@pytest.mark.parametrize("parse", [parse_tracks, parse_lyrics])
def test_an_unknown_task(parse: Any) -> None:
    with pytest.raises(NotThereError, match=r"kie\.ai has no such task"):
        parse(None, "kie.ai")


# ---- lyrics ---------------------------------------------------------------------------------------------------------


def test_variations_with_their_own_states() -> None:
    found = parse_lyrics(LYRICS)
    assert (found.task_id, found.status, found.finished) == ("11dc8b0f", "SUCCESS", True)
    assert found.prompt == "A song about peaceful night in the city"
    assert [(item.number, item.title, item.usable) for item in found.variations] == [
        (1, "钢铁侠", True),
        (2, "", False),
        (3, "b", False),
    ]
    assert [item.error for item in found.variations] == [None, "Too long", "Not finished yet"]


def test_a_task_that_goes_on() -> None:
    found = parse_lyrics({"taskId": "t", "param": "{}", "response": None, "status": "PENDING"})
    assert (found.finished, found.error, found.variations, found.prompt) == (False, None, (), "")


def test_a_failed_report_back_loses_no_text() -> None:
    saved = parse_lyrics(LYRICS | {"status": "CALLBACK_EXCEPTION"})
    assert (saved.error, saved.warning is not None) == (None, True)
    lost = parse_lyrics({"status": "CALLBACK_EXCEPTION", "response": {"data": [{"text": " "}]}})
    assert (lost.error is not None, lost.warning) == (True, None)


@pytest.mark.parametrize(
    ("param", "prompt"),
    [
        ("{broken", "{broken"),
        ({"prompt": "x"}, "x"),
        ("[1]", ""),
        ("[" * 9000, "[" * 9000),
        (None, ""),
        ('{"prompt":3}', ""),
    ],
)
def test_any_param_is_shown_or_left_out(param: Any, prompt: str) -> None:
    assert parse_lyrics({"param": param}).prompt == prompt


def test_older_place_of_the_texts() -> None:
    row = {"text": "a", "title": "b", "status": "complete"}
    assert parse_lyrics({"response": {"lyricsData": [row]}}).variations[0].usable


def test_credits_may_be_a_fraction() -> None:
    assert parse_credits(5916.25) == 5916.25
    assert parse_credits("100") == 100
    assert parse_credits({"credits": 7}) == 7
    odds: list[Any] = [None, True, "many", [], {}, float("nan")]
    for odd in odds:
        with pytest.raises(ProtocolError):
            parse_credits(odd)


def test_numbers() -> None:
    assert number("1.5") == 1.5
    odds: list[Any] = [True, None, "x", "", float("inf"), 10**400, "1e999", []]
    assert [number(odd) for odd in odds] == [None] * 8


# ---- recorded -------------------------------------------------------------------------------------------------------


def test_recorded_words(shared: Path) -> None:
    assert parse_words(recorded(shared, "c02")).tokens == ()
    assert parse_words(recorded(shared, "c03")) == parse_words(recorded(shared, "c04")) == TimedWords(())
    assert parse_words(recorded(shared, "c17")) == TimedWords((Token("a ", 1360, 1790), Token("b\n", None, None)))
    edge = parse_words(recorded(shared, "c18"))
    assert (len(edge.peaks), max(edge.peaks), edge.hoot_cer, edge.streamed) == (5, 1.0, None, True)


@pytest.mark.parametrize(
    ("name", "status"), [("c33", "GENERATE_LYRICS_FAILED"), ("c34", "SENSITIVE_WORD_ERROR"), ("c36", "PENDING")]
)
def test_recorded_tasks(shared: Path, name: str, status: str) -> None:
    found = parse_lyrics(recorded(shared, name))
    assert (found.task_id, found.status) == ("t", status)
    assert (found.error is None) == (status == "PENDING")
