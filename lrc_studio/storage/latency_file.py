"""How late a person taps with each sound device, kept on disk."""

from __future__ import annotations

from pathlib import Path

from lrc_studio.storage.places import config_dir
from lrc_studio.storage.state_json import read_state, write_state

MOST_MS = 1_000


def latency_path() -> Path:
    """Where the delays are kept."""
    return config_dir() / "tap-latency.json"


def load_latencies(path: Path | None = None) -> dict[str, int]:
    """Milliseconds by the device's name; what cannot be used is left out. Never raises."""
    value, _ = read_state(path or latency_path(), dict)
    return {
        name: late_ms
        for name, late_ms in value.items()
        if isinstance(late_ms, int) and not isinstance(late_ms, bool) and abs(late_ms) <= MOST_MS
    }


def save_latencies(latencies: dict[str, int], path: Path | None = None) -> None:
    """Write them, whole or not at all. Raises a told error or OSError where the disk refuses."""
    write_state(path or latency_path(), latencies)
