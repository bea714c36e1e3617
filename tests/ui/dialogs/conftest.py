"""The person's own folder, and the parts of the export dialog by what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QRadioButton

from lrc_studio.ui.dialogs.export import ExportDialog


@pytest.fixture
def music(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder."""
    folder = tmp_path / "Music"
    folder.mkdir()
    monkeypatch.setattr("lrc_studio.storage.places.music_dir", lambda: folder)
    return folder


def place(dialog: ExportDialog) -> QLineEdit:
    return dialog.findChildren(QLineEdit)[0]


def preview(dialog: ExportDialog) -> str:
    return dialog.findChildren(QPlainTextEdit)[0].toPlainText()


def choose(dialog: ExportDialog, name: str) -> None:
    next(made for made in dialog.findChildren(QRadioButton) if made.text() == name).click()


def options(dialog: ExportDialog) -> list[str]:
    return [made.text() for made in dialog.findChildren(QCheckBox) if made.isVisible()]


def option(dialog: ExportDialog, words: str) -> QCheckBox:
    return next(made for made in dialog.findChildren(QCheckBox) if made.text() == words)
