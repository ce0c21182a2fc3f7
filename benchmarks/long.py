"""How memory grows with the length of one document: `python -m benchmarks long --data DIR [--limit PAGES]`.

The texts (*.txt) below DIR are set as one PDF of about 30 pages and one of about ten times as many (by default 300), and each is
built into a case in a process of its own. Figures: memory_ratio (peak memory of the build with the long one over that with the
short one) and seconds_ratio (processor seconds a page, likewise).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.throughput import measured

_SPECIAL = str.maketrans({mark: f"\\{mark}" for mark in "\\#$*_`<>@[]=-+/~"})
_SHORT, _LONG = 30, 300
_SIZE = 6_500
"""Characters that make a page in the setting below."""


def main(argv: list[str]) -> int:
    """Measure, print two lines and one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks long", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=_LONG, help="pages of the long document")
    parser.add_argument("--split", help="accepted for uniformity")
    options = parser.parse_args(argv)
    texts = [path.read_text("utf-8", errors="replace") for path in sorted(options.data.rglob("*.txt"))]
    with tempfile.TemporaryDirectory() as temporary:
        short, long = (_built(texts, Path(temporary, str(pages)), pages=pages) for pages in (_SHORT, options.limit))
    print(json.dumps({name: round(long[name] / short[name], 3) for name in ("memory_ratio", "seconds_ratio")}))
    return 0


def _built(texts: Sequence[str], folder: Path, *, pages: int) -> dict[str, float]:
    folder.mkdir()
    count = _set(list(_enough(texts, pages * _SIZE)), folder / "report.pdf")
    used = measured("build", folder)
    print(f"{count} pages: cpu {used['cpu']:.1f} s, peak {used['peak']:.0f} MB")
    return {"memory_ratio": used["peak"], "seconds_ratio": used["cpu"] / count}


def _enough(texts: Sequence[str], characters: int) -> Iterator[str]:
    """Texts until there are so many characters, from the first again when they run out."""
    while characters > 0:
        for text in texts:
            if characters > 0:
                yield text
            characters -= len(text)


def _set(texts: Sequence[str], path: Path) -> int:
    """The texts as a PDF; the number of its pages."""
    import pypdfium2
    import typst

    source = path.with_suffix(".typ")
    source.write_text("#set text(size: 9pt)\n" + "\n\n".join(text.translate(_SPECIAL) for text in texts), "utf-8")
    typst.compile(str(source), output=str(path))
    source.unlink()
    with pypdfium2.PdfDocument(path) as document:
        return len(document)
