"""The workbench served to a team: signing in, cases by membership, and for each role what it may see."""
