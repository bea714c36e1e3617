"""Kept answers by ids as lyrics, without asking anybody."""

from __future__ import annotations

from typing import Any

import pytest

from lrc_studio.core.errors import EmptyAnswerError
from lrc_studio.core.lyrics import Waveform
from lrc_studio.providers.base import Track
from lrc_studio.storage.job_record import LYRICS, WORDS, Job
from lrc_studio.workflows.id_answer import Answered, answer_of, error_words, kept

WORDS_DATA = {
    "alignedWords": [
        {"word": "[Verse]\nPaper ", "startS": 1, "endS": 1.4},
        {"word": "lanterns ", "success": False, "startS": 0, "endS": 0},
        {"word": "away\n", "startS": 2, "endS": 2.5},
    ],
    "waveformData": [0, 0.2, -0.1],
    "hootCer": 0.31,
    "isStreamed": True,
}
TEXTS_DATA = {
    "taskId": "t1",
    "param": '{"prompt":"a song about a hero"}',
    "response": {
        "data": [{"text": "one\ntwo", "title": "钢铁侠", "status": "complete"}, {"text": "three", "title": "b"}]
    },
    "status": "CALLBACK_EXCEPTION",
}


def answered(data: Any, operation: str = WORDS, track: Track | None = None, variation: int | None = None) -> Answered:
    provider = "kie" if operation == LYRICS else "sunoapi"
    row = Job("j", provider, "", "", "", "", "", "Song", operation, task_id="t1", result_lrc=kept(data, track))
    return answer_of(row, variation)


def test_words_with_what_a_person_should_know() -> None:
    found = answered(WORDS_DATA, track=Track("a1", "Paper House", 198_000))
    (line,) = found.lyrics.lines
    assert (line.text, line.section, [word.start_ms for word in line.words]) == (
        "Paper lanterns away",
        "Verse",
        [1000, 1400, 2000],
    )
    assert found.lyrics.waveform == Waveform((0.0, 1.0, 0.5), "sunoapi")
    assert found.lyrics.tag("ti") == "Paper House"
    assert found.lyrics.source is not None
    assert {("hootCer", 0.31), ("isStreamed", True)} <= set(found.lyrics.source.notes)
    assert [sentence.split()[0] for sentence in found.remarks] == ["The", "Alignment", "The"]
    assert "Alignment error 31 %, look it over" in found.remarks


@pytest.mark.parametrize("words", [None, [], [{"word": " \n"}], [{"word": "[Instrumental]\n", "startS": 0, "endS": 9}]])
def test_nothing_sung_is_no_answer(words: Any) -> None:
    with pytest.raises(EmptyAnswerError, match="instrumental"):
        answered({"alignedWords": words})
    with pytest.raises(EmptyAnswerError, match="not of your account"):
        answered(None)


def test_texts_of_a_task_that_could_not_report_back() -> None:
    found = answered(TEXTS_DATA, LYRICS)
    assert [line.text for line in found.lyrics.lines] == ["one", "two"]
    assert found.lyrics.tag("ti") == "钢铁侠"
    assert any("came all the same" in sentence for sentence in found.remarks)
    assert answered(TEXTS_DATA, LYRICS, variation=2).lyrics.lines[0].text == "three"
    with pytest.raises(EmptyAnswerError, match="2 variations, not 3"):
        answered(TEXTS_DATA, LYRICS, variation=3)


@pytest.mark.parametrize(
    ("cer", "says"), [(0.0, "0 %, good"), (0.2, "20 %, good"), (0.5, "50 %, look"), (1, "100 %, poor")]
)
def test_the_error_rate_is_no_score(cer: float, says: str) -> None:
    assert error_words(cer).startswith(f"Alignment error {says}")


def test_the_first_text_that_came_whole_is_taken() -> None:
    rows = [
        {"text": "", "title": "a", "status": "failed", "errorMessage": "Content filtered"},
        {"text": "half", "title": "b", "status": "text_generating"},
        {"text": "whole", "title": "c", "status": "complete"},
    ]
    found = answered(TEXTS_DATA | {"response": {"data": rows}, "status": "SUCCESS"}, LYRICS)
    assert (found.lyrics.tag("ti"), [line.text for line in found.lyrics.lines]) == ("c", ["whole"])
