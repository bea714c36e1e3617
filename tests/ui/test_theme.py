"""The theme that follows the desktop: its colours, and its wish for more contrast."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints
from PySide6.QtWidgets import QApplication

from lrc_studio.ui.session import Session


@pytest.fixture
def wish(monkeypatch: pytest.MonkeyPatch) -> list[Qt.ContrastPreference]:
    """What the desktop wishes, as its last item."""
    wishes = [Qt.ContrastPreference.NoPreference]
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _hints: wishes[-1])
    return wishes


def follow(qapp: QApplication, wish: list[Qt.ContrastPreference], wished: Qt.ContrastPreference) -> None:
    """Let the desktop change its wish."""
    wish.append(wished)
    hints = qapp.styleHints()
    hints.accessibility().contrastPreferenceChanged.emit(wished)


def test_the_system_theme_follows_a_wish_for_contrast_at_once(
    session: Session, qapp: QApplication, wish: list[Qt.ContrastPreference]
) -> None:
    changes: list[str] = []
    session.theme.changed.connect(lambda: changes.append(session.theme.name))
    plain = session.theme.name
    assert plain in ("light", "dark")
    follow(qapp, wish, Qt.ContrastPreference.HighContrast)
    assert session.theme.colour("text.primary").name() == session.theme.value("text.primary")[:7].lower()
    follow(qapp, wish, Qt.ContrastPreference.NoPreference)
    assert changes == ["high-contrast", plain]


def test_a_chosen_theme_stays(session: Session, qapp: QApplication, wish: list[Qt.ContrastPreference]) -> None:
    session.change_settings(theme="dark")
    follow(qapp, wish, Qt.ContrastPreference.HighContrast)
    assert session.theme.name == "dark"
