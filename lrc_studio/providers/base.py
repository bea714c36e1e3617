"""What a provider declares: its abilities, so that pickers, the command line and checks are built from data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """A source of times.

    `needs`: any of audio, lyrics, task_id, audio_id, key. `gives`: any of lines, words, waveform, text.
    `lists` and `deletes` say whether it keeps tasks; `costs` whether a request is paid; `sends` what leaves the
    computer, in words for the picker's foot.
    """

    id: str
    label: str
    summary: str
    needs: frozenset[str]
    gives: frozenset[str]
    lists: bool = False
    deletes: bool = False
    costs: bool = False
    sends: str = "Nothing leaves this computer"


OFFLINE = Provider(
    id="offline",
    label="Offline",
    summary="On this computer, no account",
    needs=frozenset({"audio", "lyrics"}),
    gives=frozenset({"lines", "words"}),
)
