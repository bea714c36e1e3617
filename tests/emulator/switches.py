"""What the documentation leaves open: the emulator's decision and the other ways a service could go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Switches:
    """Each default is the strict reading; set another on a running emulator to try the other reading."""

    polls_count: bool = True
    """Whether reads count towards the rate windows."""
    over_limit: str = "refuse"
    """A list limit over 100: `refuse` (400) or `clamp`."""
    echo: str = "given"
    """Which name comes back: `given` (fileName) or `original` (the file's)."""
    list_shape: str = "items"
    """`items` (an array), or the key of an object inside items: list, tasks, records."""
    list_has_total: bool = True
    list_says_why: bool = True
    """Whether the list says of a FAILED task why."""
    delete_refusal: int = 400
    pending_deletable: bool = True
    megabyte: int = 1_048_576
    """Bytes of the MB of the size limits: binary, or 1_000_000."""
    separate_trace: bool = False
    """Whether traceId differs from taskId (in the documented example both are equal)."""
    queue_position: bool = True
    error_shape: str = "string"
    """Where FAILED says why: string, object, errorMessage, message, none."""
    credits_per_task: int = 6
    charged: str = "upload"
    """When the credits go: at the `upload`, or at the `completion` of a task that did not fail."""
    refund: bool = True
    """Whether a FAILED task gives back what the upload cost."""
