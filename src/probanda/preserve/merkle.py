"""The Merkle tree of the custody log: roots, and proofs that an event is in it and that a longer log holds a shorter one.

Hashing and proofs after RFC 6962, section 2.1 (the same as RFC 9162); proofs about subtrees after
draft-ietf-plants-merkle-tree-certs. A leaf is the stored bytes of an event, never a re-serialisation of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").digest()
"""The root of a log without events."""
LIMIT = 1 << 63


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one event: SHA-256 over 0x00 and its bytes."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees: SHA-256 over 0x01 and their hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree over leaf hashes. Full subtrees are kept, so that a root or a proof of any size costs the logarithm of the size."""

    def __init__(self, leaves: Sequence[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash."""
        self._levels[0].append(leaf)
        level, count = 0, len(self)
        while count % 2 == 0:
            if level + 1 == len(self._levels):
                self._levels.append([])
            self._levels[level + 1].append(node_hash(*self._levels[level][-2:]))
            level, count = level + 1, count // 2

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves, or all."""
        return self._range(0, len(self) if size is None else size)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The proof that leaf `index` is in the tree of the first `size` leaves."""
        total = len(self) if size is None else size
        if not 0 <= index < total <= len(self):
            raise ValueError(f"there is no event {index} in the first {total}")
        proof, low, high = [], 0, total
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                proof.append(self._range(middle, high))
                high = middle
            else:
                proof.append(self._range(low, middle))
                low = middle
        return proof[::-1]

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """The proof that the tree of the first `new` leaves begins with that of the first `old`."""
        total = len(self) if new is None else new
        if not 0 < old <= total <= len(self):
            raise ValueError(f"a log of {total} events cannot be shown to begin with {old}")
        proof, low, high, whole = [], 0, total, True
        while old != high:
            middle = low + _split(high - low)
            if old <= middle:
                proof.append(self._range(middle, high))
                high = middle
            else:
                proof.append(self._range(low, middle))
                low, whole = middle, False
        return ([] if whole else [self._range(low, high)]) + proof[::-1]

    def _range(self, low: int, high: int) -> bytes:
        size = high - low
        if size == 0:
            return EMPTY
        level = size.bit_length() - 1
        if size == 1 << level:
            return self._levels[level][low >> level]
        middle = low + _split(size)
        return node_hash(self._range(low, middle), self._range(middle, high))


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def includes(leaf: bytes, index: int, *, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """True when the proof shows that the log of `size` events with this root holds the leaf at `index`."""
    return includes_in(leaf, index, start=0, end=size, root=root, proof=proof)


def includes_in(leaf: bytes, index: int, *, start: int, end: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """As `includes`, for the subtree of leaves `start:end`."""
    if not valid_subtree(start, end) or not start <= index < end or not _hashes(leaf, root, *proof):
        return False
    node, last, held = index - start, end - start - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            held = node_hash(sibling, held)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            held = node_hash(held, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and held == root


def extends(old: int, new: int, *, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """True when the proof shows that the log of `new` events begins with the log of `old`. An empty log shows nothing."""
    return old > 0 and holds_subtree(0, old, size=new, roots=(old_root, new_root), proof=proof)


def holds_subtree(start: int, end: int, *, size: int, roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> bool:
    """True when the proof shows that a log of `size` events (root `roots[1]`) holds the subtree `start:end` (root `roots[0]`)."""
    if start == end <= size and start >= 0:
        # An empty stretch is in every log.
        return not proof and roots[0] == EMPTY
    if not valid_subtree(start, end) or end > size:
        return False
    if start == 0 and end == size:
        return not proof and roots[0] == roots[1]
    if not _hashes(*roots, *proof):
        return False
    first, last, top = start, end - 1, size - 1
    while first != last and (last == top or last & 1):
        first, last, top = first >> 1, last >> 1, top >> 1
    rest = list(proof)
    if first == last:
        part = whole = roots[0]
    elif rest:
        part = whole = rest.pop(0)
    else:
        return False
    return _climb(rest, (first, last, top), (part, whole)) == roots


def _climb(proof: Sequence[bytes], at: tuple[int, int, int], held: tuple[bytes, bytes]) -> tuple[bytes, bytes] | None:
    (first, last, top), (part, whole) = at, held
    for sibling in proof:
        if top == 0:
            return None
        if last & 1 or last == top:
            if first < last:
                part = node_hash(sibling, part)
            whole = node_hash(sibling, whole)
            while not last & 1 and last:
                first, last, top = first >> 1, last >> 1, top >> 1
        else:
            whole = node_hash(whole, sibling)
        first, last, top = first >> 1, last >> 1, top >> 1
    return (part, whole) if top == 0 else None


def valid_subtree(start: int, end: int) -> bool:
    """True when a tree keeps `start:end` together: it begins at a multiple of its size rounded up to a power of two."""
    return 0 <= start < end < LIMIT and start % (1 << (end - start - 1).bit_length()) == 0


def _hashes(*values: bytes) -> bool:
    return all(len(value) == 32 for value in values)
