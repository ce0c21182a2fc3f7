"""Mentions become entities, reports become incidents; every join is explained and can be undone."""
