"""Runnable measurements: `python -m benchmarks NAME --data DIR`. Results stand in RESULTS.md."""
