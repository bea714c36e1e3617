"""Draws the demo song's cover: a folded paper boat on dark water with a lantern's path of light."""

from __future__ import annotations

import os

SIDE_PX = 320


def png() -> bytes:
    """The cover as the bytes of a PNG file, SIDE_PX square."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(SIDE_PX, SIDE_PX, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    QSvgRenderer(DRAWING.encode()).render(painter)
    painter.end()
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(store, b"png").write(image)
    del app
    return bytes(store.data().data())


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320">
  <rect width="320" height="176" fill="#1B2A4E"/>
  <rect y="112" width="320" height="64" fill="#2F4A7F"/>
  <rect y="150" width="320" height="26" fill="#E5885A"/>
  <circle cx="238" cy="150" r="34" fill="#FFD877"/>
  <path d="M0 176V158l40-8 34 9 26-13 30 14 22-4v20z" fill="#101B36"/>
  <rect y="176" width="320" height="144" fill="#14213F"/>
  <g fill="#FFD877">
    <rect x="196" y="182" width="84" height="5" rx="2.5"/>
    <rect x="206" y="198" width="64" height="5" rx="2.5"/>
    <rect x="198" y="214" width="52" height="5" rx="2.5" opacity=".8"/>
    <rect x="226" y="230" width="48" height="5" rx="2.5" opacity=".6"/>
    <rect x="214" y="248" width="34" height="5" rx="2.5" opacity=".4"/>
  </g>
  <path d="M140 118l-52 96h104z" fill="#FFFFFF"/>
  <path d="M140 118v96h52z" fill="#D5DEEE"/>
  <path d="M40 206l48 8h104l48-8-34 54H74z" fill="#F4F7FC"/>
  <path d="M140 214h52l48-8-34 54h-66z" fill="#C3CFE4"/>
  <g fill="#2F6AE0">
    <rect x="24" y="270" width="112" height="6" rx="3"/>
    <rect x="150" y="270" width="60" height="6" rx="3" opacity=".6"/>
    <rect x="70" y="288" width="150" height="6" rx="3" opacity=".5"/>
  </g>
</svg>"""
