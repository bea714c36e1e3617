"""kie.ai: the lyrics that a task wrote there, and the timed words and waveform of a song that was made there."""

from __future__ import annotations

from lrc_studio.providers.base import Provider
from lrc_studio.providers.suno_family import CODES, Meaning, Member

KIE = Member(
    Provider(
        id="kie",
        label="kie.ai",
        summary="A service: songs and lyrics made there, by id",
        needs=frozenset({"task_id", "key"}),
        gives=frozenset({"lines", "words", "waveform", "text"}),
        costs=True,
        sends="Only the ids are sent to api.kie.ai",
        origin="https://api.kie.ai",
        key_page="https://kie.ai/api-key",
        support_page="https://docs.kie.ai",
    ),
    # Its newer pages count differently from its older ones: 429 is haste, credits are 402.
    codes={
        **CODES,
        402: Meaning.CREDITS,
        404: Meaning.ABSENT,
        409: Meaning.CONFLICT,
        422: Meaning.REQUEST,
        429: Meaning.RATE,
        433: Meaning.CREDITS,
        451: Meaning.BLOCKED,
        501: Meaning.SERVER,
    },
    lyrics=True,
    credit_path="/api/v1/chat/credit",
)
