"""A folder that is being timed: how far it is, its songs one by one, pause and going on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QProgressBar, QToolButton

from lrc_studio.ui.icons import icon, themed_pixmap
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import ElidedLabel, across, button, down, label, set_button_icon

_LINE_PX, _GAP_PX, _EDGES_PX, _MOST_LINES = 22, 8, 10, 8


class BatchRow(QFrame):
    """Hidden while no folder was begun; stays until it is done and put away."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("jobRow")
        self._session, self._model = session, session.services.batches
        row = across(self, 12, margins_px=(16, 10, 12, 10))
        self._mark = QLabel()
        row.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        column = down(gap_px=6)
        row.addLayout(column, 1)
        column.addLayout(self._head())
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName("Songs done")
        column.addWidget(self._bar)
        self._songs_toggle = button("Songs", "link")
        self._songs_toggle.setCheckable(True)
        self._songs_toggle.toggled.connect(lambda _on: self._show())
        column.addWidget(self._songs_toggle, alignment=Qt.AlignmentFlag.AlignLeft)
        self._songs = QListWidget()
        self._songs.setObjectName("batchSongs")
        self._songs.setAccessibleName("Songs of the folder")
        self._songs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._songs.setIconSize(QSize(14, 14))
        self._songs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._songs.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        column.addWidget(self._songs)
        self._model.changed.connect(self._show)
        session.theme.changed.connect(self._show)
        self._show()

    def _head(self) -> QHBoxLayout:
        head = across(gap_px=8)
        words = down(gap_px=1)
        self._title, self._sentence = ElidedLabel(role="strong"), label("", "small")
        self._sentence.setWordWrap(True)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        self._step = button("")
        self._step.clicked.connect(self._model.step)
        head.addWidget(self._step)
        self._away = QToolButton()
        self._away.setAccessibleName("Put this folder away")
        self._away.setToolTip("Takes the folder off this list. Files that were written stay.")
        self._away.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._away.clicked.connect(self._model.put_away)
        head.addWidget(self._away)
        return head

    def _show(self) -> None:
        model, theme = self._model, self._session.theme
        self.setVisible(model.begun)
        if not model.begun:
            return
        self._mark.setPixmap(themed_pixmap(theme, "batch", "accent.text" if model.running else "text.secondary", 18))
        self._title.say(model.title)
        self._sentence.setText(model.sentence)
        self._bar.setRange(0, max(1, model.total))
        self._bar.setValue(model.over)
        self._step.setText(model.step_words)
        self._step.setVisible(bool(model.step_words))
        set_button_icon(self._step, theme, "play.pause" if model.running else "play.toggle", "text.primary")
        self._away.setIcon(icon(theme, "close"))
        self._away.setVisible(not model.running)
        self._songs_toggle.setVisible(model.total > 0)  # of a folder that was stopped only its name is known
        self._songs.setVisible(model.total > 0 and self._songs_toggle.isChecked())
        self._songs_toggle.setText("Hide the songs" if self._songs_toggle.isChecked() else "Show the songs")
        if self._songs_toggle.isChecked():
            self._fill()

    def _fill(self) -> None:
        """One line a song: its state as a mark and words. Lines are made once and then only changed."""
        songs, theme = self._model.songs, self._session.theme
        line_px = max(self._songs.fontMetrics().height() + _GAP_PX, theme.length(_LINE_PX))
        self._songs.setFixedHeight(min(_MOST_LINES, max(1, len(songs))) * line_px + _EDGES_PX)
        while self._songs.count() > len(songs):
            self._songs.takeItem(self._songs.count() - 1)
        for place, song in enumerate(songs):
            item = self._songs.item(place)
            if item is None:
                item = QListWidgetItem()
                self._songs.addItem(item)
            item.setSizeHint(QSize(1, line_px))  # as wide as the list, so that a long reason ends in dots
            text = f"{song.name}   {song.words}"
            if item.text() != text:
                item.setText(text)
                item.setIcon(icon(theme, song.icon, song.role))
                item.setToolTip(song.note)
