"""The command line: the same work as the window's, with no window, one sentence on trouble and exact exit codes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lrc_studio.core.errors import Cancelled, StudioError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lrc_studio.cli.verb import OpenApp

DEBUG_VARIABLE = "LRC_STUDIO_DEBUG"


def main(argv: Sequence[str], open_app: OpenApp) -> int:
    """Run `lrc-studio` with `argv` (without the program's name) and give the exit code.

    Every trouble ends here as one sentence on standard error; `LRC_STUDIO_DEBUG=1` shows where an unexpected one
    came from.
    """
    from lrc_studio.cli import streams

    streams.use_utf8()
    try:
        return _run(list(argv), open_app)
    except BrokenPipeError:
        streams.hush()  # the reader has seen enough, as `head` does
        return 0
    except KeyboardInterrupt:
        return _told(Cancelled())
    except StudioError as error:
        return _told(error)
    except SystemExit as end:  # argparse, after its help
        return end.code if isinstance(end.code, int) else 0
    except Exception as error:  # noqa: BLE001 (the last door: a person never sees a traceback)
        return _unexpected(error)


def _run(argv: list[str], open_app: OpenApp) -> int:
    first = argv[0] if argv else None
    if first in ("-V", "--version"):
        return _version()
    from lrc_studio.cli import parsing, verbs, window

    if first in ("-h", "--help"):
        parsing.top_parser(verbs.VERBS).print_help()
        return 0
    verb = next((verb for verb in verbs.VERBS if verb.name == first), None)
    if verb is not None:
        return verb.run(parsing.verb_parser(verb).parse_args(argv[1:]), open_app)
    if first in verbs.LATER:
        raise UsageError(f"The verb {first} comes with a later version; this one has: {verbs.names()}.")
    return window.open_window(argv, open_app, verbs.names())


def _version() -> int:
    from lrc_studio import __version__
    from lrc_studio.cli import streams

    streams.put(f"lrc-studio {__version__}\n")
    return 0


def _told(error: StudioError) -> int:
    from lrc_studio.cli import streams

    streams.say(str(error))
    return error.exit_code


def _unexpected(error: Exception) -> int:
    from lrc_studio.cli import streams

    if os.environ.get(DEBUG_VARIABLE):
        import traceback

        streams.say(traceback.format_exc().rstrip())
    streams.say(streams.words_for(error))
    return StudioError.exit_code
