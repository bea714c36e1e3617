"""Simulated players: what each shows of a written file, by rules that were found by running or reading the real one."""

from __future__ import annotations

from lrc_studio.formats.players.amll import AMLL
from lrc_studio.formats.players.base import Player, Shown
from lrc_studio.formats.players.ffmpeg import FFMPEG
from lrc_studio.formats.players.kodi import KODI
from lrc_studio.formats.players.libass import MPV_ASS
from lrc_studio.formats.players.lrclib import LRCGET
from lrc_studio.formats.players.navidrome import NAVIDROME
from lrc_studio.formats.players.openlyrics import OPENLYRICS
from lrc_studio.formats.players.subtitles import CHROMIUM, MPV_SRT, MPV_VTT

__all__ = [
    "AMLL",
    "CHROMIUM",
    "FFMPEG",
    "KODI",
    "LRCGET",
    "LRC_PLAYERS",
    "MPV_ASS",
    "MPV_SRT",
    "MPV_VTT",
    "NAVIDROME",
    "OPENLYRICS",
    "OTHER_PLAYERS",
    "SUBTITLE_PLAYERS",
    "Player",
    "Shown",
]

LRC_PLAYERS = (FFMPEG, NAVIDROME, OPENLYRICS, KODI, LRCGET)
SUBTITLE_PLAYERS = (MPV_SRT, MPV_VTT, MPV_ASS, CHROMIUM)
OTHER_PLAYERS = (*SUBTITLE_PLAYERS, AMLL)
"""Those of formats other than LRC."""
