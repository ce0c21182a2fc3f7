"""Sources are copied into the vault, hashed, and never changed; every step is logged."""
