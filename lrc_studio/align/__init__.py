"""The embedded aligner: sound and known lyrics in, line and word times with a confidence out."""

from __future__ import annotations

from lrc_studio.align.aligner import RATE_HZ, align

__all__ = ["RATE_HZ", "align"]
