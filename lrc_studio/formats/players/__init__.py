"""Simulated players: what each shows of a written file, by rules that were found by running or reading the real one."""

from __future__ import annotations

from lrc_studio.formats.players.amll import AMLL
from lrc_studio.formats.players.base import Player, Shown
from lrc_studio.formats.players.ffmpeg import FFMPEG
from lrc_studio.formats.players.kodi import KODI
from lrc_studio.formats.players.lrclib import LRCGET
from lrc_studio.formats.players.navidrome import NAVIDROME
from lrc_studio.formats.players.openlyrics import OPENLYRICS

__all__ = ["AMLL", "FFMPEG", "KODI", "LRCGET", "LRC_PLAYERS", "NAVIDROME", "OPENLYRICS", "Player", "Shown"]

LRC_PLAYERS = (FFMPEG, NAVIDROME, OPENLYRICS, KODI, LRCGET)
