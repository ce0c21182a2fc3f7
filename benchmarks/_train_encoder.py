"""Trains the encoder of `probanda.extract.encoder` and its heads (`filler_judge`) on MUC-4's training split; writes ONNX.

`python -m benchmarks._train_encoder --data ../shared/bench/muc4 --base FOLDER --out FOLDER`: FOLDER holds all-MiniLM-L6-v2
(model.safetensors, vocab.txt; Apache-2.0). About a quarter of an hour of one core with 16-bit matrix products; torch, safetensors
and onnx must be installed, which the product does not need. First one half of the texts is learned in three
passes, and what the network makes of the other half is kept for `_train_muc4`, whose models learn from judgments of texts that
the network had not seen; then one pass over all gives the weights that are shipped.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch.nn.functional import binary_cross_entropy_with_logits

from benchmarks._encoder_net import ROLES, Base, Net, Read, read
from benchmarks._muc4_case import restore
from benchmarks._parsing import parsed
from benchmarks.muc4 import Template, gold
from benchmarks.muc4 import read as texts_of
from probanda.extract.filler_phrases import phrases
from probanda.extract.filler_scene import plain
from probanda.extract.fillers import ROLES as ROLE_NAMES
from probanda.extract.fillers import TYPES

TOGETHER, BODY, HEADS, DECAY = 4, 1.5e-4, 5e-4, 0.01
"""Texts a step, the rates of the encoder and of the heads, and the decay of weights (AdamW, Loshchilov and Hutter 2019)."""
FIRST, LAST, AGAIN, SEED = 3, 1, 0.8, 1
"""Passes over the half, passes over all, what part of the rates the latter begin with, and the seed of all draws."""
BY_PHRASE, BY_KIND, MOST = 0.1, 0.3, 24
Tensor = Any


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with what its key says: the roles of its names, its kinds (the last: none), its entities as the numbers of their
    names with the templates they stand in, and the kinds of each template."""

    text: Read
    roles: Tensor
    kinds: Tensor
    entities: list[tuple[tuple[int, ...], frozenset[int]]]
    templates: list[list[float]]


def main(argv: list[str]) -> int:
    """Train; writes encoder.onnx, filler_heads.npz and unseen.pkl (what the half-trained network makes of the other half)."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    lessons = list(_lessons(options.data, options.base, Base(options.base).eval()))
    torch.manual_seed(SEED)  # the heads begin at random
    base = Base(options.base).eval()
    half = np.random.default_rng(0).permutation(len(lessons)) % 2
    net = _fit(Net(base), [each for each, h in zip(lessons, half, strict=True) if h], passes=FIRST)
    unseen = {i: judged(net, lessons[i].text) for i in map(int, np.flatnonzero(half == 0))}
    (options.out / "unseen.pkl").write_bytes(pickle.dumps({"heads": heads(net), "judged": unseen}))
    _fit(net, lessons, passes=LAST, part=AGAIN)
    _write(base, net, options.out)  # the trained layers are those of the base
    return 0


def _lessons(data: Path, folder: Path, base: Base) -> Any:
    known = {piece: i for i, piece in enumerate((folder / "vocab.txt").read_text("utf-8").split("\n")) if piece}
    texts = texts_of(data, "train")
    for text, doc in zip(texts, parsed(restore(text["doctext"]) for text in texts), strict=True):
        found = [doc[p.start : p.end] for p, _ in phrases(doc)]
        spans = [(span.start_char, span.end_char) for span in found]
        yield lesson(read(base, doc.text, spans=spans, names=[plain(span.text) for span in found], known=known), gold(text))


def lesson(text: Read, keys: Sequence[Template]) -> Lesson:
    """What the key of a text says of its names."""
    number = {name: i for i, name in enumerate(text.names) if name}
    roles, kinds = torch.zeros(len(text.names), ROLES), torch.zeros(len(TYPES) + 1)
    entities: dict[tuple[int, ...], set[int]] = {}
    for at, key in enumerate(keys):
        for role, called in enumerate(ROLE_NAMES):
            for entity in key[called]:
                ours = tuple(sorted({number[name] for name in entity if name in number}))
                roles[list(ours), role] = 1
                if ours:
                    entities.setdefault(ours, set()).add(at)
    templates = [[float(kind in key["incident_type"]) for kind in TYPES] for key in keys]
    kinds[:-1] = torch.tensor(templates).amax(0) if templates else 0
    kinds[-1] = float(not keys)
    return Lesson(text, roles, kinds, [(ours, frozenset(those)) for ours, those in entities.items()], templates)


def _fit(net: Net, lessons: Sequence[Lesson], *, passes: int, part: float = 1.0) -> Net:
    """Descend on the sum of all losses; the rates rise over the first tenth of the steps, then fall in a straight line."""
    chance, order = random.Random(SEED), _order(len(lessons), passes)
    upper = {"params": list(net.layers.parameters()), "lr": part * BODY}
    rest = {"params": [p for name, p in net.named_parameters() if not name.startswith("layers")], "lr": part * HEADS}
    descent = torch.optim.AdamW([upper, rest], weight_decay=DECAY, fused=True)
    pace = torch.optim.lr_scheduler.LambdaLR(descent, lambda s: min(1, 10 * (s + 1) / len(order)) * max(0.02, 1 - s / len(order)))
    net.train()
    for chosen in order:
        _down(net, [lessons[i] for i in chosen], chance).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        descent.step()
        descent.zero_grad()
        pace.step()
    return net


def _order(count: int, passes: int) -> list[list[int]]:
    """The texts of each step."""
    chance = random.Random(SEED)
    shuffled = (chance.sample(range(count), count) for _ in range(passes))
    return [each[start : start + TOGETHER] for each in shuffled for start in range(0, count, TOGETHER)]


def _down(net: Net, some: Sequence[Lesson], chance: random.Random) -> Tensor:
    """The sum of all losses, a text on average."""
    with torch.autocast("cpu", torch.bfloat16):
        given = net([each.text for each in some])
        return sum(_loss(net, each, each_given, chance) for each, each_given in zip(some, given, strict=True)) / TOGETHER


def _loss(net: Net, told: Lesson, given: tuple[Tensor, Tensor, Tensor], chance: random.Random) -> Tensor:
    """Kinds; roles of phrases and of names, as such and given that the text reports an incident; names in company."""
    vectors, roles, kinds = given
    loss = _wrong(kinds, told.kinds)
    if len(vectors):
        named, odds = net.names(told.text, vectors, roles)
        for first in (0, ROLES) if told.entities or told.templates else (ROLES,):
            part = slice(first, first + ROLES)
            loss = loss + BY_PHRASE * (_wrong(roles[:, part], told.roles[told.text.name]) + _wrong(odds[:, part], told.roles))
        if told.entities:
            loss = loss + _company(net, told, named, chance)
    return loss


def _company(net: Net, told: Lesson, named: Tensor, chance: random.Random) -> Tensor:
    """The kind of incident of each filler of the key, by one of its names, and which two belong to one incident."""
    chosen = [(chance.choice(names), those) for names, those in told.entities][:MOST]
    kinds = torch.tensor([[max(told.templates[t][k] for t in those) for k in range(len(TYPES))] for _, those in chosen])
    loss = BY_KIND * _wrong(net.kindof(net.drop(named[[name for name, _ in chosen]])), kinds) / len(chosen)
    two = list(combinations(chosen, 2))
    if two:
        one, other = ([pair[k][0] for pair in two] for k in (0, 1))
        same = torch.tensor([float(bool(a & b)) for (_, a), (_, b) in two])
        loss = loss + _wrong(net.pairs(named[one], named[other]), same) / len(two)
    return loss


def _wrong(given: Tensor, wanted: Tensor) -> Tensor:
    return binary_cross_entropy_with_logits(given.float(), wanted, reduction="sum")


def judged(net: Net, text: Read) -> tuple[Any, Any, Any]:
    """Log odds of phrases and kinds, and the vectors of the phrases, as `filler_judge` has them."""
    net.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        vectors, roles, kinds = net([text])[0]
    return roles.numpy(), kinds.numpy(), vectors.half().numpy()


def _write(base: Base, net: Net, out: Path) -> None:
    """The encoder as ONNX with weights of 8 bits, the heads as numbers of 16."""
    whole, small = out / "whole.onnx", out / "encoder.onnx"
    named = {"input_names": ["ids"], "output_names": ["states"], "dynamic_axes": {"ids": {0: "n"}, "states": {0: "n"}}}
    torch.onnx.export(base, (torch.arange(1000, 1040),), str(whole), opset_version=17, dynamo=False, **named)
    quantize_dynamic(
        whole, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather", "Gemm"]
    )
    whole.unlink()
    np.savez_compressed(out / "filler_heads.npz", **heads(net))


def heads(net: Net) -> dict[str, Any]:
    """The weights of the heads by name."""
    return {name: values.half().numpy() for name, values in net.state_dict().items() if not name.startswith("layers")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
