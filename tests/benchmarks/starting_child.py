"""Opens a window and ends as soon as it is painted and its event loop has nothing left to do.

Run as `python -m tests.benchmarks.starting_child bare|studio|ready`: a bare window of pyqtgraph; the program as its
command starts it, with no file; the same until it has also made the editor, which it does behind that window. Prints
JSON: the processor seconds of the process, and the monotonic second of the moment.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from lrc_studio.cli.verb import App

SIZE_PX = (1440, 900)


def end_when_usable(app: QApplication, with_editor: bool = False) -> None:
    """End the process the first time that the loop is about to wait with a painted window."""
    from PySide6.QtCore import QAbstractEventDispatcher
    from PySide6.QtWidgets import QMainWindow

    def on_idle() -> None:
        cpu_s, now_s = time.process_time(), time.monotonic()
        for window in app.topLevelWidgets():
            made = getattr(window, "_editor", None) is not None or not with_editor
            if isinstance(window, QMainWindow) and window.isVisible() and window.windowHandle().isExposed() and made:
                colours = len({window.screen().grabWindow(window.winId()).toImage().pixel(x, 400) for x in range(1440)})
                json.dump({"cpu_s": cpu_s, "at_s": now_s, "colours": colours}, sys.stdout)
                sys.stdout.flush()
                os._exit(0)

    QAbstractEventDispatcher.instance().aboutToBlock.connect(on_idle)


def bare() -> None:
    """A window with an empty plot, by pyqtgraph's own means."""
    import pyqtgraph as pg
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(pg.PlotWidget())
    window.resize(*SIZE_PX)
    window.show()
    end_when_usable(app)
    app.exec()


def studio(with_editor: bool = False) -> None:
    """The program, by the way of its command."""
    import lrc_studio.__main__  # noqa: F401 (sets the process up as the command does)
    from lrc_studio.cli import main

    def open_app() -> App:
        from lrc_studio import app

        live = app._live

        async def watched(*given: object) -> None:
            end_when_usable(app.application(), with_editor)
            await live(*given)  # type: ignore[arg-type]

        app._live = watched  # type: ignore[assignment]
        return app

    main([], open_app)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        studio(with_editor=sys.argv[1] == "ready")
