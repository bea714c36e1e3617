"""The first screen of the README keeps its promise: two commands, whole, and no verb or file that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lrc_studio.cli.verbs import VERBS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md")


def test_the_first_two_blocks_are_the_two_commands() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert blocks[:2] == ["python3 packaging/start.py demo\n", "python3 packaging/start.py test\n"]


def test_both_stand_on_the_first_screen() -> None:
    assert "start.py test" in "\n".join(README.splitlines()[:20])


def test_every_verb_named_is_there() -> None:
    named = set(re.findall(r"`lrc-studio ([a-z]+)[ `]", README))
    assert named <= {verb.name for verb in VERBS}
    assert {verb.name for verb in VERBS} - named == {"demo"}  # that one is the first command


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_linked_is_there(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / document).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
