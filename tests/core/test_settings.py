"""The settings and what they say about themselves."""

from __future__ import annotations

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.settings import Settings, described_settings

json_values = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just([]) | st.just({})


def test_settings_survive_json() -> None:
    settings = Settings(theme="dark", text_scale=1.2, nudge_small_ms=5, volume=1.0, export_digits=3)
    assert Settings.from_dict(json.loads(json.dumps(settings.to_dict()))) == settings


@given(st.dictionaries(st.sampled_from([item.name for item in fields(Settings)] + ["unknown"]), json_values))
def test_whatever_the_file_holds_the_settings_are_usable(data: dict[str, object]) -> None:
    settings = Settings.from_dict(data)
    for item in described_settings():
        value = getattr(settings, item.name)
        assert type(value) is type(item.default)
        if item.about.span:
            assert item.about.span.least <= value <= item.about.span.most
        if item.about.choices:
            assert value in [choice for choice, _ in item.about.choices]


def test_bad_values_give_the_default_and_leave_the_good_ones() -> None:
    data = {"theme": "pink", "text_scale": 9.0, "volume": 1, "follow": 1, "nudge_small_ms": True, "later": 3}
    assert Settings.from_dict(data) == Settings(volume=1.0)
    assert Settings.from_dict(["no", "mapping"]) == Settings()


def test_every_setting_is_described_for_people() -> None:
    described = list(described_settings())
    assert [item.name for item in described] == [item.name for item in fields(Settings) if item.name != "keys"]
    assert len({item.about.label for item in described}) == len(described)
    for item in described:
        assert item.about.sentence.endswith(".")
        assert item.about.topic
        assert isinstance(item.default, bool) or item.about.choices or item.about.span or item.about.offered
