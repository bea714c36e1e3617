"""Export profiles: for whom a file is written, in which format, with which choices, and which players are simulated."""

from __future__ import annotations

from dataclasses import dataclass

from lrc_studio.core.errors import UsageError
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.players import (
    AMLL,
    FFMPEG,
    KODI,
    LRC_PLAYERS,
    LRCGET,
    MPV_ASS,
    MPV_SRT,
    MPV_VTT,
    NAVIDROME,
    OPENLYRICS,
    OTHER_PLAYERS,
    Player,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """For whom a file is written.

    `suffix` is what the player looks for beside the song, `fine` whether it reads times of three digits, `players`
    those that are simulated for it, each for the formats it reads, `names` other names it goes by. All profiles write
    UTF-8 without a byte order mark, the offset applied, rows by time, and a row for each time of a repeated line.
    """

    id: str
    label: str
    about: str
    format_id: str
    suffix: str
    options: WriteOptions
    players: tuple[Player, ...] = ()
    names: tuple[str, ...] = ()
    fine: bool = True


_LRC = WriteOptions(final_empty=True)
_MPV = (FFMPEG, MPV_SRT, MPV_VTT, MPV_ASS)
_ANY = (*LRC_PLAYERS, *OTHER_PLAYERS)

PROFILES: tuple[Profile, ...] = (
    Profile("generic", "Any player", "LRC, the safest choices", "lrc", ".lrc", _LRC, _ANY, ("any",)),
    Profile("mpv", "mpv and ffmpeg", "LRC, one time a line", "lrc", ".lrc", _LRC, _MPV, ("ffmpeg",)),
    Profile(
        *("navidrome", "Navidrome, Jellyfin", "Enhanced LRC beside the song", "elrc", ".lrc", _LRC, (NAVIDROME,)),
        names=("jellyfin",),
        fine=False,  # Jellyfin's reader takes such a fraction ten times too long
    ),
    Profile(
        *("foobar", "foobar2000 OpenLyrics", "LRC with a final empty row", "lrc", ".lrc", _LRC, (OPENLYRICS,)),
        names=("foobar2000", "openlyrics"),
    ),
    Profile("kodi", "Kodi", "LRC, two digits only", "lrc", ".lrc", _LRC, (KODI,), fine=False),
    Profile("lrclib", "LRCLIB", "Strict LRC, two digits", "lrc", ".lrc", _LRC, (LRCGET,), ("lrcget",)),
    Profile("apple", "Apple style, AMLL", "TTML with words and voices", "ttml", ".ttml", _LRC, (AMLL,), ("amll",)),
)


def profile_by_id(name: str) -> Profile:
    """The profile of that id or other name, in any case. Raises `UsageError`, which names the known ones."""
    for profile in PROFILES:
        if name.lower() in (profile.id, *profile.names):
            return profile
    known = ", ".join(profile.id for profile in PROFILES)
    raise UsageError(f"There is no profile “{name[:40]}”; use one of {known}.")
