"""The log's tree: proofs that hold, and proofs that do not."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.preserve.merkle import EMPTY, Tree, extends, holds_subtree, includes, includes_in, leaf_hash, node_hash

VECTORS = Path(__file__).parents[3] / "shared" / "badinputs" / "merkle-vectors" / "testdata"
vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the public test vectors are not beside the project")


def tree(size: int) -> Tree:
    return Tree([leaf_hash(str(n).encode()) for n in range(size)])


def test_the_root_of_nothing_of_one_and_of_three() -> None:
    a, b, c = (leaf_hash(str(n).encode()) for n in range(3))
    assert tree(0).root() == EMPTY
    assert tree(1).root() == a
    assert tree(3).root() == node_hash(node_hash(a, b), c)


@given(st.integers(1, 70), st.data())
def test_every_event_is_shown_to_be_in_the_log_and_nothing_else_is(size: int, data: st.DataObject) -> None:
    held, index = tree(size), data.draw(st.integers(0, size - 1))
    leaf, proof = leaf_hash(str(index).encode()), held.inclusion(index)
    assert includes(leaf, index, size=size, root=held.root(), proof=proof)
    assert not includes(leaf_hash(b"another"), index, size=size, root=held.root(), proof=proof)
    assert not includes(leaf, index, size=size, root=held.root(), proof=[*proof, EMPTY])


@given(st.integers(1, 70), st.data())
def test_a_longer_log_is_shown_to_begin_with_a_shorter_one(size: int, data: st.DataObject) -> None:
    held, old = tree(size), data.draw(st.integers(1, size))
    proof = held.consistency(old)
    assert extends(old, size, old_root=held.root(old), new_root=held.root(), proof=proof)
    assert not extends(old, size, old_root=EMPTY, new_root=held.root(), proof=proof)


def cases(kind: str) -> Iterator[tuple[str, dict[str, object]]]:
    for path in sorted((VECTORS / kind).rglob("*.json")):
        yield str(path.relative_to(VECTORS)), json.loads(path.read_text(encoding="utf-8"))


def judged(kind: str, case: dict[str, object]) -> bool:
    def hashed(name: str) -> bytes:
        return b64decode(str(case[name] or ""))

    def number(name: str) -> int:
        return int(str(case[name]))

    proof = [b64decode(p) for p in case["proof"] or []]  # type: ignore[attr-defined]
    if kind == "inclusion":
        return includes(hashed("leafHash"), number("leafIdx"), size=number("treeSize"), root=hashed("root"), proof=proof)
    if kind == "subtreeinclusion":
        where = {"start": number("start"), "end": number("end")}
        return includes_in(hashed("leafHash"), number("leafIdx"), **where, root=hashed("root"), proof=proof)
    roots = hashed("root1"), hashed("root2")
    if kind == "consistency":
        return extends(number("size1"), number("size2"), old_root=roots[0], new_root=roots[1], proof=proof)
    return holds_subtree(number("start"), number("end"), size=number("size"), roots=roots, proof=proof)


@vectors
@pytest.mark.shared
@pytest.mark.parametrize("kind", ["inclusion", "consistency", "subtreeinclusion", "subtreeconsistency"])
def test_public_vectors_good_and_bad(kind: str) -> None:
    wrong = [name for name, case in cases(kind) if judged(kind, case) is bool(case["wantErr"])]
    assert wrong == []
