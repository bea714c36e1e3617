"""Errors that a person is meant to read: one sentence that says what happened, what is safe and what to do."""

from __future__ import annotations


class StudioError(Exception):
    """Base of all told errors; `str(error)` is the sentence, `exit_code` the command line's."""

    exit_code = 3


class UsageError(StudioError):
    """The request itself is wrong."""

    exit_code = 2


class InputError(StudioError):
    """The input cannot be used: file, format, size, nothing to time."""

    exit_code = 3


class RefusedError(StudioError):
    """A provider refused or had nothing to give."""

    exit_code = 4


class UnreachableError(StudioError):
    """A provider could not be reached or did not finish."""

    exit_code = 5


class Cancelled(StudioError):  # noqa: N818 (the word everybody uses)
    """The person cancelled; nothing was changed."""

    exit_code = 130

    def __init__(self, sentence: str = "Cancelled. Nothing was changed.") -> None:
        super().__init__(sentence)
