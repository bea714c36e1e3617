"""What goes wrong in a player, in sentences for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lrc_studio.formats.players.outcome import Trouble

_MINUTE_MS = 60_000


def sentences(found: Iterable[tuple[str, Sequence[Trouble]]]) -> tuple[str, ...]:
    """A sentence for each trouble of (player's name, its troubles); players with the same trouble share one."""
    sharing: dict[Trouble, list[str]] = {}
    for label, troubles in found:
        for trouble in troubles:
            sharing.setdefault(trouble, []).append(label)
    return tuple(_sentence(trouble, labels) for trouble, labels in sharing.items())


def _sentence(trouble: Trouble, labels: list[str]) -> str:
    who = _listed(labels)
    many = len(labels) > 1
    rows = f"line {trouble.line}" if trouble.count == 1 else f"{trouble.count} rows, from line {trouble.line} on"
    told = {
        "untimed": f"Nothing is timed, so {who} cannot follow the song.",
        "dropped": f"{who} {'do' if many else 'does'} not show {rows}.",
        "covered": f"{who} {'do' if many else 'does'} not show {rows}: the next one begins at the same time.",
        "marks": f"{who} {'show' if many else 'shows'} the times of words as text in {rows}.",
        "text": f"{who} {'show' if many else 'shows'} the text of {rows} in another way.",
        "time": f"{who} {'show' if many else 'shows'} {rows}, {_apart(trouble)}.",
        "long": _long(trouble, who),
    }
    return told[trouble.kind]


def _apart(trouble: Trouble) -> str:
    seconds = f"{abs(trouble.most_ms) / 1000:.2f} s {'early' if trouble.most_ms < 0 else 'late'}"
    return seconds if trouble.count == 1 else f"up to {seconds}"


def _long(trouble: Trouble, who: str) -> str:
    if trouble.count == 1:
        lasting = f"for {_lasting(trouble.most_ms)}" if trouble.most_ms else "to the end of the song"
        return f"Line {trouble.line} stays {lasting} in {who}."
    longest = f", for up to {_lasting(trouble.most_ms)}" if trouble.most_ms else ""
    return f"{trouble.count} rows, from line {trouble.line} on, stay long after they are sung in {who}{longest}."


def _lasting(ms: int) -> str:
    return f"{ms / 1000:.0f} s" if ms < 2 * _MINUTE_MS else f"{ms / _MINUTE_MS:.0f} min"


def _listed(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
