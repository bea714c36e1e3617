"""The words, tune and chords of the demo song, and the moments they fall on."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "Paper Boats"
ARTIST = "LRC Studio"
BEATS_PER_MINUTE = 112.0
BEAT_S = 60.0 / BEATS_PER_MINUTE
LAST_CHORD_BEAT = 104.0
LENGTH_S = LAST_CHORD_BEAT * BEAT_S + 2.4

# One chord a bar of four beats, by name.
CHORD_ROW = "D G D F#m Bm G D Em7 A G A F#m Bm G A D G D F#m Bm G A G A G D D"
BARS = tuple(CHORD_ROW.split())
CHORD_NOTES = {
    "D": (38, (57, 62, 66, 69)),
    "G": (43, (55, 59, 62, 69)),
    "A": (45, (57, 61, 64, 69)),
    "F#m": (42, (54, 57, 61, 69)),
    "Bm": (47, (54, 59, 62, 66)),
    "Em7": (40, (55, 59, 62, 66)),
}
CHORUS_BEATS = ((36.0, 60.0), (88.0, 104.0))

# heading or line | sounds: "/" between words, "." between syllables | first beat | tune: pitch*beats per syllable,
# "+" joins the notes of one syllable. Sounds are the synthesiser's own names for them.
SHEET = """
[Verse]
Fold the morning into paper boats | f ow l d/dh ax/m ao r.n ih ng/ih n.t uw/p ey.p er/b ow t s | 8 | 66*.5 64*.5 66*1 62*.5 64*.5 66*.5 69*1 67*.5 66*1.75
Set them down where the harbor glows | s eh t/dh eh m/d aw n/w eh r/dh ax/hh aa r.b er/g l ow z | 16 | 62*.5 64*.5 66*1 64*.5 66*.5 71*1 69*.5 67*2
One for the rain | w ah n/f ao r/dh ax/r ey n | 24 | 66*.5 64*.5 62*.5 64*1.5
One for the road that nobody knows | w ah n/f ao r/dh ax/r ow d/dh ae t/n ow.b aa.d iy/n ow z | 28 | 64*.5 66*.5 67*.5 69*1 67*.5 71*1 69*.5 66*.5 64*2
[Chorus]
Sail on, little light | s ey l/aa n/l ih.t ax l/l ay t | 36 | 71*1 69*1 67*.5 66*.5 69*1.75
Send me a song from the other side | s eh n d/m iy/ax/s ao ng/f r ah m/dh iy/ah.dh er/s ay d | 41.5 | 64*.5 66*.5 67*.5 69*1 67*.5 66*.5 69*1 67*.5 66*1.75
Sail on through the night | s ey l/aa n/th r uw/dh ax/n ay t | 49 | 71*1 69*1 67*.5 66*.5 71*1.75
Safe from the dark and over the tide | s ey f/f r ah m/dh ax/d aa r k/ae n d/ow.v er/dh ax/t ay d | 54.5 | 71*.5 69*.5 67*.5 69*1 66*.5 67*1 66*.5 64*.5 64*.5+62*2
[Verse]
Evening hums in the silver air | iy v.n ih ng/hh ah m z/ih n/dh ax/s ih l.v er/eh r | 68 | 66*.5 64*.5 66*1 62*.5 64*.5 66*.5 67*.5 69*2
Lanterns answer from everywhere | l ae n.t er n z/ae n.s er/f r ah m/eh v.r iy.w eh r | 75 | 66*.5 67*.5 71*1 69*.5 66*.5 69*.5 71*.5 69*1+67*1.25
I hear you sing | ay/hh ih r/y uw/s ih ng | 82.5 | 62*.5 64*.5 66*.5 69*2.25
[Chorus]
Sail on, little light | s ey l/aa n/l ih.t ax l/l ay t | 88 | 71*1 69*1 67*.5 66*.5 69*1.75
We will wait here till the morning | w iy/w ih l/w ey t/hh ih r/t ih l/dh ax/m ao r.n ih ng | 93.5 | 64*.5 66*.5 67*.5 69*1.5 71*.5 69*.5 69*1.5+67*1 66*2.5
"""  # noqa: E501


@dataclass(frozen=True)
class Note:
    """One pitch of the tune (MIDI number; fractions allowed) and the beats it lasts."""

    pitch: float
    beats: float


@dataclass(frozen=True)
class Syllable:
    """The sounds of one syllable, the notes it is sung on, its first beat and the word it belongs to (0-based)."""

    phones: tuple[str, ...]
    notes: tuple[Note, ...]
    beat: float
    word: int

    @property
    def end_beat(self) -> float:
        """The beat on which its last note ends."""
        return self.beat + sum(note.beats for note in self.notes)


@dataclass(frozen=True)
class SungLine:
    """One line of the lyrics with its syllables in order."""

    text: str
    syllables: tuple[Syllable, ...]

    @property
    def words(self) -> list[str]:
        """The words as written, punctuation with the word before it."""
        return self.text.split()


def sung_lines() -> list[SungLine]:
    """Every line of the sheet, in order."""
    return [_sung_line(row) for row in SHEET.strip().splitlines() if "|" in row]


def lyrics_text() -> str:
    """The plain lyrics with their headings, as a person would paste them."""
    rows = [row.split("|")[0].strip() for row in SHEET.strip().splitlines()]
    spaced = ["\n" + row if row.startswith("[") else row for row in rows]
    return "\n".join(spaced).strip() + "\n"


def _sung_line(row: str) -> SungLine:
    text, sounds, first_beat, tune = (part.strip() for part in row.split("|"))
    places = [(k, part) for k, word in enumerate(sounds.split("/")) for part in word.split(".")]
    beat = float(first_beat)
    syllables = []
    for (word, part), sung in zip(places, tune.split(), strict=True):
        notes = tuple(Note(*map(float, note.split("*"))) for note in sung.split("+"))
        syllables.append(Syllable(tuple(part.split()), notes, beat, word))
        beat = syllables[-1].end_beat
    line = SungLine(text, tuple(syllables))
    if len(line.words) != sounds.count("/") + 1:
        raise ValueError(f"words and sounds differ in: {text}")
    return line
