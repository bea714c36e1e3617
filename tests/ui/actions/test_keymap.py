"""Which keys mean what: presets, a person's own changes on top, and what is left out of a broken list."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.settings import KEY_PRESETS, Settings
from lrc_studio.ui.actions import ACTIONS
from lrc_studio.ui.actions.keymap import (
    active_keys,
    holder,
    key_text,
    normal,
    preset_keys,
    read_changes,
    refusal,
    with_keys,
)
from lrc_studio.ui.actions.presets import PRESETS

NAMES = tuple(name for name, _ in KEY_PRESETS)
CONTEXTS = {spec.id: spec.context for spec in ACTIONS}
SOME_KEYS = st.sampled_from(("S", "Space", "Ctrl+S", "F5", "X", "Shift+X", "Esc", "[", "Ctrl+Alt+J", "Alt+Left"))
HAND = st.lists(st.tuples(st.sampled_from([spec.id for spec in ACTIONS]), st.lists(SOME_KEYS, max_size=3)), max_size=8)


def fights(settings: Settings) -> list[tuple[str, str]]:
    """The keys that mean two actions of one context."""
    counted = Counter((CONTEXTS[action], key) for action, keys in active_keys(settings).items() for key in keys)
    return [held for held, count in counted.items() if count > 1]


def test_every_preset_of_the_settings_is_there() -> None:
    assert set(PRESETS) == set(NAMES)


@pytest.mark.parametrize("preset", NAMES)
def test_no_preset_has_two_meanings_for_a_key_or_one_that_cannot_be_pressed(preset: str) -> None:
    assert fights(Settings(key_preset=preset)) == []
    own = Counter((CONTEXTS[action], normal(key)) for action, keys in PRESETS[preset].items() for key in keys)
    assert [held for held, count in own.items() if count > 1] == []
    for keys in preset_keys(preset).values():
        assert all(key and not refusal(key) for key in keys)


@pytest.mark.parametrize("preset", NAMES)
def test_what_has_a_key_in_this_program_has_one_in_every_preset(preset: str) -> None:
    without = [spec.id for spec in ACTIONS if spec.keys and not preset_keys(preset)[spec.id]]
    assert without == []


@given(preset=st.sampled_from(NAMES), other=st.sampled_from(NAMES), hand=HAND)
def test_no_key_ever_has_two_meanings_whatever_a_hand_binds(
    preset: str, other: str, hand: list[tuple[str, list[str]]]
) -> None:
    settings = Settings(key_preset=preset)
    for action, keys in hand:
        wanted = tuple(dict.fromkeys(keys))
        settings = replace(settings, keys=with_keys(settings, action, wanted))
        assert active_keys(settings)[action] == wanted
        assert fights(settings) == []
    assert fights(replace(settings, key_preset=other)) == []
    assert read_changes(settings.keys)[1] == 0


@given(preset=st.sampled_from(NAMES), hand=HAND)
def test_what_is_given_back_leaves_nothing_behind(preset: str, hand: list[tuple[str, list[str]]]) -> None:
    settings = Settings(key_preset=preset)
    for action, keys in hand:
        settings = replace(settings, keys=with_keys(settings, action, tuple(dict.fromkeys(keys))))
    for action, keys in preset_keys(preset).items():
        settings = replace(settings, keys=with_keys(settings, action, keys))
    assert settings.keys == {}


def test_only_what_differs_is_kept_and_a_taken_key_comes_back_when_it_is_let_go() -> None:
    settings = Settings()
    settings = replace(settings, keys=with_keys(settings, "review.verify", ("V", "S")))
    assert settings.keys == {"review.verify": ("V", "S")}
    assert active_keys(settings)["play.selection"] == ()
    settings = replace(settings, keys=with_keys(settings, "review.verify", ("V",)))
    assert settings.keys == {}
    assert active_keys(settings)["play.selection"] == ("S",)


def test_a_key_is_held_by_the_action_of_its_own_context() -> None:
    assert holder(Settings(), "review.verify", "Space") == "play.toggle"
    assert holder(Settings(), "tap.hold", "Space") == "tap.stamp"
    assert holder(Settings(), "play.toggle", "Space") == ""


@pytest.mark.parametrize(
    ("kept", "left", "wrong"),
    [
        ({"play.line": ["Y"]}, {"play.line": ("Y",)}, 0),
        ({"play.line": []}, {"play.line": ()}, 0),
        ({"play.gone": ["Y"]}, {}, 1),
        ({"play.line": "Y"}, {}, 1),
        ({"play.line": ["Y", 7, "no key", "Ctrl", "", "Ctrl+K, A"]}, {"play.line": ("Y",)}, 5),
        ({"play.line": ["nonsense"]}, {}, 1),
        ({"play.line": ["Tab", "Alt+F"]}, {}, 2),
        ({"play.line": ["Y"], "play.first": ["y", "U"]}, {"play.line": ("Y",), "play.first": ("U",)}, 1),
        ({"": ["Y"]}, {}, 1),
    ],
)
def test_what_makes_no_sense_is_left_out_and_counted(kept: dict[str, Any], left: dict[str, Any], wrong: int) -> None:
    assert read_changes(kept) == (left, wrong)


@given(st.dictionaries(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=4)))
def test_anything_in_the_file_still_gives_keys(kept: dict[str, Any]) -> None:
    assert fights(Settings.from_dict({"keys": kept})) == []


def test_return_is_called_enter_as_keyboards_do() -> None:
    assert key_text("Ctrl+Return") == "Ctrl+Enter"
    assert key_text("Enter") == "Keypad Enter"
