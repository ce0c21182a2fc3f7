"""`python -m benchmarks NAME [options]`: run one measurement. The last line it prints is one JSON object of figures."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main(argv: list[str]) -> int:
    """Run the measurement named first; without a name, list them. Returns an exit status."""
    here = Path(__file__).parent
    entries = [entry for entry in here.iterdir() if not entry.name.startswith("_")]
    names = sorted(entry.stem for entry in entries if entry.suffix == ".py" or (entry / "__init__.py").exists())
    if not argv or argv[0] not in names:
        print("usage: python -m benchmarks NAME [--data DIR] [--split SPLIT] [--limit N]\nmeasurements:", ", ".join(names))
        return 2
    return int(import_module(f"benchmarks.{argv[0]}").main(argv[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
