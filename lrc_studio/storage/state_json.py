"""Small JSON files of the program's own state: a broken one never stops the start, and is kept aside."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from lrc_studio.storage.files import write_atomic


def read_state(path: Path, kind: type[dict[str, Any]] | type[list[Any]]) -> tuple[Any, Path | None]:
    """The JSON value in `path` and where a broken file was put aside (None where it was fine or absent).

    Gives an empty `kind` for an absent, unreadable or broken file, or one that holds another type.
    """
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return kind(), None
    except OSError:
        return kind(), None
    except (ValueError, RecursionError):
        return kind(), _put_aside(path)
    if not isinstance(value, kind):
        return kind(), _put_aside(path)
    return value, None


def write_state(path: Path, value: Any) -> None:
    """Write `value` as JSON to `path`, whole or not at all; the folder is made. Raises a told error or OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, indent=1)
    write_atomic(path, (text + "\n").encode("utf-8", "surrogatepass"))


def _put_aside(path: Path) -> Path | None:
    """Rename a broken file so that a person can look at it; None where even that fails."""
    aside = path.with_name(path.name + ".broken")
    with suppress(OSError):
        path.replace(aside)
        return aside
    return None
