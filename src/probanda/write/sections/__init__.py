"""The parts of the dossier, one module each: a function from the desk to a section."""
