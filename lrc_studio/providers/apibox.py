"""api.box: timed words and waveform of a song that was made there, by its task and its audio id or its place."""

from __future__ import annotations

from lrc_studio.providers.base import Provider
from lrc_studio.providers.suno_family import Member

APIBOX = Member(
    Provider(
        id="apibox",
        label="api.box",
        summary="A service: songs made there, by id",
        needs=frozenset({"task_id", "key"}),
        gives=frozenset({"lines", "words", "waveform"}),
        costs=True,
        sends="Only the ids are sent to api.api.box",
        origin="https://api.api.box",
        key_page="https://docs.api.box/suno-api/quickstart",
        support_page="https://docs.api.box",
    ),
    music_index=True,
)
