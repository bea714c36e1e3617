"""Timed tokens, as services give them, to lines and words: nothing sung is lost, every repair is reported."""

from __future__ import annotations

from lrc_studio.core.words.tokens import Reading, Token

__all__ = ["Reading", "Token"]
