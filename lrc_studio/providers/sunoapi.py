"""sunoapi.org: timed words and waveform of a song that was made there, by the ids of its task and its audio."""

from __future__ import annotations

from lrc_studio.providers.base import Provider
from lrc_studio.providers.suno_family import Member

SUNOAPI = Member(
    Provider(
        id="sunoapi",
        label="sunoapi.org",
        summary="A service: songs made there, by id",
        needs=frozenset({"task_id", "audio_id", "key"}),
        gives=frozenset({"lines", "words", "waveform"}),
        costs=True,
        sends="Only the ids are sent to api.sunoapi.org",
        origin="https://api.sunoapi.org",
        key_page="https://sunoapi.org/api-key",
        support_page="https://docs.sunoapi.org",
    )
)
