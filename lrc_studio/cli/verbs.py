"""All verbs of the command line, in the order of the help. A new verb is one file and one entry."""

from __future__ import annotations

from lrc_studio.cli import batch, check, convert, demo, jobs, listings, peaks, shift, sync, tags
from lrc_studio.cli.verb import Verb

VERBS: tuple[Verb, ...] = (
    sync.VERB,
    convert.VERB,
    check.VERB,
    shift.VERB,
    tags.VERB,
    peaks.VERB,
    jobs.VERB,
    batch.VERB,
    listings.FORMATS_VERB,
    listings.PROVIDERS_VERB,
    demo.VERB,
)

LATER = ("find", "publish")
"""Verbs of later versions, told apart from mistyped ones."""


def names() -> str:
    """The verbs' names as a sentence lists them."""
    return ", ".join(verb.name for verb in VERBS)
