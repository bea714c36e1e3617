"""The Lyrics menu: the lines themselves, auto sync and what is left to check."""

from __future__ import annotations

from lrc_studio.core import edits
from lrc_studio.core.edits.units import prepared
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.pieces import syllables
from lrc_studio.ui.actions.play import play_line
from lrc_studio.ui.actions.spec import Action, has_current, has_lines, has_text, may_write
from lrc_studio.ui.actions.time import counted, current_unit
from lrc_studio.ui.session import Session
from lrc_studio.ui.verified import CHANGE, DELETE, edit_times, either_way

_REVIEW_PRE_ROLL_MS = 500
"""What comes before it tells whether a start is right."""


def _insert(session: Session, below: bool) -> None:
    row = session.selection.current
    at = len(session.document.lyrics.lines) if row is None else row + below
    session.document.edit(f"insert line {at + 1}", lambda old: edits.insert_line(old, at))
    session.selection.select_one(at)
    session.asked.emit("edit_text")


def _delete(session: Session) -> None:
    rows = session.selection.rows

    def change(old: Lyrics, verified_too: bool) -> Lyrics:
        return edits.delete_lines(old, [row for row in rows if verified_too or not old.lines[row].locked])

    edit_times(session, f"delete {counted(rows)}", change, words=DELETE)


def middle(text: str) -> int:
    """Where to cut a line that has no cursor in it: behind the blank nearest to its middle, else in the middle."""
    cuts = [at + 1 for at, char in enumerate(text[:-1]) if char == " "]
    half = len(text) / 2
    return min(cuts, key=lambda at: abs(at - half), default=round(half))


def _split(session: Session) -> None:
    row = session.selection.current
    if row is not None:
        at = middle(session.document.lyrics.lines[row].text)
        session.document.edit(f"split line {row + 1}", lambda old: edits.split_line(old, row, at))


def _join(session: Session) -> None:
    rows, count = session.selection.rows, len(session.document.lyrics.lines)
    if len(rows) == 1:
        rows = (rows[0], min(rows[0] + 1, count - 1))
    edit_times(
        session, f"join {counted(rows)}", either_way(lambda old: edits.join_lines(old, rows)),
        then=lambda: session.selection.select_one(rows[0]), words=CHANGE,
        nothing="Nothing to join: these lines do not follow each other.",
    )  # fmt: skip


def _split_word(session: Session) -> None:
    """Cut the current word into syllables, or one that has none in the middle; at the playhead where it is inside."""
    row, unit = session.selection.current, current_unit(session)
    if row is None or unit is None:
        return
    line = session.document.lyrics.lines[row]
    words = prepared(line, "word").words
    before = sum(len(word.text) for word in words[: unit.first])
    bare, ms = len(unit.text.rstrip()), session.player.position_ms
    parts = syllables(unit.text, session.modes.song_language)
    cuts = [sum(map(len, parts[:at])) for at in range(1, len(parts))] or [bare // 2]

    def change(old: Lyrics) -> Lyrics:
        for cut in reversed(cuts):
            old = edits.split_word(old, row, before + cut, ms if len(cuts) == 1 else None)
        return old

    if not session.document.edit(f"split a word of line {row + 1}", change):
        session.messages.toast("Nothing to split: this is one letter.", kind="info")


def _join_word(session: Session) -> None:
    row, unit = session.selection.current, current_unit(session)
    if row is not None and unit is not None:
        label = f"join words of line {row + 1}"
        if not session.document.edit(label, lambda old: edits.join_words(old, row, unit.first, unit.last + 1)):
            session.messages.toast("Nothing to join: no word follows in this line.", kind="info")


def _has_unit(session: Session) -> bool:
    return may_write(session) and current_unit(session) is not None


def _move(session: Session, by: int) -> None:
    rows, count = session.selection.rows, len(session.document.lyrics.lines)
    if not rows or rows[0] + by < 0 or rows[-1] + by >= count:
        return
    word = "down" if by > 0 else "up"
    current = session.selection.current
    session.document.edit(f"move {counted(rows)} {word}", lambda old: edits.move_lines(old, rows, by), f"move:{word}")
    session.selection.select([row + by for row in rows], None if current is None else current + by)


def _verify(session: Session) -> None:
    rows, lines = session.selection.rows, session.document.lyrics.lines
    lock = not all(lines[row].locked for row in rows)
    label = f"verify {counted(rows)}" if lock else f"mark {counted(rows)} not verified"
    if not session.document.edit(label, lambda old: edits.verify(old, rows, lock)):
        session.messages.toast("Nothing to verify: there is no time.", kind="info")


def review(session: Session, step: int) -> None:
    """Go to the next (`step` 1) or previous (-1) line to check and play it with a pre-roll."""
    row = session.findings.next_to_check(session.selection.current, step)
    if row is None:
        session.messages.toast("Nothing left to check")
        return
    session.selection.select_one(row)
    start = session.document.lyrics.lines[row].start_ms
    if start is not None:
        session.viewport.reveal(start)
        play_line(session, _REVIEW_PRE_ROLL_MS)


def _stop_sync(session: Session) -> None:
    """Stop it, and say so when it has really ended: until then it may keep the processor busy."""
    jobs = session.jobs
    if jobs.stopping("sync"):
        return

    def on_ended(name: str) -> None:
        if name == "sync":
            jobs.ended.disconnect(on_ended)
            session.messages.toast("Auto sync stopped. Nothing was changed.", kind="info")

    jobs.ended.connect(on_ended)
    jobs.cancel("sync")


def _several(session: Session) -> bool:
    row = session.selection.current
    joinable = row is not None and (len(session.selection.rows) > 1 or row + 1 < len(session.document.lyrics.lines))
    return may_write(session) and joinable


def _can_sync(session: Session) -> bool:
    return session.song.path is not None and not session.jobs.running("sync")


ACTIONS = (
    Action("sync.auto", "Auto sync", lambda s: s.files.auto_sync(), ("Ctrl+T",), "Lyrics", 0, "sync.auto",
           "Finds the times on this computer. Verified lines stay.", _can_sync),
    Action("sync.choose", "Auto sync with…", lambda s: s.asked.emit("provider"), ("Ctrl+Shift+T",), "Lyrics", 0,
           "provider.service", "Chooses who finds the times: this computer or a service.", _can_sync),
    Action("sync.folder", "Auto sync a folder…", lambda s: s.asked.emit("folder"), (), "Lyrics", 0, "batch",
           "Times every song in a folder, here or at a service."),
    Action("service.by_id", "Song by id…", lambda s: s.services.ask_ids(), ("Ctrl+Shift+B",), "Lyrics", 0,
           "origin.provider", "Words, waveform or lyrics of a song that was made at a service, by its ids."),
    Action("sync.cancel", "Stop auto sync", _stop_sync, ("Esc",), "Lyrics", 0, "job.stop", "",
           lambda s: s.jobs.running("sync")),
    Action("review.next", "Next to check", lambda s: review(s, 1), ("N",), "Lyrics", 1, "review.next", "", has_lines),
    Action("review.previous", "Previous to check", lambda s: review(s, -1), ("Shift+N",), "Lyrics", 1, "", "",
           has_lines),
    Action("review.verify", "Verify", _verify, ("V",), "Lyrics", 1, "review.verify",
           "Automatic changes keep the times of verified lines.", has_current),
    Action("line.edit_text", "Edit text", lambda s: s.asked.emit("edit_text"), ("F2",), "Lyrics", 2, "mode.edit", "",
           has_text),
    Action("line.insert", "Insert line below", lambda s: _insert(s, True), ("Insert", "Ctrl+I"), "Lyrics", 2,
           "line.insert", "", may_write),
    Action("line.insert_before", "Insert line above", lambda s: _insert(s, False), ("Shift+Insert", "Ctrl+Shift+I"),
           "Lyrics", 2, "", "", has_text),
    Action("line.delete", "Delete lines", _delete, ("Delete",), "Lyrics", 2, "edit.delete", "", has_text),
    Action("line.split", "Split line", _split, ("Ctrl+Shift+D",), "Lyrics", 3, "line.split",
           "At the cursor while the text is edited, else in the middle.", has_text),
    Action("line.join", "Join lines", _join, ("Ctrl+J",), "Lyrics", 3, "line.join", "", _several),
    Action("word.split", "Split word", _split_word, ("Ctrl+Alt+D",), "Lyrics", 3, "", "Into its syllables.", _has_unit),
    Action("word.join", "Join with the next word", _join_word, ("Ctrl+Alt+J",), "Lyrics", 3, "", "", _has_unit),
    Action("line.up", "Move up", lambda s: _move(s, -1), ("Alt+Up",), "Lyrics", 3, "line.up", "", has_text),
    Action("line.down", "Move down", lambda s: _move(s, 1), ("Alt+Down",), "Lyrics", 3, "line.down", "", has_text),
    Action("lyrics.credits", "Take credits out…", lambda s: s.asked.emit("credits"), (), "Lyrics", 4, "edit.clean",
           "Rows that name who made the song, a web address or a tool.", has_lines),
    Action("lyrics.pairs", "Pair translations…", lambda s: s.asked.emit("pairs"), (), "Lyrics", 4, "line.translation",
           "Lines that begin together become a line and its translation.", has_lines),
)  # fmt: skip
