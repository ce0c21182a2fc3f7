"""Feeds broken input to our own parsers: each must end in a result or in one of the errors it documents, never in another.

    python -m benchmarks fuzz --executions 200000 [--target NAME] [--state FILE] [--coverage]

Without more it changes samples at random, the same way on every run (`--seed`); inputs that were accepted are changed further.
With `--state` the counts are kept in a file, and a run goes on where the last one ended: `--executions` is then the total.
With `--coverage` and the package `atheris` installed, libFuzzer steers by the code reached; it ends the process by itself, so it
takes one target at a time. An input that takes a second of processor time is a failure, too.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.fuzz.changes import changed
from benchmarks.fuzz.targets import OWN, TARGETS, Target

_SLICE = 20_000
_POOL = 64
_SLOW = 1.0


@dataclass(slots=True)
class Count:
    """What was done to one parser, in this run and the earlier ones that the state file tells of."""

    executions: int = 0
    failures: int = 0
    seconds: float = 0.0
    found: list[str] = field(default_factory=list)


def main(argv: list[str]) -> int:
    """Print executions and failures of each target; exit status 1 when a parser raised what it may not."""
    options = _options(argv)
    if options.coverage:
        _steered(TARGETS[options.target or "text"], options.executions)
    counts = _read(options.state)
    for name in [options.target] if options.target else OWN:
        count = counts.setdefault(name, Count())
        for _ in _slices(name, count, options):
            _write(options.state, counts)
        rate = count.executions / max(count.seconds, 1e-9)
        print(f"{name:10} {count.executions:>11,} executions, {rate:9,.0f} a second, {count.failures} failures", flush=True)
        for found in count.found[:3]:
            print(f"    {found}")
    failures = sum(count.failures for count in counts.values())
    print(json.dumps({"executions": {name: count.executions for name, count in counts.items()}, "failures": failures}))
    return 1 if failures else 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzz")
    parser.add_argument("--executions", type=int, default=20_000, help="for each target")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="for each target, at most")
    parser.add_argument("--target", choices=sorted(TARGETS), help="without it, each parser of our own")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--state", type=Path, help="file of counts, made and kept up to date")
    parser.add_argument("--coverage", action="store_true", help="let atheris steer")
    parser.add_argument("--data", help="not used: the samples are our own")
    return parser.parse_args(argv)


def _slices(name: str, count: Count, options: argparse.Namespace) -> Iterator[None]:
    """Slices of executions until there are enough. Each has chances of its own: the n-th is the same in every run."""
    end = time.monotonic() + options.seconds
    while count.executions < options.executions and time.monotonic() < end:
        started = time.monotonic()
        chance = Random(f"{options.seed}/{name}/{count.executions}")
        size = min(_SLICE, options.executions - count.executions)
        for found in _tried(TARGETS[name], chance, size):
            count.failures += 1
            count.found = [*count.found, found][:20]
        count.executions += size
        count.seconds += time.monotonic() - started
        yield


def _tried(target: Target, chance: Random, size: int) -> Iterator[str]:
    """The inputs among `size` that ended in an error which is not allowed, or took too long, in words."""
    draw, call, allowed, most = chance.random, target.call, target.allowed, target.most
    samples = target.samples
    pool = list(samples)
    for _ in range(size):
        data = changed(pool[int(draw() * len(pool))], chance, most=most) or b"\0"
        started = time.perf_counter()
        try:
            call(data)
            if draw() < 0.02:
                # Accepted: what is made of it gets further than a change of a sample does. The samples stay.
                pool = [*samples, *pool[len(samples) :][-_POOL:], data]
        except allowed:
            pass
        except Exception as error:  # the finding this program is for
            yield f"{error!r} from {data!r}"
        if time.perf_counter() - started > _SLOW and (took := _again(target, data)) > _SLOW:
            yield f"{took:.1f} s from {data!r}"


def _again(target: Target, data: bytes) -> float:
    """Processor seconds of one input: a busy machine may stop for a second by itself."""
    started = time.process_time()
    with suppress(*target.allowed):
        target.call(data)
    return time.process_time() - started


def _read(state: Path | None) -> dict[str, Count]:
    if state is None or not state.exists():
        return {}
    return {name: Count(**held) for name, held in json.loads(state.read_text(encoding="utf-8")).items()}


def _write(state: Path | None, counts: dict[str, Count]) -> None:
    if state is not None:
        held = {
            n: {"executions": c.executions, "failures": c.failures, "seconds": c.seconds, "found": c.found}
            for n, c in counts.items()
        }
        temporary = state.with_suffix(".partial")
        temporary.write_text(json.dumps(held, indent=1), encoding="utf-8")
        temporary.replace(state)


def _steered(target: Target, executions: int) -> None:
    """Hand over to libFuzzer, which prints for itself and ends the process."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    def one(data: bytes) -> None:
        try:
            target.call(data)
        except target.allowed:
            return

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-runs={executions}", f"-max_len={target.most}"], one)
    atheris.Fuzz()
