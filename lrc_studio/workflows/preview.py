"""What an export will be before it is written: its text, its proof, its losses, and what players will show of it."""

from __future__ import annotations

from dataclasses import dataclass

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import Format, WriteOptions
from lrc_studio.formats.lrc_writing import has_gaps
from lrc_studio.formats.players import Player, Shown
from lrc_studio.formats.players.outcome import Meant, Pair, Trouble, meant_rows, pairs_of, stays_long, troubles_of
from lrc_studio.formats.players.telling import sentences
from lrc_studio.formats.profiles import Profile
from lrc_studio.formats.quick import collector_paused
from lrc_studio.workflows.export import proved

RICHEST, RICHEST_FORMAT = "apple", "ttml"
"""The profile, and its format, that keeps most of what a document holds."""


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What one player shows, each row of the document with its own (None where it shows none), and what goes wrong."""

    player: Player
    shown: tuple[Shown, ...]
    pairs: tuple[Pair, ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """An export that could be written: its text, whether it was read back, what it loses as (label, count).

    `late` cautions of rows that some players skip, `views` are what the profile's players show, `warnings` say where
    they go wrong, and `repair` names the writer's choice that helps. `choices` are those of the writer that make a
    difference to these lyrics; `ttml_keeps_more` says that less would be lost in TTML.
    """

    text: str
    proof: bool
    losses: tuple[tuple[str, int], ...]
    late: str | None
    views: tuple[PlayerView, ...]
    warnings: tuple[str, ...]
    repair: str | None
    choices: frozenset[str]
    ttml_keeps_more: bool


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
        lost = losses(lyrics, fmt, options)
        more = len(losses(lyrics, by_id(RICHEST_FORMAT))) < len(lost)
        choices = choices_for(lyrics, fmt)
        late = None if views else late_rows(lyrics, fmt.id)
    return Preview(text, proof, lost, late, views, _warnings(views), _repair(views, options, choices), choices, more)


def choices_for(lyrics: Lyrics, fmt: Format) -> frozenset[str]:
    """The choices of a format's writer that make a difference to these lyrics, whether or not they can be written."""
    return fmt.choices & _useful(lyrics)


def _useful(lyrics: Lyrics) -> frozenset[str]:
    """The choices of writers that make a difference to these lyrics."""
    if not meant_rows(lyrics):
        return frozenset()
    texts = [line.text for line in lyrics.lines if line.text]
    marks = {
        "words": lyrics.has_words,
        "gap_rows": has_gaps(lyrics),
        "compact": len(set(texts)) < len(texts),
        "prefixes": any(line.voice or line.background for line in lyrics.lines),
        "side_texts": any(line.translation or line.romanization for line in lyrics.lines),
    }
    return frozenset({"digits", "final_empty", *(choice for choice, useful in marks.items() if useful)})


def _repair(views: tuple[PlayerView, ...], options: WriteOptions, choices: frozenset[str]) -> str | None:
    """The choice that keeps rows from staying on the screen too long."""
    if not any(trouble.kind == "long" for view in views for trouble in view.troubles):
        return None
    last = all(stays_long(row, shown) for view in views for row, shown in view.pairs[-1:] if shown)
    wanted = ["gap_rows"] if not options.gap_rows else []
    wanted += ["final_empty"] if not options.final_empty and last else []
    return next((choice for choice in wanted if choice in choices), None)


def views_of(lyrics: Lyrics, text: str, format_id: str, players: tuple[Player, ...]) -> tuple[PlayerView, ...]:
    """What those of the players that read this format show of a written text."""
    reading = [player for player in players if format_id in player.formats]
    if not reading or not any(line.text.strip() for line in lyrics.lines):
        return ()
    meant = meant_rows(lyrics)
    song_ms = lyrics.audio.duration_ms if lyrics.audio else None
    return tuple(_view(player, meant, player.play(text), song_ms) for player in reading)


def _view(player: Player, meant: list[Meant], shown: list[Shown], song_ms: int | None) -> PlayerView:
    pairs = tuple(pairs_of(meant, shown))
    return PlayerView(player, tuple(shown), pairs, troubles_of(pairs, song_ms))


def warnings_of(lyrics: Lyrics, text: str, format_id: str, players: tuple[Player, ...]) -> tuple[str, ...]:
    """Sentences on where those of the players that read this format go wrong with a written text."""
    return _warnings(views_of(lyrics, text, format_id, players))


def _warnings(views: tuple[PlayerView, ...]) -> tuple[str, ...]:
    return sentences((view.player.label, view.troubles) for view in views)
