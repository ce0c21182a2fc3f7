"""Quality may only rise: runs the measurements named in floors.yaml and fails when a figure has fallen below its floor.

`python -m benchmarks floors --data ../shared [--only NAME]`
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml


def main(argv: list[str]) -> int:
    """Run, compare, print each figure beside its floor. Returns 1 if any is below."""
    parser = argparse.ArgumentParser(prog="benchmarks floors", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only")
    options = parser.parse_args(argv)
    plan: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text("utf-8"))
    wanted = {name: entry for name, entry in plan.items() if options.only in (None, name)}
    below = [line for name, entry in wanted.items() for line in _below(name, entry, options.data)]
    for line in below:
        print("BELOW ITS FLOOR:", line)
    print(json.dumps({"measured": len(wanted), "below": len(below)}))
    return 1 if below else 0


def _below(name: str, entry: dict[str, Any], data: Path) -> list[str]:
    command = [
        sys.executable,
        "-m",
        "benchmarks",
        entry.get("run", name),
        "--data",
        str(data / entry["data"]),
        *entry.get("options", []),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return [f"{name} did not run: {done.stderr.strip().splitlines()[-1:]}"]
    figures = json.loads(done.stdout.splitlines()[-1])
    for key, floor in entry.get("floors", {}).items():
        print(f"{name:14} {key:24} {figures[key]:.3f}  floor {floor:.3f}")
    for key, ceiling in entry.get("ceilings", {}).items():
        print(f"{name:14} {key:24} {figures[key]:.3f}  ceiling {ceiling:.3f}")
    low = [f"{name} {key} {figures[key]} < {floor}" for key, floor in entry.get("floors", {}).items() if figures[key] < floor]
    high = [f"{name} {key} {figures[key]} > {top}" for key, top in entry.get("ceilings", {}).items() if figures[key] > top]
    return low + high
