"""Lines on the karaoke stage: wherever the wipe is, no part of a sign is lost or drawn twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from lrc_studio.ui.preview.stage_text import StageText
from lrc_studio.ui.theme import Theme

TEXTS = (
    "Every window is a star somebody lit", "fjord, (aside) AVAVA", "灯台の火が波をかぞえる", "אני הולך אל HOME הביתה",
    "إلى البيت أعود الليلة", "so 😀 so", "e\u0301te\u0301 au bord de l'eau", "",
)  # fmt: skip
WIDE_PX, HIGH_PX = 420, 260
BASE, SUNG = QColor("#ffffff"), QColor("#ffffff")


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    """The stage's own font, slanted, so that signs stick out."""
    font = Theme(qapp).font("preview")
    font.setItalic(True)
    return font


def picture(text: StageText, scale: float, chars: float | None, underlined: bool = False) -> QImage:
    """The text on black, with a wipe or all in one colour."""
    image = QImage(round(WIDE_PX * scale), round(HIGH_PX * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    if chars is None:
        text.paint(painter, QPoint(20, 10), BASE, underlined)
    else:
        text.paint_wipe(painter, QPoint(20, 10), BASE, SUNG, underlined, chars)
    painter.end()
    return image


def inked(image: QImage) -> int:
    """How many dots are lit."""
    return sum(image.pixelColor(x, y).lightness() > 100 for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_wipe_leaves_every_sign_as_it_is(font: QFont, text: str, scale: float) -> None:
    laid = StageText(text, font, WIDE_PX - 40, 24, Qt.AlignmentFlag.AlignHCenter)
    whole = picture(laid, scale, None)
    for share in (0.0, 0.13, 0.5, 0.77, 1.0):
        assert picture(laid, scale, share * len(text)) == whole, share


@pytest.mark.parametrize("scale", [1.25, 1.5])
def test_screens_between_whole_sizes_lose_next_to_nothing(font: QFont, scale: float) -> None:
    laid = StageText(TEXTS[0], font, WIDE_PX - 40, 24, Qt.AlignmentFlag.AlignHCenter)
    whole = inked(picture(laid, scale, None))
    assert inked(picture(laid, scale, 17.4)) == pytest.approx(whole, rel=0.02)


def test_more_rows_than_three_shrink_as_far_as_allowed(font: QFont) -> None:
    def laid(words: int, least_px: int) -> StageText:
        return StageText("word " * words, font, 300, least_px, Qt.AlignmentFlag.AlignHCenter)

    assert laid(4, 24).height_px == laid(4, 38).height_px
    assert laid(40, 24).height_px < laid(40, 38).height_px * 0.6


def test_the_parts_of_a_wipe_follow_each_other(font: QFont) -> None:
    laid = StageText("Hold on", font, 380, 24, Qt.AlignmentFlag.AlignLeft)
    (first,), (second,) = laid.spans(0, 2.5), laid.spans(2.5, 7)
    assert first.left() + first.width() == second.left()
    assert laid.spans(3, 3) == []
    assert laid.spans(-2, 99) == laid.spans(0, 7)
