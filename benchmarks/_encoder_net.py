"""The network that `_train_encoder` trains, in PyTorch: a BERT-like encoder and small heads over the phrases of a text.

Layers as in Devlin et al. (2019); the base weights are those of all-MiniLM-L6-v2 (Wang et al. 2020, Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from probanda.extract.encoder import WIDTH, Encoded, pieces, windows

HEADS, INNER, LAYERS, FROZEN = 12, 1536, 6, 2
"""The lower `FROZEN` layers and the embeddings stay as they are, so that what they make of a text is computed once."""
SPAN, WIDEST, ROLES, KINDS = 256, 10, 5, 6
_ROUNDED, _DROPPED = 64, 0.15
Tensor = Any
_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "l1": "attention.output.LayerNorm",
    "a": "intermediate.dense",
    "b": "output.dense",
    "l2": "output.LayerNorm",
}


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.a, self.b = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.l1, self.l2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor = None) -> Tensor:
        """States (windows, pieces, 384) after this layer; `mask` is false where a window has no piece."""
        query, key, value = (
            part(x).view(*x.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.l1(x + self.o(seen.transpose(1, 2).reshape(x.shape)))
        return self.l2(x + self.b(functional.gelu(self.a(x))))


class Base(nn.Module):  # type: ignore[misc]
    """The embeddings and layers of all-MiniLM-L6-v2, read from the folder `base` (model.safetensors)."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        found = {name.removeprefix("bert."): values for name, values in load_file(base / "model.safetensors").items()}
        self.words = nn.Embedding.from_pretrained(found["embeddings.word_embeddings.weight"])
        places = found["embeddings.position_embeddings.weight"] + found["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Parameter(places[:256].clone(), requires_grad=False)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.norm.load_state_dict({part: found[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for number, layer in enumerate(self.layers):
            for ours, theirs in _NAMES.items():
                parts = {p: found[f"encoder.layer.{number}.{theirs}.{p}"] for p in ("weight", "bias")}
                getattr(layer, ours).load_state_dict(parts)

    def forward(self, ids: Tensor) -> Tensor:
        """The states of one window of pieces: what is written as ONNX."""
        x = self.norm(self.words(ids) + self.places[: ids.shape[0]]).unsqueeze(0)
        for layer in self.layers:
            x = layer(x)
        return x[0]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the trained part sees it: windows after the frozen layers, what counts in each, and its phrases."""

    windows: list[Tensor]
    masks: list[Tensor]
    kept: list[tuple[int, int]]
    spans: Tensor
    name: Tensor
    """The number of the name of each phrase."""
    names: list[str]


def read(base: Base, text: str, *, spans: Sequence[tuple[int, int]], names: Sequence[str], known: dict[str, int]) -> Read:
    """Run the frozen layers over a text; `spans` are the characters of its phrases, `names` what each is called."""
    found = list(pieces(text, known))
    parts = [_window(base, [number for number, _, _ in found[start:end]]) for start, end, _, _ in windows(len(found))]
    where = Encoded(tuple(a for _, a, _ in found), tuple(b for _, _, b in found), None, None)  # type: ignore[arg-type]
    index = {name: i for i, name in enumerate(dict.fromkeys(names))}
    return Read(
        [states for states, _ in parts],
        [mask for _, mask in parts],
        [(first - start, last - start) for start, _, first, last in windows(len(found))],
        torch.tensor([where.pieces(*span) for span in spans]).reshape(-1, 2),
        torch.tensor([index[name] for name in names], dtype=torch.long),
        list(index),
    )


def _window(base: Base, numbers: list[int]) -> tuple[Tensor, Tensor]:
    """States after the frozen layers, filled up so that few lengths occur (kernels are made for each), and what is no filling."""
    ids = torch.tensor([101, *numbers, 102])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        x = base.norm(base.words(ids) + base.places[: len(ids)])
        x = functional.pad(x, (0, 0, 0, -len(ids) % _ROUNDED)).unsqueeze(0)
        mask = torch.arange(x.shape[1]) < len(ids)
        for layer in base.layers[:FROZEN]:
            x = layer(x, mask[None, None, None])
    return x[0].bfloat16(), mask


class Net(nn.Module):  # type: ignore[misc]
    """The upper layers, and heads for the roles of phrases, the kinds of a text, and which names belong together."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.layers = base.layers[FROZEN:]
        self.drop = nn.Dropout(_DROPPED)
        self.span, self.width, self.role = nn.Linear(2 * WIDTH, SPAN), nn.Embedding(WIDEST + 1, SPAN), nn.Linear(SPAN, 2 * ROLES)
        self.att, self.doc, self.kind = nn.Linear(WIDTH, 1), nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, KINDS + 1)
        self.pair1, self.pair2, self.kindof = nn.Linear(3 * SPAN, 128), nn.Linear(128, 1), nn.Linear(SPAN, KINDS)
        nn.init.constant_(self.role.bias, -3.0)
        nn.init.constant_(self.kind.bias, -1.0)
        nn.init.normal_(self.width.weight, std=0.05)

    def forward(self, texts: Sequence[Read]) -> list[tuple[Tensor, Tensor, Tensor]]:
        """For each text the vectors of its phrases, their log odds by role, and the log odds of its kinds."""
        encoded = self._encode(texts)
        ends = torch.cat([torch.cat([h[t.spans[:, 0]], h[t.spans[:, 1]]], 1) for (h, _), t in zip(encoded, texts, strict=True)])
        width = torch.cat([(t.spans[:, 1] - t.spans[:, 0]).clamp(max=WIDEST) for t in texts])
        count, filling = len(ends), -len(ends) % 256
        ends, width = functional.pad(ends, (0, 0, 0, filling)), functional.pad(width, (0, filling))
        vectors = functional.gelu(self.span(self.drop(ends)) + self.width(width))
        roles = self.role(self.drop(vectors)).float()[:count]
        kinds = self.kind(self.drop(functional.gelu(self.doc(self.drop(torch.stack([self._whole(*each) for each in encoded]))))))
        sizes = [len(t.spans) for t in texts]
        return list(zip(vectors.float()[:count].split(sizes), roles.split(sizes), kinds.float(), strict=True))

    def _encode(self, texts: Sequence[Read]) -> list[tuple[Tensor, Tensor]]:
        """For each text the states of its pieces and that of its opening; windows of one length run together."""
        sizes: dict[int, list[tuple[int, int]]] = {}
        for i, text in enumerate(texts):
            for j, window in enumerate(text.windows):
                sizes.setdefault(len(window), []).append((i, j))
        states: dict[tuple[int, int], Tensor] = {}
        for alike in sizes.values():
            x = torch.stack([texts[i].windows[j] for i, j in alike])
            mask = torch.stack([texts[i].masks[j] for i, j in alike])[:, None, None]
            for layer in self.layers:
                x = layer(x, mask)
            states |= dict(zip(alike, x, strict=True))
        return [
            (torch.cat([states[i, j][a + 1 : b + 1] for j, (a, b) in enumerate(text.kept)]), states[i, 0][0])
            for i, text in enumerate(texts)
        ]

    def _whole(self, states: Tensor, opening: Tensor) -> Tensor:
        weights = torch.softmax(states.float() @ self.att.weight[0].float() + self.att.bias, 0)
        return torch.cat([weights.to(states.dtype) @ states, opening])

    def names(self, text: Read, vectors: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        """The vector of each name (its likeliest phrases weigh most) and its log odds (those of its phrases taken together)."""
        spread = text.name[:, None].expand(-1, roles.shape[1])
        tops = torch.full((len(text.names), roles.shape[1]), -30.0).scatter_reduce(0, spread, roles, "amax")
        odds = tops + torch.log(torch.zeros_like(tops).scatter_add(0, spread, torch.exp(roles - tops[text.name])) + 1e-9)
        best = roles[:, ROLES:].max(1)[0]
        top = torch.full((len(text.names),), -30.0).scatter_reduce(0, text.name, best.detach(), "amax")
        weights = torch.exp(best - top[text.name])
        total = torch.zeros(len(text.names)).scatter_add(0, text.name, weights)
        shares = (weights / total[text.name])[:, None]
        return torch.zeros(len(text.names), vectors.shape[1]).index_add(0, text.name, vectors * shares), odds

    def pairs(self, one: Tensor, other: Tensor) -> Tensor:
        """Log odds that names take part in one incident, row by row."""
        both = torch.cat([one + other, (one - other).abs(), one * other], 1)
        return self.pair2(functional.gelu(self.pair1(self.drop(both))))[:, 0].float()
