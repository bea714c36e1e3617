"""Shows each song again as it was looked at last."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from lrc_studio.core.errors import StudioError
from lrc_studio.core.progress import Report
from lrc_studio.storage.song_views import SongView, load_views, save_views, song_key
from lrc_studio.ui.session import Session

JOB = "views"


class ViewKeeping(QObject):
    """Listens to the song; `close` keeps what is open. Views that cannot be written are no trouble."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._views = load_views()
        self._open: Path | None = None
        session.song.changed.connect(self._on_song)

    def close(self) -> None:
        """Keep the view of the song that is open, now."""
        if self._note():
            _write(self._views)

    def _on_song(self) -> None:
        """The viewport still shows the song before: it is asked for the new one a moment later."""
        session, path = self._session, self._session.song.path
        if path == self._open:
            return
        if self._note():
            session.jobs.start(JOB, self._work())
        self._open = path
        kept = self._views.get(song_key(path)) if path else None
        session.viewport.opens_at = (kept.from_ms, kept.to_ms) if kept else None
        if kept and (kept.follow, kept.follow_how) != (session.settings.follow, session.settings.follow_how):
            session.change_settings(follow=kept.follow, follow_how=kept.follow_how)

    def _note(self) -> bool:
        """Note how the open song is looked at, at the end of the list; gives whether there is one."""
        if self._open is None:
            return False
        view, settings, key = self._session.viewport, self._session.settings, song_key(self._open)
        self._views.pop(key, None)
        self._views[key] = SongView(round(view.from_ms, 1), round(view.to_ms, 1), settings.follow, settings.follow_how)
        return True

    async def _work(self) -> None:
        await self._session.jobs.in_thread(JOB, partial(_write_reported, dict(self._views)))


def _write_reported(views: dict[str, SongView], _report: Report) -> None:
    _write(views)


def _write(views: dict[str, SongView]) -> None:
    with suppress(StudioError, OSError):
        save_views(views)
