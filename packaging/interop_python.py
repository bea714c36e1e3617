"""Prints what a Python reader reads of files: `READER FILE…` gives {file: [[start_ms, end_ms, text, []]]} as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Row = list[Any]


def _pysubs2(path: Path) -> list[Row]:
    import pysubs2

    found = pysubs2.load(str(path), encoding="utf-8")
    return [[event.start, event.end, event.plaintext, []] for event in found if not event.is_comment]


def _srt(path: Path) -> list[Row]:
    import srt

    cues = srt.parse(path.read_text("utf-8"))
    return [[round(cue.start / _MS), round(cue.end / _MS), cue.content, []] for cue in cues]


def _webvtt(path: Path) -> list[Row]:
    import webvtt

    def ms(time: Any) -> int:
        return ((time.hours * 60 + time.minutes) * 60 + time.seconds) * 1000 + time.milliseconds

    return [[ms(cue.start_time), ms(cue.end_time), cue.text, []] for cue in webvtt.read(str(path))]


def _ttconv(path: Path) -> list[Row]:
    import xml.etree.ElementTree as ElementTree

    from ttconv.imsc import reader
    from ttconv.isd import ISD
    from ttconv.model import Text

    document = reader.to_model(ElementTree.parse(path))
    rows: list[Row] = []
    for offset in ISD.significant_times(document):
        isd = ISD.from_model(document, offset)
        parts = [part for region in isd.iter_regions() for part in region.dfs_iterator()] if isd else []
        shown = "".join(part.get_text() for part in parts if isinstance(part, Text))
        at_ms = round(offset * 1000)
        if rows and rows[-1][1] is None:
            rows[-1][1] = at_ms
        if shown:
            rows.append([at_ms, None, shown, []])
    return rows


READERS: dict[str, Callable[[Path], list[Row]]] = {
    "pysubs2": _pysubs2,
    "srt": _srt,
    "webvtt-py": _webvtt,
    "ttconv": _ttconv,
}

if __name__ == "__main__":
    from datetime import timedelta

    _MS = timedelta(milliseconds=1)
    found: dict[str, Any] = {}
    for name in sys.argv[2:]:
        try:
            found[name] = READERS[sys.argv[1]](Path(name))
        except Exception as error:  # noqa: BLE001 (what a reader raises is what we report)
            found[name] = f"{type(error).__name__}: {error}"
    print(json.dumps(found))
