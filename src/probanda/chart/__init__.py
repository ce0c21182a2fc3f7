"""Findings are laid beside the elements they may prove, and what is lacking is named."""
