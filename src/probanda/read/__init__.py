"""Sources become frozen texts with segments."""
