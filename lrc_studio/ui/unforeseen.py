"""Tells of errors that nobody foresaw, in a slot, a paint or a thread, where Python would write to the terminal."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from lrc_studio.ui.messages import Messages

Kind = tuple[type[BaseException], str, int]


class Unforeseen(QObject):
    """From `take` to `give_back`: each kind of error is told once through `messages`; all are logged.

    With `debug` they are written to the terminal as well, as Python would.
    """

    _happened = Signal(object)

    def __init__(self, messages: Messages, debug: bool = False) -> None:
        super().__init__(messages)
        self._messages, self._debug = messages, debug
        self._told: set[Kind] = set()
        self._quiet = logging.NullHandler()
        # queued, for a banner must not be laid out from within a paint, nor from another thread
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def take(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the place of Python's own hooks and of the loop's handler."""
        self._loop, self._loop_before = loop, loop.get_exception_handler()
        self._before, self._thread_before = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._on_error, self._on_thread_error
        loop.set_exception_handler(self._on_loop_error)
        if not self._debug:  # without any handler the log would go to the terminal
            logging.getLogger("lrc_studio").addHandler(self._quiet)

    def give_back(self) -> None:
        """Put the hooks back that were there before."""
        sys.excepthook, threading.excepthook = self._before, self._thread_before
        self._loop.set_exception_handler(self._loop_before)
        logging.getLogger("lrc_studio").removeHandler(self._quiet)

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if self._debug or not isinstance(error, Exception):  # what ends the program is not for a banner
            self._before(kind, error, trace)
        if isinstance(error, Exception):
            self._happened.emit(error)

    def _on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_error(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._on_error(type(error), error, error.__traceback__)
        elif self._debug:
            loop.default_exception_handler(context)

    def _tell(self, error: Exception) -> None:
        kind = _kind(error)
        if kind in self._told:
            logging.getLogger("lrc_studio").error("again: unforeseen error", exc_info=error)
        else:
            self._told.add(kind)
            self._messages.trouble(error)


def _kind(error: BaseException) -> Kind:
    """Errors of one type from one line are of one kind."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (type(error), trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else (type(error), "", 0)
