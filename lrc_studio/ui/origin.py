"""Where the lyrics that are open came from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lrc_studio.workflows.open_lyrics import OpenedLyrics


@dataclass(slots=True)
class Origin:
    """The file that the lyrics came from, and how it was read, the last way last."""

    path: Path
    readings: list[OpenedLyrics]

    @property
    def encoding(self) -> str:
        """The encoding it was read in last."""
        return self.readings[-1].encoding
