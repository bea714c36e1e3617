"""Ids of a song out of what people paste."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.providers.base import Ids
from lrc_studio.providers.pasted_ids import ids_in, names_task

TASK = "5c79aaaabbbbccccddddeeeeffffbe8e"
AUDIO = "e231aaaa-1111-2222-3333-44448cadc7dc"
OTHER = "e231aaaa-1111-2222-3333-44448cadc7d0"
BOTH = Ids(TASK, AUDIO)


@pytest.mark.parametrize(
    ("pasted", "ids"),
    [
        (TASK, Ids(TASK)),
        (f"  {TASK}\n", Ids(TASK)),
        (AUDIO, Ids(audio_id=AUDIO)),
        (AUDIO.upper(), Ids(audio_id=AUDIO.upper())),
        (f"{TASK} {AUDIO}", BOTH),
        (f"taskId: {TASK}\naudioId: {AUDIO}", BOTH),
        ("tsk-123456", Ids("tsk-123456")),
        (f'{{"taskId": "{TASK}", "audioId": "{AUDIO}", "musicIndex": 1}}', Ids(TASK, AUDIO, 1)),
        (f'{{"taskId": "{TASK}", "audioId": null, "musicIndex": 0}}', Ids(TASK, "", 0)),
        (f'{{"taskId": "{TASK}", "musicIndex": 2}}', Ids(TASK)),
        (f'{{"data": {{"task_id": "{TASK}", "audio_id": "{AUDIO}"}}}}', BOTH),
        (f"https://service.example/logs?taskId={TASK}&audioId={AUDIO}#top", BOTH),
        (f"https://service.example/?to=%2Fx%3FtaskId%3D{TASK}", Ids(TASK)),
        (f"https://songs.example/song/{AUDIO}?sh=1", Ids(audio_id=AUDIO)),
        (f"https://files.example/{AUDIO}.mp3", Ids(audio_id=AUDIO)),
        (f'curl -d \'{{"taskId": "{TASK}",  "audioId": "{AUDIO}"}}\'', BOTH),
        (f'"{{\\"taskId\\":\\"{TASK}\\"}}"', Ids(TASK)),
        (f'"taskId":"{TASK}","sunoData":[{{"id":"{AUDIO}"}}]', BOTH),
    ],
)
def test_ids_are_found(pasted: str, ids: Ids) -> None:
    assert ids_in(pasted) == ids


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "hello there",
        "song",
        '{"taskId": "5c79****be8e"}',
        "taskId is unknown",
        "https://service.example/",
        "..",
        "{}",
    ],
)
def test_what_is_no_id_is_not_taken_for_one(pasted: str) -> None:
    assert ids_in(pasted) == Ids()


def test_of_two_tracks_none_is_taken() -> None:
    assert ids_in(f'{{"taskId": "{TASK}", "sunoData": [{{"id": "{AUDIO}"}}, {{"id": "{OTHER}"}}]}}') == Ids(TASK)
    assert ids_in(f"audioId={AUDIO} audioId={OTHER}").audio_id == ""


def test_one_track_named_twice_is_one() -> None:
    assert ids_in(f'"id": "{AUDIO}", "imageUrl": "https://files.example/{AUDIO}.jpeg"') == Ids(audio_id=AUDIO)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (TASK, True),
        (f"taskId=task-1&audioId={AUDIO}", True),
        (f"taskId={TASK}", True),
        (AUDIO, False),
        ("remix-2024", False),
        ("La la", False),
    ],
)
def test_what_surely_names_a_task(text: str, sure: bool) -> None:
    assert names_task(text) is sure


@given(st.text(st.sampled_from("taskIdauo_:=%3\" {}\\'-0123f\n"), max_size=200))
def test_any_text_is_read(pasted: str) -> None:
    ids = ids_in(pasted)
    assert ids.music_index in (None, 0, 1)
    assert all(part in pasted for part in (ids.task_id, ids.audio_id))


def test_long_texts_take_no_long_time() -> None:
    begun = time.process_time()
    for text in (
        "taskid" * 40_000,
        "taskId " * 30_000,
        "a-" * 100_000,
        "taskId=" + "a1" * 100_000,
        "taskId" + " " * 190_000,
    ):
        ids_in(text)
    assert time.process_time() - begun < 5
