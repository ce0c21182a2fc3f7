"""Probanda: from a folder of sources to a cited case file."""

__version__ = "0.1.0"
