"""Who copied whom, and who contradicts whom."""
