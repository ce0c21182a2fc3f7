"""The words of an English text in their context, as rows of 384 numbers.

A six-layer encoder, all-MiniLM-L6-v2 (Wang et al. 2020, Apache-2.0), whose upper four layers were trained further on MUC-4 by
`benchmarks/_train_encoder.py`. Weights of 8 bits in `data/models/encoder.onnx`, loaded at first use and run on one core.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

WIDTH = 384
_WINDOW, _SHARED = 254, 48
"""Pieces read at once, and at least how many of them are read again with what follows."""
_OPEN, _CLOSE, _UNKNOWN = 101, 102, 100
_LONGEST = 60
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Where each piece of a word begins and ends in the text, its state (one row each), and that of the opening as a whole."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    states: Array
    opening: Array

    def pieces(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last piece of the characters `start:end`."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return first, min(len(self.starts) - 1, max(first, bisect_left(self.ends, end)))


def encode(text: str) -> Encoded:
    """The text in windows that overlap; of what two windows share, each gives the half that lies further inside."""
    found = list(pieces(text, vocabulary()))
    numbers = [number for number, _, _ in found]
    parts, opening = [], np.zeros(WIDTH, np.float32)
    for start, end, first, last in windows(len(numbers)):
        states = _run([_OPEN, *numbers[start:end], _CLOSE])
        opening = states[0] if start == 0 else opening
        parts.append(states[1 + first - start : 1 + last - start])
    return Encoded(tuple(a for _, a, _ in found), tuple(b for _, _, b in found), np.concatenate(parts), opening)


def windows(length: int) -> list[tuple[int, int, int, int]]:
    """Windows over so many pieces: (start, end, first piece that counts, end of those that count)."""
    if length <= _WINDOW:
        return [(0, length, 0, length)]
    count = math.ceil((length - _SHARED) / (_WINDOW - _SHARED))
    size = math.ceil((length + (count - 1) * _SHARED) / count)
    starts = [i * (size - _SHARED) for i in range(count)]
    edges = [0, *(start + _SHARED // 2 for start in starts[1:]), length]
    return [(s, min(length, s + size), first, last) for s, (first, last) in zip(starts, pairwise(edges), strict=True)]


def pieces(text: str, known: Mapping[str, int]) -> Iterator[tuple[int, int, int]]:
    """(number, start, end) of each piece of each word: the longest known beginning, and so on (WordPiece, Schuster 2012)."""
    for word in _WORD.finditer(text):
        letters = "".join(c for c in unicodedata.normalize("NFD", word[0].lower()) if unicodedata.category(c) != "Mn")
        for number, start, end in _cut(letters, known):
            yield number, min(word.start() + start, word.end()), min(word.start() + end, word.end())


def _cut(word: str, known: Mapping[str, int]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(word) <= _LONGEST:
        mark = "##" if at else ""
        end = next((end for end in range(len(word), at, -1) if mark + word[at:end] in known), 0)
        if not end:
            break
        found.append((known[mark + word[at:end]], at, end))
        at = end
    return found if at == len(word) else [(_UNKNOWN, 0, len(word))]


@cache
def vocabulary() -> dict[str, int]:
    """Each piece with its number."""
    lines = files("probanda").joinpath("data", "models", "encoder_vocabulary.txt").read_text("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def _run(numbers: list[int]) -> Array:
    states: Array = _session().run(None, {"ids": np.array(numbers, np.int64)})[0]
    return states


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    weights = files("probanda").joinpath("data", "models", "encoder.onnx").read_bytes()
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
