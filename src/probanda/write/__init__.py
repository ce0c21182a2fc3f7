"""The case file: dossier, tables, exports. Every sentence cites its exhibit and passage."""
