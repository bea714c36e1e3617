"""What a person can set, as one dataclass whose fields say how they are shown: the dialog is made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lrc_studio.core.edits.units import Level


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers a setting may have, both ends included, and how its control steps through them."""

    least: float
    most: float
    step: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """How a setting is shown: its name, one sentence, its page, and its choices (value, label) or its span."""

    label: str
    sentence: str
    topic: str
    choices: tuple[tuple[Any, str], ...] = ()
    offered: str = ""
    """The name of the choices where only the window knows them: the sound devices there are."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of `Settings` for the dialog: its name, its default (whose type decides the control), its words."""

    name: str
    default: Any
    about: About


def _set(default: Any, about: About) -> Any:
    return field(default=default, metadata={"about": about})


LOOKS, EDITING, PLAYING, FILES, KEYS = "Looks", "Editing", "Playing", "Files", "Keys"
SOUND = "Wave and spectrum"

THEMES = (("system", "Like the system"), ("light", "Light"), ("dark", "Dark"), ("high-contrast", "High contrast"))
SIDE_TABS = (("line", "The line"), ("preview", "Karaoke preview"), ("problems", "Problems"), ("raw", "Raw text"))
LEVELS = (("line", "Lines"), ("word", "Words"), ("syllable", "Syllables"))
FOLLOWS = (("page", "The page is turned"), ("centre", "The playhead stays centred"))
SOUND_VIEWS = (("both", "Wave and spectrum"), ("wave", "Wave alone"), ("spectrum", "Spectrum alone"))
SPECTRUM_COLOURS = (
    ("theme", "Like the theme"), ("grey", "Grey"), ("viridis", "Blue to yellow"), ("inferno", "Black to yellow")
)  # fmt: skip
SPECTRUM_SCALES = (("heard", "As heard"), ("even", "Even"))
KEY_PRESETS = (
    ("studio", "LRC Studio"),
    ("aegisub", "Aegisub"),
    ("amll", "AMLL TTML Tool"),
    ("composer", "Composer"),
    ("lrc-maker", "lrc-maker"),
    ("lrcget", "LRCGET"),
    ("rhythmica", "RhythmicaLyrics"),
    ("subtitle-edit", "Subtitle Edit"),
)
DIGITS = ((2, "Hundredths: [01:05.70]"), (3, "Thousandths: [01:05.698]"))


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; a value of the wrong type or out of its span never gets in through `from_dict`."""

    theme: str = _set("system", About("Theme", "The colours of the window.", LOOKS, THEMES))
    text_scale: float = _set(
        1.0, About("Text size", "Makes all text larger or smaller.", LOOKS, span=Span(0.9, 1.5, 0.1, "×"))
    )
    simple: bool = _set(False, About("Simple view", "Lines only, with their raw text beside.", LOOKS))
    overview: bool = _set(True, About("Overview", "Shows the whole song above the wave.", LOOKS))
    service_wave: bool = _set(
        True, About("Service waveform", "Shows the waveform that a service sent above the song's own.", LOOKS)
    )
    side_panel: bool = _set(True, About("Side panel", "Shows the current line beside the table.", LOOKS))
    side_tab: str = _set("line", About("In the side panel", "What it shows in the full view.", LOOKS, SIDE_TABS))
    simple_tab: str = _set("raw", About("Beside the lines", "What it shows in the simple view.", LOOKS, SIDE_TABS))
    level: str = _set("line", About("Level", "What is timed one by one.", EDITING, LEVELS))
    magnet: bool = _set(
        True, About("Magnet", "A dragged time is drawn to beginnings in the sound and to its neighbours.", EDITING)
    )
    touch: bool = _set(
        False, About("Touch size", "Larger handles and keys on the screen, for fingers and pens.", LOOKS)
    )
    shortest_ms: int = _set(
        100, About("Least length", "How long the least length verb makes a line or a word.", EDITING,
                   span=Span(10, 2000, 10, "ms"))
    )  # fmt: skip
    rewind_ms: int = _set(
        1500,
        About("Rewind", "How far before a stamp playing goes on when it is taken back.", EDITING,
              span=Span(0, 10000, 100, "ms")),
    )  # fmt: skip
    nudge_small_ms: int = _set(
        10, About("Small nudge", "How far the small nudge moves a time.", EDITING, span=Span(1, 100, 1, "ms"))
    )
    nudge_large_ms: int = _set(
        100, About("Large nudge", "How far the large nudge moves a time.", EDITING, span=Span(10, 2000, 10, "ms"))
    )
    thorough: bool = _set(
        False,
        About("Thorough auto sync", "Listens twice and takes more than twice as long; helps in dense music.", EDITING),
    )
    seek_ms: int = _set(
        5000, About("Seek step", "How far the seek keys jump in the song.", PLAYING, span=Span(250, 60000, 250, "ms"))
    )
    pre_roll_ms: int = _set(
        0, About("Pre-roll", "How long before a line its playing begins.", PLAYING, span=Span(0, 5000, 50, "ms"))
    )
    post_roll_ms: int = _set(
        0, About("Post-roll", "How long after a line its playing goes on.", PLAYING, span=Span(0, 5000, 50, "ms"))
    )
    audition_ms: int = _set(
        500,
        About("Audition", "How much is played before, after, first and last.", PLAYING, span=Span(50, 5000, 50, "ms")),
    )
    loop_gap_ms: int = _set(
        300, About("Pause in loops", "The silence between two rounds.", PLAYING, span=Span(0, 5000, 50, "ms"))
    )
    ticks: bool = _set(
        False, About("Ticks", "A soft tick at each line and a lighter one at each word while playing.", PLAYING)
    )
    follow: bool = _set(True, About("Follow while playing", "The view moves along with the playhead.", PLAYING))
    follow_how: str = _set("page", About("How it follows", "What moves while a song plays.", PLAYING, FOLLOWS))
    output: str = _set(
        "",
        About("Sound device", "Where songs are heard; each keeps its own delay of taps.", PLAYING, offered="outputs"),
    )
    volume: float = _set(0.8, About("Volume", "How loud songs play.", PLAYING, span=Span(0.0, 1.0, 0.05)))
    export_digits: int = _set(2, About("LRC digits", "How exactly exported LRC files give their times.", FILES, DIGITS))

    sound_view: str = _set("both", About("Sound", "What shows the sound.", SOUND, SOUND_VIEWS))
    onsets: bool = _set(True, About("Beginnings in the sound", "Small marks where something begins to sound.", SOUND))
    spectrum_colours: str = _set("theme", About("Spectrum: colours", "From quiet to loud.", SOUND, SPECTRUM_COLOURS))
    spectrum_scale: str = _set(
        "heard", About("Spectrum: spacing", "How pitches are spread over the height.", SOUND, SPECTRUM_SCALES)
    )
    spectrum_low_hz: int = _set(
        60, About("Spectrum: lowest pitch", "At the lower edge.", SOUND, span=Span(0, 4000, 20, "Hz"))
    )
    spectrum_high_hz: int = _set(
        8000, About("Spectrum: highest pitch", "At the upper edge.", SOUND, span=Span(500, 24000, 500, "Hz"))
    )
    spectrum_floor_db: int = _set(
        -80, About("Spectrum: quiet", "So quiet has no colour.", SOUND, span=Span(-120, -30, 5, "dB"))
    )
    spectrum_top_db: int = _set(
        -10, About("Spectrum: loud", "So loud has the strongest colour.", SOUND, span=Span(-60, 0, 5, "dB"))
    )

    key_preset: str = _set(
        "studio", About("Keys like those of", "Your own changes stay on top of it.", KEYS, KEY_PRESETS)
    )
    keys: Mapping[str, Any] = field(default_factory=dict)
    """The person's own keys by action, where they differ from the preset; `ui.actions.keymap` reads what is in it."""

    @classmethod
    def from_dict(cls, data: object) -> Settings:
        """The settings of a mapping; unknown names are ignored, bad values give the default. Never raises."""
        given: Mapping[Any, Any] = data if isinstance(data, Mapping) else {}
        values: dict[str, Any] = {item.name: _checked(item, given.get(item.name)) for item in fields(cls)}
        return cls(**{name: value for name, value in values.items() if value is not None})

    @property
    def shown_level(self) -> Level:
        """What is timed one by one: in the simple view always lines."""
        return "line" if self.simple else self.level  # type: ignore[return-value]

    def to_dict(self) -> dict[str, Any]:
        """The settings by name, as JSON values."""
        return asdict(self)


def described_settings() -> Iterator[Setting]:
    """The settings in the order of the dialog, which shows them by topic; keys have a page of their own."""
    for item in fields(Settings):
        if item.metadata:
            yield Setting(item.name, item.default, item.metadata["about"])


def _checked(item: Field[Any], value: Any) -> Any:
    """The value in the field's type, or None where it cannot be used."""
    if not item.metadata:  # whoever reads the keys also tells what is wrong with them, here that they are no keys
        return value if isinstance(value, dict) or value is None else {"": value}
    about: About = item.metadata["about"]
    kind = type(item.default)
    whole = kind is float and type(value) is int
    if not (whole or type(value) is kind) or not _fits(about, value):
        return None
    return float(value) if whole else value


def _fits(about: About, value: Any) -> bool:
    if about.choices and value not in [choice for choice, _ in about.choices]:
        return False
    return about.span is None or about.span.least <= value <= about.span.most
