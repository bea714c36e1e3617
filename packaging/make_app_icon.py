"""Draws the application icon's PNG sizes and the Windows .ico from its two SVG drawings.

Run from the checkout: `python packaging/make_app_icon.py`. Needs PySide6 (a dependency of the program) and Pillow
(`pip install pillow`, only here). The results are committed, so building the program does not run this.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons" / "app"
SIZES_PX = (16, 24, 32, 48, 64, 128, 256)
SMALL_UP_TO_PX = 32  # below this the full drawing blurs: bars and gaps would fall between the pixels


def main() -> None:
    """Write `lrc-studio-<size>.png` for every size and `lrc-studio.ico` holding them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication([])
    for size_px in SIZES_PX:
        _draw(size_px)
    _write_ico()
    del app


def _draw(size_px: int) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = "lrc-studio-small.svg" if size_px <= SMALL_UP_TO_PX else "lrc-studio.svg"
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(FOLDER / drawing)).render(painter)
    painter.end()
    image.save(str(FOLDER / f"lrc-studio-{size_px}.png"))


def _write_ico() -> None:
    from PIL import Image

    pictures = [Image.open(FOLDER / f"lrc-studio-{size_px}.png") for size_px in SIZES_PX]
    sizes = [(size_px, size_px) for size_px in SIZES_PX]
    pictures[-1].save(FOLDER / "lrc-studio.ico", sizes=sizes, append_images=pictures[:-1])


if __name__ == "__main__":
    main()
