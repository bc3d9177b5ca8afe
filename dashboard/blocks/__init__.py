"""Blocks of the pages that one file could not hold: each file bears the name of its page."""
