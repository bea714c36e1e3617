"""The desktop's own files: what opens with the program, and what a project is."""

from __future__ import annotations

import configparser
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeDatabase

from lrc_studio.formats import FORMATS
from lrc_studio.ui.asking import SONGS
from lrc_studio.workflows.project import SUFFIX

LINUX = Path(__file__).resolve().parents[2] / "packaging" / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def types() -> set[str]:
    """The kinds of files that the desktop opens with the program."""
    entry = configparser.RawConfigParser()
    entry.read(LINUX / "lrc-studio.desktop", encoding="utf-8")
    return set(entry["Desktop Entry"]["MimeType"].rstrip(";").split(";"))


@pytest.fixture(scope="module")
def globs() -> dict[str, str]:
    """Our own kinds by the pattern of their names."""
    root = ET.parse(LINUX / "lrc-studio-mime.xml").getroot()
    return {glob.attrib["pattern"]: kind.attrib["type"] for kind in root for glob in kind.iter(f"{MIME}glob")}


def test_projects_and_lyrics_are_kinds_that_open_with_the_program(types: set[str], globs: dict[str, str]) -> None:
    lyric_suffixes = {suffix for fmt in FORMATS if fmt.id in ("lrc", "elrc") for suffix in fmt.suffixes}
    assert {f"*{suffix}" for suffix in lyric_suffixes | {SUFFIX}} == set(globs)
    assert set(globs.values()) <= types


def test_every_song_that_can_be_chosen_opens_from_the_desktop(types: set[str]) -> None:
    known = QMimeDatabase()
    for pattern in SONGS.partition("(")[2].rstrip(")").split():
        found = known.mimeTypesForFileName(f"song{pattern[1:]}")
        names = {name for kind in found for name in (kind.name(), *kind.aliases(), *kind.allAncestors())}
        assert names & types, pattern
