"""Packs the aligner's data, `resources/align/`, from two published wheels; run by hand when a wheel changes.

    pip download --no-deps pocketsphinx==5.1.1 silero-vad==6.2.3 -d wheels
    python packaging/pack_model.py wheels

Nothing of the wheels is executed and neither PyTorch nor pocketsphinx is needed. From the pocketsphinx wheel come the
39 context-independent phones of the en-us acoustic model (means, variances, mixture weights; silence and noise are left
out) and the CMU dictionary. From the silero-vad wheel comes the 16 kHz network inside `silero_vad.jit`: a zip archive
whose `data.pkl` is read by an unpickler that knows tensors and lists and nothing else. (The `.safetensors` of that
wheel holds older weights.) Numbers are kept as 16-bit floats.
"""

from __future__ import annotations

import io
import lzma
import pickle
import re
import struct
import sys
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TARGET = Path(__file__).resolve().parents[1] / "resources" / "align"
ACOUSTIC = "pocketsphinx/model/en-us/en-us/"
DICTIONARY = "pocketsphinx/model/en-us/cmudict-en-us.dict"
NOT_SUNG = {"SIL", "+NSN+", "+SPN+"}
STREAMS = 3
STATES = 3


def main() -> None:
    """Pack the model and the dictionary from the folder of wheels named on the command line."""
    wheels = Path(sys.argv[1])
    with zipfile.ZipFile(next(wheels.glob("pocketsphinx-*.whl"))) as sphinx:
        arrays, phones = acoustic_model(sphinx)
        words = dictionary(sphinx.read(DICTIONARY).decode("utf-8"), phones)
    with zipfile.ZipFile(next(wheels.glob("silero_vad-*.whl"))) as silero:
        arrays |= voice_network(silero.read("silero_vad/data/silero_vad.jit"))
    TARGET.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET / "model.npz", **arrays)
    (TARGET / "en.dict.xz").write_bytes(lzma.compress(words, preset=9 | lzma.PRESET_EXTREME))
    for path in sorted(TARGET.iterdir()):
        print(path.name, path.stat().st_size)


def acoustic_model(wheel: zipfile.ZipFile) -> tuple[dict[str, NDArray[Any]], list[str]]:
    """The Gaussians of the sung phones: means and log variances (phone, stream, Gaussian, 13), weights (.., state)."""
    names = phone_names(wheel.read(ACOUSTIC + "mdef"))
    means = gaussians(wheel.read(ACOUSTIC + "means"))
    variances = np.maximum(gaussians(wheel.read(ACOUSTIC + "variances")), 1e-4)
    weights = mixture_weights(wheel.read(ACOUSTIC + "sendump"))
    kept = [number for number, name in enumerate(names) if name not in NOT_SUNG]
    states = [weights[:, :, STATES * number : STATES * (number + 1)] for number in kept]
    phones = [names[number] for number in kept]
    arrays = {
        "phones": np.array(phones),
        "means": means[kept].astype(np.float16),
        "log_variances": np.log(variances[kept]).astype(np.float16),
        "log_weights": np.stack(states).astype(np.float16),
    }
    return arrays, phones


def gaussians(data: bytes) -> NDArray[np.float32]:
    """Read a Sphinx parameter file: header, byte-order mark, shape (codebook, stream, Gaussian), floats."""
    at = data.index(b"endhdr\n") + 7
    mark, books, streams, densities = struct.unpack_from("<I3i", data, at)
    if mark != 0x11223344 or streams != STREAMS:
        raise SystemExit("This is not the little-endian three-stream model that was expected.")
    at += 16
    widths = struct.unpack_from(f"<{streams}i", data, at)
    at += 4 * streams
    (count,) = struct.unpack_from("<i", data, at)
    values = np.frombuffer(data, "<f4", count, at + 4)
    return values.reshape(books, streams, densities, widths[0])


def phone_names(data: bytes) -> list[str]:
    """The names of the context-independent phones in a binary Sphinx model definition."""
    if data[:4] != b"BMDF":
        raise SystemExit("This is not a binary model definition.")
    (header,) = struct.unpack_from("<i", data, 8)
    at = 12 + header
    (count,) = struct.unpack_from("<i", data, at)
    return [name.decode("ascii") for name in data[at + 40 :].split(b"\0", count)[:count]]


def mixture_weights(data: bytes) -> NDArray[np.float32]:
    """Log mixture weights (stream, Gaussian, state) of a Sphinx `sendump` file; a byte counts 1024 steps of 1.0001."""
    at = 0
    while length := struct.unpack_from("<i", data, at)[0]:
        at += 4 + length
    rows, columns = struct.unpack_from("<2i", data, at + 4)
    packed = np.frombuffer(data, np.uint8, STREAMS * rows * columns, at + 12).reshape(STREAMS, rows, columns)
    return packed.astype(np.float32) * np.float32(-1024 * np.log(1.0001))


def dictionary(text: str, phones: list[str]) -> bytes:
    """Sorted `word<tab>letters` rows, one letter a phone; the first row names the phones in the letters' order."""
    letter = {phone: chr(ord("A") + number) for number, phone in enumerate(phones)}
    rows = {}
    for row in text.splitlines():
        word, *sounds = row.split()
        if re.fullmatch(r"[a-z'][a-z'.-]*", word):
            rows.setdefault(word, "".join(letter[sound] for sound in sounds))
    body = sorted(f"{word}\t{sounds}\n".encode() for word, sounds in rows.items())
    return " ".join(phones).encode() + b"\n" + b"".join(body)


class Inert:
    """Stands for any class named in the archive: it keeps its state and can do nothing."""

    def __init__(self, *args: Any) -> None:
        self.args = args

    def __setstate__(self, state: Any) -> None:
        self.__dict__.update(state if isinstance(state, dict) else {})


class TensorReader(pickle.Unpickler):
    """Reads tensors as numpy arrays; every other class becomes `Inert`."""

    def __init__(self, archive: zipfile.ZipFile, root: str) -> None:
        super().__init__(io.BytesIO(archive.read(f"{root}/data.pkl")))
        self.archive = archive
        self.root = root

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch.jit._pickle", "build_intlist"):
            return list
        return Inert

    def persistent_load(self, pid: Any) -> NDArray[np.float32]:
        return np.frombuffer(self.archive.read(f"{self.root}/data/{pid[2]}"), "<f4")


def _tensor(
    storage: NDArray[np.float32], offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: Any
) -> NDArray[np.float32]:
    steps = tuple(4 * step for step in stride)
    return np.lib.stride_tricks.as_strided(storage[offset:], size, steps).copy()


def voice_network(data: bytes) -> dict[str, NDArray[Any]]:
    """The weights of the 16 kHz voice detector, under short names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = archive.namelist()[0].split("/")[0]
        model = TensorReader(archive, root).load()
    found = dict(_tensors(model._model, ""))
    short = {
        r"stft\.forward_basis_buffer": "stft",
        r"encoder\.(\d)\.reparam_conv\.(weight|bias)": r"conv\1_\2",
        r"decoder\.rnn\.(weight|bias)_(ih|hh)": r"lstm_\1_\2",
        r"decoder\.decoder\.2\.(weight|bias)": r"last_\1",
    }
    arrays = {}
    for name, values in found.items():
        for pattern, replacement in short.items():
            if re.fullmatch(pattern, name):
                arrays["voice_" + re.sub(pattern, replacement, name)] = values.astype(np.float16)
    return arrays


def _tensors(node: Any, prefix: str) -> list[tuple[str, NDArray[np.float32]]]:
    found = []
    for name, value in vars(node).items():
        if isinstance(value, np.ndarray):
            found.append((prefix + name, value))
        elif isinstance(value, Inert):
            found += _tensors(value, f"{prefix}{name}.")
    return found


if __name__ == "__main__":
    main()
