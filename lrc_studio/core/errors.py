"""Errors that a person is meant to read: one sentence that says what happened, what is safe and what to do."""

from __future__ import annotations


class StudioError(Exception):
    """Base of all told errors; `str(error)` is the sentence, `exit_code` the command line's.

    `details` is the technical text behind the sentence, for those who ask for it: no key, no private path.
    """

    exit_code = 3

    def __init__(self, sentence: str = "", details: str = "") -> None:
        super().__init__(sentence)
        self.details = details


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


class KeyRefusedError(RefusedError):
    """The key is missing, wrong, revoked or expired."""


class CreditsError(RefusedError):
    """The account has too few credits; nothing was charged."""


class TierError(RefusedError):
    """The file is larger than the account's tier takes."""


class NotThereError(RefusedError):
    """The task is gone, or belongs to another account."""


class TaskFailedError(RefusedError):
    """The service says that it could not do this task."""


class EmptyAnswerError(RefusedError):
    """The service finished and gave no lyrics."""


class RateLimitedError(UnreachableError):
    """The service asks to wait; `wait_s` says how long, None where it did not say."""

    def __init__(self, sentence: str, wait_s: float | None = None, details: str = "") -> None:
        super().__init__(sentence, details)
        self.wait_s = wait_s


class MaintenanceError(UnreachableError):
    """The service is being worked on and took nothing."""


class OutcomeUnknownError(UnreachableError):
    """A paid request left this computer and its answer never came: it may have been taken, so it is not sent again.

    `said` is the service's own word on its trouble, where it said one.
    """

    def __init__(self, sentence: str, details: str = "", said: str = "") -> None:
        super().__init__(sentence, details)
        self.said = said


class NotFinishedError(UnreachableError):
    """The service still works on the task; the job is kept and can go on."""


class ProtocolError(UnreachableError):
    """The service answered in a way that its own description does not allow."""


class Cancelled(StudioError):  # noqa: N818 (the word everybody uses)
    """The person cancelled; nothing was changed."""

    exit_code = 130

    def __init__(self, sentence: str = "Cancelled. Nothing was changed.") -> None:
        super().__init__(sentence)
