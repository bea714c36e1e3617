"""The shipped files: found wherever the program runs from, complete, readable and credited."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from lrc_studio import resources
from lrc_studio.resources import resource

TOKENS: dict[str, Any] = json.loads(resource("design", "tokens.json").read_text(encoding="utf-8"))
ICON_NAMES = sorted(set(TOKENS["icons"]["map"].values()))
APP_ICON_SIZES_PX = (16, 32, 48, 64, 128, 256)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that `resources` takes for the installed package."""
    folder = tmp_path / "site" / "lrc_studio"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(folder / "resources.py"))
    monkeypatch.delattr(sys, "_MEIPASS", raising=False)
    return folder


def put(folder: Path) -> Path:
    folder.mkdir(parents=True)
    file = folder / "play.svg"
    file.write_text("<svg/>", encoding="utf-8")
    return file


def test_a_checkout_reads_from_its_top_folder(package: Path) -> None:
    file = put(package.parent / "resources" / "icons")
    assert resource("icons", "play.svg") == file


def test_a_wheel_reads_from_inside_the_package(package: Path) -> None:
    put(package.parent / "resources" / "icons")
    inside = put(package / "_resources" / "icons")
    assert resource("icons", "play.svg") == inside


def test_a_frozen_app_reads_from_its_own_folder(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(package / "_resources" / "icons")
    frozen = put(tmp_path / "frozen" / "resources" / "icons")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "frozen"), raising=False)
    assert resource("icons", "play.svg") == frozen


def test_a_missing_file_is_named(package: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/no-such-icon\.svg"):
        resource("icons", "no-such-icon.svg")


@pytest.mark.parametrize("name", ICON_NAMES)
def test_icon_is_a_drawing_that_takes_the_text_colour(name: str) -> None:
    drawing = ET.parse(resource("icons", f"{name}.svg")).getroot()
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawing.get("stroke") == "currentColor"
    assert drawing.get("stroke-width") == "1.75"
    assert len(drawing) > 0


def test_every_shipped_drawing_is_whole() -> None:
    roots = [ET.parse(path).getroot() for path in resource("icons").rglob("*.svg")]
    assert len(roots) > len(ICON_NAMES)
    assert {root.tag for root in roots} == {"{http://www.w3.org/2000/svg}svg"}


@pytest.mark.parametrize("size_px", APP_ICON_SIZES_PX)
def test_application_icon_has_each_size(size_px: int, qapp: object) -> None:
    from PySide6.QtGui import QImage

    image = QImage(str(resource("icons", "app", f"lrc-studio-{size_px}.png")))
    assert (image.width(), image.height()) == (size_px, size_px)
    assert image.pixelColor(0, 0).alpha() < 255, "the corner is round"
    assert image.pixelColor(size_px // 4, size_px // 2).alpha() == 255


@pytest.mark.parametrize(("family", "weights"), [("Inter", {400, 500, 600, 700}), ("JetBrains Mono", {400, 500, 700})])
def test_fonts_load_with_their_weights(family: str, weights: set[int], qapp: object) -> None:
    from PySide6.QtGui import QFontDatabase

    ids = [QFontDatabase.addApplicationFont(str(path)) for path in resource("fonts").glob("*.ttf")]
    assert -1 not in ids
    found = {QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)}
    for font_id in ids:
        QFontDatabase.removeApplicationFont(font_id)
    assert weights <= found


def test_inter_has_figures_of_one_width(qapp: object) -> None:
    from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

    font_id = QFontDatabase.addApplicationFont(str(resource("fonts", "Inter-Regular.ttf")))
    font = QFont("Inter")
    font.setPixelSize(40)
    plain = {QFontMetricsF(font).horizontalAdvance(figure * 3) for figure in "0123456789"}
    font.setFeature(QFont.Tag("tnum"), 1)
    tabular = {QFontMetricsF(font).horizontalAdvance(figure * 3) for figure in "0123456789"}
    QFontDatabase.removeApplicationFont(font_id)
    assert len(plain) > 1
    assert len(tabular) == 1


def test_notices_credit_every_folder_of_shipped_files() -> None:
    notices = resource("NOTICES.md").read_text(encoding="utf-8")
    folders = [path.name for path in resource().iterdir() if path.is_dir() and path.name != "notices"]
    assert folders
    assert [name for name in folders if f"`{name}/`" not in notices] == []


def test_every_licence_text_is_named_in_the_notices() -> None:
    notices = resource("NOTICES.md").read_text(encoding="utf-8")
    assert [path.name for path in resource("notices").iterdir() if f"`notices/{path.name}`" not in notices] == []


@pytest.mark.parametrize("name", ["lucide.txt", "inter.txt", "jetbrains-mono.txt"])
def test_licence_text_is_whole(name: str) -> None:
    text = resource("notices", name).read_text(encoding="utf-8")
    assert "Copyright" in text
    assert "WITHOUT WARRANT" in text or "DISCLAIMS ALL WARRANTIES" in text


def test_every_theme_has_the_same_roles() -> None:
    roles = [sorted(_leaves(theme)) for theme in TOKENS["themes"].values()]
    assert all(names == roles[0] for names in roles)


@pytest.mark.parametrize("theme", TOKENS["themes"])
def test_contrast_of_every_pair(theme: str) -> None:
    colours = _leaves(TOKENS["themes"][theme])
    weak = [
        f"{pair['fg']} on {pair['bg']}: {ratio:.2f}"
        for pair in TOKENS["contrast"]["required"]
        if (ratio := contrast(colours[pair["fg"]], colours[pair["bg"]])) < pair["min"]
    ]
    assert weak == []


def test_the_pairs_are_all_there() -> None:
    assert len(TOKENS["contrast"]["required"]) * len(TOKENS["themes"]) == 528


def test_contrast_reference_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#00000000", "#FFFFFF") == pytest.approx(1), "wholly transparent ink is not seen"


def contrast(ink: str, paper: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, success criterion 1.4.3); alpha ink is laid over the paper first."""
    opaque = _channels(paper)[:3]
    *colour, alpha = _channels(ink)
    seen = [over * alpha + under * (1 - alpha) for over, under in zip(colour, opaque, strict=True)]
    high, low = sorted((_luminance(seen), _luminance(opaque)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _channels(code: str) -> list[float]:
    digits = code.removeprefix("#").ljust(8, "F")
    return [int(digits[at : at + 2], 16) / 255 for at in range(0, 8, 2)]


def _luminance(colour: list[float]) -> float:
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _leaves(branch: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in branch.items():
        if isinstance(value, dict):
            found |= _leaves(value, f"{prefix}{name}.")
        elif isinstance(value, str):
            found[prefix + name] = value
    return found
