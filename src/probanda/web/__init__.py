"""The local workbench in the browser."""
