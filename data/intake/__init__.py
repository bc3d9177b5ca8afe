"""The only code that writes: reading the tracked files, rules, checks, publication.  Run by ``python -m data``."""
