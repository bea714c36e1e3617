"""YAML to plain values and back: only mappings, lists and texts, so that no file can build, repeat or recall anything.

The library reads events alone. Aliases are refused, tags mean nothing, nesting and length are bounded, and what a
scalar means is left to the reader of the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lrc_studio.core.errors import InputError

Value = dict[str, "Value"] | list["Value"] | str | None

_DEEPEST = 16
_MOST_EVENTS = 1_000_000  # some sixty thousand words
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TAG = "tag:yaml.org,2002:"
_OLD_BREAKS = frozenset("\x85\u2028\u2029")
_STYLE: dict[str, Any] = {"allow_unicode": True, "width": 2**30}


def parse_yaml(text: str) -> dict[str, Value]:
    """The mapping that a YAML text holds: each scalar as its text, None where it is plain and says nothing.

    Raises `InputError` for what is no YAML or no mapping, and for aliases, deep nesting and endless files.
    """
    import yaml

    try:
        found = _Builder().build(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (yaml.YAMLError, RecursionError, ValueError):
        raise InputError("This file is not readable YAML: it is damaged or cut short.") from None
    if not isinstance(found, dict):
        raise InputError("This YAML file holds no lyrics; open it as another format.")
    return found


class _Builder:
    """Builds values from events without recursion."""

    def __init__(self) -> None:
        self._open: list[dict[str, Value] | list[Value]] = []
        self._keys: list[str | None] = []  # the key that waits for its value, in each open collection
        self._root: Value = None

    def build(self, events: Iterator[Any]) -> Value:
        """The value of the first document."""
        for number, event in enumerate(events):
            kind = type(event).__name__
            if number > _MOST_EVENTS or len(self._open) > _DEEPEST or kind == "AliasEvent":
                raise InputError("This YAML file is longer or more deeply nested than lyrics are, or refers to itself.")
            if kind == "ScalarEvent":
                self._add(None if event.implicit[0] and event.value in _NULLS else event.value)
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self._begin({} if kind == "MappingStartEvent" else [])
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._open.pop()
                self._keys.pop()
            elif kind == "DocumentEndEvent":
                break
        return self._root

    def _begin(self, value: dict[str, Value] | list[Value]) -> None:
        if self._open and isinstance(self._open[-1], dict) and self._keys[-1] is None:
            raise InputError("This YAML file has a key that is no text; lyrics have none.")
        self._add(value)
        self._open.append(value)
        self._keys.append(None)

    def _add(self, value: Value) -> None:
        if not self._open:
            self._root = value
            return
        holder = self._open[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif self._keys[-1] is None:
            self._keys[-1] = value if isinstance(value, str) else ""
        else:
            holder[self._keys[-1]] = value
            self._keys[-1] = None


def dump_yaml(value: dict[str, Any]) -> str:
    """YAML of mappings, lists, texts, whole numbers and truths: texts quoted, those of several rows as a block."""
    import yaml

    node = _node(value)
    written = str(yaml.serialize(node, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), **_STYLE))
    if "\\U" not in written:
        return written
    return str(yaml.serialize(node, Dumper=yaml.SafeDumper, **_STYLE))  # slower, but it leaves emoji as they are


def _node(value: Any) -> Any:
    import yaml

    if isinstance(value, dict):
        pairs = [(yaml.ScalarNode(f"{_TAG}str", key), _node(each)) for key, each in value.items()]
        return yaml.MappingNode(f"{_TAG}map", pairs, flow_style=False)
    if isinstance(value, list):
        return yaml.SequenceNode(f"{_TAG}seq", [_node(each) for each in value], flow_style=not value)
    if isinstance(value, bool):
        return yaml.ScalarNode(f"{_TAG}bool", str(value).lower())
    if isinstance(value, int):
        return yaml.ScalarNode(f"{_TAG}int", str(value))
    return yaml.ScalarNode(f"{_TAG}str", value, style=_style_of(value))


def _style_of(text: str) -> str:
    """Escaped where a sign is a line break for some versions of YAML only, a block for several rows, else quoted."""
    if _OLD_BREAKS & set(text):
        return '"'
    return "|" if "\n" in text else "'"
