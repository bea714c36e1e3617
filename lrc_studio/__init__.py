"""LRC Studio: a desktop karaoke lyric editor."""

__version__ = "0.1.0"
