"""Frozen texts become findings, each pinned to its words and to who says so. `extraction.extract` runs the extractors."""
