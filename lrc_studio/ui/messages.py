"""What is told to the person, and where: toast, banner, status bar. The widgets that show it listen here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a message: its verb, what it does, and the key shown beside it."""

    label: str
    run: Callable[[], object]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: `kind` is info, success, warning or danger; `key` replaces an older banner of the same key."""

    text: str
    kind: str = "info"
    choices: tuple[Choice, ...] = ()
    key: str = ""
    title: str = ""
    """The first sentence in strong type; `text` goes on after it."""
    icon: str = ""
    """Its icon's name where the kind's own does not fit."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked in a dialog before `then` is done; `destroys` marks what cannot be undone.

    `other` is the verb of a second way on, which does `otherwise`.
    """

    title: str
    sentence: str
    verb: str
    then: Callable[[], object]
    stay: str = "Cancel"
    destroys: bool = False
    other: str = ""
    otherwise: Callable[[], object] | None = None


class Messages(QObject):
    """`toasted(Message)`: something finished. `banner_shown(Message)`, `banner_cleared(key)`: something waits.

    `banner_retold(key, text)`: a banner that is shown says something else, its buttons stay.

    `hinted(text)`: what keys mean while something is held, "" when it is over.
    """

    toasted = Signal(object)
    banner_shown = Signal(object)
    banner_retold = Signal(str, str)
    banner_cleared = Signal(str)
    details_asked = Signal()
    questioned = Signal(object)
    hinted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.detailed: BaseException | None = None
        """The error whose details were asked for last."""

    def toast(self, text: str, *choices: Choice, kind: str = "success") -> None:
        """Tell that something finished; it goes by itself."""
        self.toasted.emit(Message(text, kind, choices))

    def banner(
        self, key: str, text: str, *choices: Choice, kind: str = "warning", title: str = "", icon: str = ""
    ) -> None:
        """Tell what is wrong or waits for a choice; it stays until dismissed, replaced or cleared."""
        self.banner_shown.emit(Message(text, kind, choices, key, title, icon))

    def retell(self, key: str, text: str) -> None:
        """Change the words of a banner where it is still shown: how far something is."""
        self.banner_retold.emit(key, text)

    def hint(self, text: str) -> None:
        """Say what keys mean for as long as something is held; "" takes it back."""
        self.hinted.emit(text)

    def clear(self, key: str) -> None:
        """Take a banner away."""
        self.banner_cleared.emit(key)

    def ask(self, question: Question) -> None:
        """Ask before something is lost, left or deleted."""
        self.questioned.emit(question)

    def show_details(self, error: BaseException) -> None:
        """Ask the window to show the technical text of an error."""
        self.detailed = error
        self.details_asked.emit()

    def trouble(self, error: BaseException, *choices: Choice, safe: str = "") -> None:
        """Show an error's own sentence as a banner, and what is `safe` all the same.

        An unforeseen one is told plainly, its details can be copied.
        """
        from lrc_studio.core.errors import StudioError

        if isinstance(error, StudioError):
            self.banner("trouble", f"{error} {safe}".rstrip(), *choices, kind="danger")
            return
        import logging

        logging.getLogger("lrc_studio").error("unforeseen error", exc_info=error)
        copy = Choice("Copy details", lambda: copy_details(error))
        self.banner(
            "trouble",
            "Your lyrics are as they were.",
            *choices,
            copy,
            kind="danger",
            title="Something unforeseen failed.",
        )


def copy_details(error: BaseException) -> None:
    """Put the technical text of an error on the clipboard, for a report."""
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText(details_text(error))


def details_text(error: BaseException) -> str:
    """The technical text of an error, with the versions at work; the home folder's name is left out."""
    import platform
    from pathlib import Path
    from traceback import format_exception

    from lrc_studio import __version__
    from lrc_studio.core.errors import StudioError

    if isinstance(error, StudioError):
        text = f"{type(error).__name__}: {error}\n{error.details}"
    else:
        text = "".join(format_exception(error))
    return f"LRC Studio {__version__}, Python {platform.python_version()}\n{text}".replace(str(Path.home()), "~")
