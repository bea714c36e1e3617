"""`formats` and `providers`: what can be read and written, and who can give times."""

from __future__ import annotations

import argparse
import json
from typing import Any

from lrc_studio.cli import streams
from lrc_studio.cli.verb import OpenApp, Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")


def _formats(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.formats import FORMATS

    rows = [
        {
            "id": fmt.id,
            "label": fmt.label,
            "suffixes": list(fmt.suffixes),
            "reads": fmt.read is not None,
            "writes": fmt.write is not None,
            "keeps": sorted(fmt.keeps),
        }
        for fmt in FORMATS
    ]
    _put(rows, arguments.json, ("id", "label", "suffixes", "keeps"))
    return 0


def _providers(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.providers import PROVIDERS

    rows = [
        {
            "id": provider.id,
            "label": provider.label,
            "needs": sorted(provider.needs),
            "gives": sorted(provider.gives),
            "lists": provider.lists,
            "deletes": provider.deletes,
            "costs": provider.costs,
        }
        for provider in PROVIDERS
    ]
    _put(rows, arguments.json, ("id", "label", "needs", "gives"))
    return 0


def _put(rows: list[dict[str, Any]], as_json: bool, columns: tuple[str, ...]) -> None:
    if as_json:
        streams.put(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    table = [[_cell(row[column]) for column in columns] for row in rows]
    widths = [max(len(cells[at]) for cells in table) for at in range(len(columns) - 1)]
    for cells in table:
        head = "".join(f"{cell:<{width}}  " for cell, width in zip(cells, widths, strict=False))
        streams.put(f"{head}{cells[-1]}\n")


def _cell(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)


FORMATS_VERB = Verb("formats", "List what can be read and written, and what each format keeps.", _arguments, _formats)
PROVIDERS_VERB = Verb("providers", "List who can give times, and what each needs and gives.", _arguments, _providers)
