"""The View menu."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.ui import audition
from lrc_studio.ui.actions.spec import Action, has_song
from lrc_studio.ui.session import Session

_STEP = 1.5


def _at_playhead(session: Session) -> float | None:
    at = session.player.position_ms
    view = session.viewport
    return at if view.from_ms <= at <= view.to_ms else None


def _zoom(factor: float) -> Callable[[Session], object]:
    return lambda s: s.viewport.zoom(factor, _at_playhead(s))


def _toggle(field: str) -> Callable[[Session], object]:
    return lambda s: s.change_settings(**{field: not getattr(s.settings, field)})


def _is_on(field: str) -> Callable[[Session], bool]:
    return lambda s: bool(getattr(s.settings, field))


def _has_waveform(session: Session) -> bool:
    return session.document.lyrics.waveform is not None


def _fit(session: Session, span: audition.Stretch | None) -> None:
    if span:
        from_ms, to_ms = span
        session.viewport.fit_to(from_ms, session.viewport.song_ms if to_ms is None else to_ms)


def _has_line(session: Session) -> bool:
    return has_song(session) and audition.line_span(session) is not None


def _has_selection(session: Session) -> bool:
    return has_song(session) and audition.selected_span(session) is not None


def _follows(action: str, text: str, how: str) -> Action:
    return Action(action, text, lambda s: s.change_settings(follow=True, follow_how=how), (), "View", 1, "",
                  checked=lambda s: s.settings.follow and s.settings.follow_how == how)  # fmt: skip


def _sound_view(action: str, text: str, name: str, key: str, icon: str) -> Action:
    return Action(action, text, lambda s: s.change_settings(sound_view=name), (key,), "View", 2, icon,
                  checked=lambda s: s.settings.sound_view == name)  # fmt: skip


def _spectrum(session: Session) -> None:
    """Show the spectrum below the wave, or leave the wave alone."""
    session.change_settings(sound_view="wave" if _spectrum_shown(session) else "both")


def _spectrum_shown(session: Session) -> bool:
    return bool(session.settings.sound_view != "wave")


def _side(session: Session) -> None:
    """Show or hide the side panel; in a small window open or close it over the table."""
    if session.services.panel_open:
        session.services.toggle_panel()
        if session.drawer_open is None:
            session.change_settings(side_panel=True)
            return
    if session.drawer_open is None:
        session.change_settings(side_panel=not session.settings.side_panel)
    else:
        session.drawer_open = not session.drawer_open
        session.settings_changed.emit(session.settings)


def _side_shown(session: Session) -> bool:
    beside = session.settings.side_panel and not session.services.panel_open
    return beside if session.drawer_open is None else session.drawer_open


def _theme(action: str, text: str, name: str, icon: str) -> Action:
    return Action(action, text, lambda s: s.change_settings(theme=name), (), "View", 3, icon,
                  checked=lambda s: s.settings.theme == name)  # fmt: skip


def side_shows(session: Session, tab: str) -> bool:
    """Whether a page of the side panel is in sight."""
    settings = session.settings
    return _side_shown(session) and (settings.simple_tab if settings.simple else settings.side_tab) == tab


def show_side(tab: str) -> Callable[[Session], object]:
    """Bring a page of the side panel to the front; where it is there already, put the panel away."""

    def run(session: Session) -> None:
        settings = session.settings
        field = "simple_tab" if settings.simple else "side_tab"
        if side_shows(session, tab):
            _side(session)
            return
        if getattr(settings, field) != tab:
            session.change_settings(**{field: tab})
        if not _side_shown(session):
            _side(session)

    return run


def _simple(on: bool | None = None) -> Callable[[Session], object]:
    def run(session: Session) -> None:
        wanted = not session.settings.simple if on is None else on
        if session.drawer_open is not None and wanted != session.settings.simple:
            session.drawer_open = wanted  # the text beside the lines is what the simple view is for
        session.change_settings(simple=wanted, side_panel=wanted or session.settings.side_panel)

    return run


ACTIONS = (
    Action("view.zoom_in", "Zoom in", _zoom(1 / _STEP), ("Ctrl++", "Ctrl+="), "View", 0, "view.zoom_in", "", has_song),
    Action("view.zoom_out", "Zoom out", _zoom(_STEP), ("Ctrl+-",), "View", 0, "view.zoom_out", "", has_song),
    Action("view.fit", "Show the whole song", lambda s: s.viewport.fit(), ("Ctrl+0",), "View", 0, "view.fit", "",
           has_song),
    Action("view.fit_line", "Fit the line", lambda s: _fit(s, audition.line_span(s)), ("Ctrl+9",), "View", 0, "",
           "The current line fills the view.", _has_line),
    Action("view.fit_selection", "Fit the selection", lambda s: _fit(s, audition.selected_span(s)), ("Ctrl+8",), "View",
           0, "", "All that is selected fills the view.", _has_selection),
    Action("view.follow", "Follow while playing", _toggle("follow"), ("Ctrl+F",), "View", 1, "view.follow",
           "The view moves along with the playhead.", checked=_is_on("follow")),
    _follows("view.follow_page", "Follow by pages", "page"),
    _follows("view.follow_centre", "Follow with the playhead centred", "centre"),
    Action("view.overview", "Overview", _toggle("overview"), (), "View", 2, "view.overview",
           checked=_is_on("overview")),
    Action("view.service_wave", "Service waveform", _toggle("service_wave"), (), "View", 2, "view.wave",
           "The waveform that a service sent, above the song's own.", _has_waveform, _is_on("service_wave")),
    Action("view.spectrum", "Spectrum", _spectrum, ("Ctrl+Shift+P",), "View", 2, "view.spectrum",
           "Which pitches sound when: where a voice begins is often seen best there.", checked=_spectrum_shown),
    _sound_view("view.sound_wave", "Wave alone", "wave", "Alt+1", "view.wave"),
    _sound_view("view.sound_spectrum", "Spectrum alone", "spectrum", "Alt+2", ""),
    _sound_view("view.sound_both", "Wave and spectrum", "both", "Alt+3", ""),
    Action("view.onsets", "Beginnings in the sound", _toggle("onsets"), (), "View", 2, "",
           "Short ticks below the wave where something begins to sound.", checked=_is_on("onsets")),
    Action("view.simple", "Simple", _simple(), ("Ctrl+1",), "View", 2, "view.simple",
           "Lines only, with their raw text beside.", checked=lambda s: s.settings.simple),
    Action("view.full", "Full", _simple(False), ("Ctrl+2",), "View", 2, "", "Everything.",
           checked=lambda s: not s.settings.simple),
    Action("view.line", "The line", show_side("line"), (), "View", 2, "view.line"),
    Action("view.preview", "Karaoke preview", show_side("preview"), ("P",), "View", 2, "view.preview"),
    Action("view.problems", "Problems", show_side("problems"), (), "View", 2, "problem",
           "Each rule that is broken, and where."),
    Action("view.raw", "Raw text", show_side("raw"), ("Ctrl+Shift+R",), "View", 2, "view.raw"),
    Action("preview.full", "Karaoke preview, full screen", lambda s: s.asked.emit("preview_full"), ("F11",), "View", 2,
           "view.full_screen", "Esc leaves it."),
    Action("view.side", "Side panel", _side, ("F9",), "View", 2, "view.side", checked=_side_shown),
    Action("view.jobs", "Jobs", lambda s: s.services.toggle_panel(), ("Ctrl+Shift+J",), "View", 2, "jobs",
           "What was sent to services, and what came back.", checked=lambda s: s.services.panel_open),
    Action("view.next_part", "Next part of the window", lambda s: s.asked.emit("next_part"), ("F6",), "View", 2, "", "",
           has_song),
    _theme("view.system", "Colours of the system", "system", "settings"),
    _theme("view.light", "Light", "light", "view.light"),
    _theme("view.dark", "Dark", "dark", "view.dark"),
    _theme("view.contrast", "High contrast", "high-contrast", "view.contrast"),
)  # fmt: skip
