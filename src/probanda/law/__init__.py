"""The law as data: crimes, modes of liability, contextual elements, proceedings."""
