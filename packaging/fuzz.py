"""Looks for texts that break a reader of lyrics, led by coverage (atheris); what it finds becomes a case of the tests.

python packaging/fuzz.py                       a minute for each format (needs `pip install atheris`, on Linux)
python packaging/fuzz.py --seconds 600 lrc ass the same for ten minutes each and these formats only
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "formats" / "data"
SAMPLES = ROOT / "tests" / "data" / "formats"
LONGEST = 4096
SLOWEST_S = 2.0  # for so short a text; the fuzzer's own limit below only catches what never ends


def main(arguments: list[str]) -> int:
    """Fuzz one format after the other, each in a process of its own; the exit code is the number that broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="the ids of formats (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each format (60)")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed, so nothing was fuzzed: pip install atheris")
        return 0
    sys.path.insert(0, str(ROOT))
    if asked.one:
        fuzz(asked.formats[0], asked.seconds)
        return 0
    from lrc_studio.formats import FORMATS

    ids = asked.formats or [fmt.id for fmt in FORMATS if fmt.read]
    return sum(not survives(fmt_id, asked.seconds) for fmt_id in ids)


def survives(fmt_id: str, seconds: int) -> bool:
    """Whether a reader stands that long; says so."""
    command = [sys.executable, str(Path(__file__)), "--one", "--seconds", str(seconds), fmt_id]
    answer = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, errors="replace")
    told = [row for row in answer.stderr.splitlines() if row.startswith(("stat::number_of_executed", "Done "))]
    print(f"{'ok' if answer.returncode == 0 else 'NO':3} {fmt_id}: {'; '.join(told)}", flush=True)
    if answer.returncode:
        print(answer.stdout[-4000:], answer.stderr[-4000:], flush=True)
    return answer.returncode == 0


def fuzz(fmt_id: str, seconds: int) -> None:
    """Fuzz one reader until the time is over or it breaks; the breaking text is kept among the cases."""
    import atheris

    with atheris.instrument_imports(include=["lrc_studio"]):
        from lrc_studio.formats import by_id
        from tests.formats.examining import examine

    fmt = by_id(fmt_id)

    def look(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        begin_s = time.process_time()
        examine(fmt, text)
        if time.process_time() - begin_s > SLOWEST_S:
            raise TimeoutError(f"{len(data)} bytes took {time.process_time() - begin_s:.1f} s")

    with tempfile.TemporaryDirectory() as place:
        folder, words = Path(place, "seeds"), Path(place, "words")
        folder.mkdir()
        plant(folder, fmt_id)
        words.write_text(dictionary(fmt_id), "utf-8")
        CASES.mkdir(exist_ok=True)
        limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=1500"]
        options = [
            *limits,
            f"-dict={words}",
            f"-artifact_prefix={CASES}/{fmt_id}-",
            "-print_final_stats=1",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *options, str(folder)], look)
        atheris.Fuzz()


def dictionary(fmt_id: str) -> str:
    """What texts of a format are made of, as the fuzzer reads it."""
    from tests.formats.tokens import TOKENS

    escaped = ("".join(f"\\x{byte:02x}" for byte in token.encode()) for token in TOKENS.get(fmt_id, ()))
    return "".join(f'"{token}"\n' for token in escaped)


def plant(folder: Path, fmt_id: str) -> None:
    """Put texts to begin with into a folder: a song in every format, and the cases that are kept."""
    from lrc_studio.formats import FORMATS, WriteOptions, by_id

    reader = by_id("json").read
    assert reader is not None
    lyrics = reader((SAMPLES / "song.lrcstudio").read_text("utf-8")).lyrics
    for fmt in FORMATS:
        if fmt.write:
            (folder / fmt.id).write_text(fmt.write(lyrics, WriteOptions()), "utf-8")
    for case in [*CASES.glob(f"{fmt_id}*"), *SAMPLES.iterdir()]:
        (folder / case.name).write_bytes(case.read_bytes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
