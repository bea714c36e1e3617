"""`check`: lists what is wrong with the times, and says by its exit code whether there are errors."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from lrc_studio.cli import streams
from lrc_studio.cli.verb import OpenApp, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lrc_studio.core.checks import Problem

FOUND_ERRORS = 1


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the lyrics to read, - for standard input")
    parser.add_argument("--audio", metavar="AUDIO", help="the song, to find times past its end and over silence")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.progress import Hearing, shown
    from lrc_studio.cli.reading import existing, read
    from lrc_studio.workflows.check_lyrics import check_lyrics

    audio = existing(arguments.audio) if arguments.audio else None
    opened = read(arguments.file)
    with shown(arguments.progress) as report:
        hearing = Hearing(report)
        problems = check_lyrics(opened.as_filed, audio, hearing)
    if hearing.damage:
        streams.say(hearing.damage)
    streams.put(_as_json(problems) if arguments.json else _as_text(problems))
    return FOUND_ERRORS if any(problem.severity == "error" for problem in problems) else 0


def _as_json(problems: Sequence[Problem]) -> str:
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "line": problem.line,
            "word": problem.word,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2) + "\n"


def _as_text(problems: Sequence[Problem]) -> str:
    if not problems:
        return "No problems.\n"
    return "".join(f"line {problem.line}: {problem.severity}: {problem.message}\n" for problem in problems)


VERB = Verb("check", "List what is wrong with the times; exit 1 if there are errors.", _arguments, _run)
