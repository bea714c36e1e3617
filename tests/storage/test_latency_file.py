"""The delays of taps on disk."""

from __future__ import annotations

from lrc_studio.storage.latency_file import latency_path, load_latencies, save_latencies


def test_they_survive_and_bad_values_are_left_out() -> None:
    assert load_latencies() == {}
    save_latencies({"Speakers": 28, "Kopfhörer": -12})
    assert load_latencies() == {"Speakers": 28, "Kopfhörer": -12}
    latency_path().write_text('{"a": "no", "b": 9999, "c": true, "d": 5}', "utf-8")
    assert load_latencies() == {"d": 5}
    latency_path().write_text("broken", "utf-8")
    assert load_latencies() == {}
