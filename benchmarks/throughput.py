"""What a build costs beside the bare language model on the same texts, how it scales to two cores, and how its memory grows.

`python -m benchmarks throughput --data DIR [--limit N]`: every .txt below DIR. Each measurement runs in its own process, whose
processor time (with that of its children) and peak memory the operating system reports. Figures: extract_ratio and cost_ratio
(processor seconds of extraction alone, and of `build`, over those of the bare spaCy pipeline, on one core), speedup_2 (wall time
with one process over that with two), memory_ratio (peak memory with all texts over that with a tenth of them).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import spacy

from probanda import pipeline
from probanda.extract.extraction import Job, extract
from probanda.extract.language import model_name
from probanda.model import Party, Text
from probanda.settings import Settings
from probanda.store.case import create


def main(argv: list[str]) -> int:
    """Measure, print a table and one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks throughput", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--split", help="accepted for uniformity")
    parser.add_argument("--child", choices=("bare", "extract", "build"), help=argparse.SUPPRESS)
    parser.add_argument("--engine", default="serial", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.child:
        alone = {"bare": _bare, "extract": _extract}.get(options.child)
        print(json.dumps(alone(options.data) if alone else _build(options.data, options.engine)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(_measure(options, Path(temporary))))
    return 0


def _measure(options: argparse.Namespace, folder: Path) -> dict[str, float]:
    texts = sorted(options.data.rglob("*.txt"))[: options.limit]
    every, tenth = _copy(texts, folder / "all"), _copy(texts[:: max(1, len(texts) // max(1, len(texts) // 10))], folder / "tenth")
    words = sum(len(path.read_text("utf-8", errors="replace").split()) for path in texts)
    bare, found, one = measured("bare", every), measured("extract", every), measured("build", every)
    two, small = measured("build", every, engine="processes:2"), measured("build", tenth)
    print(f"{len(texts)} texts, {words:,} words; a tenth: {len(list(tenth.iterdir()))} texts")
    for name, figures in (
        ("bare model", bare),
        ("extraction", found),
        ("build", one),
        ("build, 2 processes", two),
        ("build, a tenth", small),
    ):
        print(f"{name:20} cpu {figures['cpu']:7.1f} s  wall {figures['wall']:7.1f} s  peak {figures['peak']:6.0f} MB")
    return {
        "extract_ratio": round(found["cpu"] / bare["cpu"], 3),
        "cost_ratio": round(one["cpu"] / bare["cpu"], 3),
        "speedup_2": round(one["wall"] / two["wall"], 3),
        "memory_ratio": round(one["peak"] / small["peak"], 3),
        "words_per_second": round(words / one["wall"]),
    }


def _copy(texts: list[Path], folder: Path) -> Path:
    folder.mkdir()
    for number, path in enumerate(texts):
        shutil.copyfile(path, folder / f"{number:05}.txt")
    return folder


def measured(kind: str, folder: Path, *, engine: str = "serial") -> dict[str, float]:
    """Processor seconds (cpu), wall seconds (wall) and peak megabytes (peak) of work on a folder, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks", "throughput", "--data", str(folder), "--child", kind, "--engine", engine]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _bare(folder: Path) -> dict[str, float]:
    started = time.perf_counter()
    pipe = spacy.load(model_name())
    for _ in pipe.pipe((path.read_text("utf-8", errors="replace") for path in sorted(folder.iterdir())), batch_size=16):
        pass
    return _usage(started)


def _extract(folder: Path) -> dict[str, float]:
    """As the build does it, in batches, with the texts as they lie: reading in the sandbox is not part of it."""
    started = time.perf_counter()
    jobs = map(_job, sorted(folder.iterdir()))
    while batch := list(islice(jobs, 16)):
        for _ in extract(batch):
            pass
    return _usage(started)


def _job(path: Path) -> Job:
    text = Text(id=path.stem, source=path.stem, reader="measured", body=path.read_text("utf-8", errors="replace"))
    return Job(text=text, outlet=Party(name=path.stem, how="outlet"))


def _build(folder: Path, engine: str) -> dict[str, float]:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        pipeline.build(folder, create(Path(temporary, "case")), settings=Settings(engine=engine))
    return _usage(started)


def _usage(started: float) -> dict[str, float]:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return {"cpu": cpu, "wall": time.perf_counter() - started, "peak": max(own.ru_maxrss, children.ru_maxrss) / 1024}
