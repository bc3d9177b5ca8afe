"""Measures that anyone can run: ``make prepare`` first, then ``.venv/bin/python -m bench``."""
