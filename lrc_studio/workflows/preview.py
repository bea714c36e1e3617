"""What an export will be before it is written: its text, its proof, its losses, and what players will show of it."""

from __future__ import annotations

from dataclasses import dataclass

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.players import Player
from lrc_studio.formats.players.outcome import Pair, Trouble, meant_rows, pairs_of, troubles_of
from lrc_studio.formats.players.telling import sentences
from lrc_studio.formats.profiles import Profile
from lrc_studio.formats.quick import collector_paused
from lrc_studio.workflows.export import proved


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What one player shows: each row of the document with its own, None where it shows none, and what goes wrong."""

    player: Player
    pairs: tuple[Pair, ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """An export that could be written: its text, whether it was read back, what it loses as (label, count).

    `late` cautions of rows that some players skip, `views` are what the profile's players show, `warnings` say where
    they go wrong.
    """

    text: str
    proof: bool
    losses: tuple[tuple[str, int], ...]
    late: str | None
    views: tuple[PlayerView, ...]
    warnings: tuple[str, ...]


def preview(lyrics: Lyrics, profile: Profile, options: WriteOptions, format_id: str | None = None) -> Preview:
    """The export of `lyrics` for a profile, in its own format or another.

    Raises InputError where the text does not read back the same, UsageError for a format that cannot be written.
    """
    from lrc_studio.formats import by_id
    from lrc_studio.formats.losses import losses
    from lrc_studio.workflows.export import late_rows

    fmt = by_id(format_id or profile.format_id)
    with collector_paused():
        text, proof = proved(lyrics, fmt.id, options)
        views = views_of(lyrics, text, fmt.id, profile.players)
    warnings = _warnings(views)
    late = None if views else late_rows(lyrics, fmt.id)
    return Preview(text, proof, losses(lyrics, fmt, options), late, views, warnings)


def views_of(lyrics: Lyrics, text: str, format_id: str, players: tuple[Player, ...]) -> tuple[PlayerView, ...]:
    """What those of the players that read this format show of a written text."""
    reading = [player for player in players if format_id in player.formats]
    if not reading or not any(line.text.strip() for line in lyrics.lines):
        return ()
    meant = meant_rows(lyrics)
    song_ms = lyrics.audio.duration_ms if lyrics.audio else None
    found = ((player, tuple(pairs_of(meant, player.play(text)))) for player in reading)
    return tuple(PlayerView(player, pairs, troubles_of(pairs, song_ms)) for player, pairs in found)


def warnings_of(lyrics: Lyrics, text: str, format_id: str, players: tuple[Player, ...]) -> tuple[str, ...]:
    """Sentences on where those of the players that read this format go wrong with a written text."""
    return _warnings(views_of(lyrics, text, format_id, players))


def _warnings(views: tuple[PlayerView, ...]) -> tuple[str, ...]:
    return sentences((view.player.label, view.troubles) for view in views)
