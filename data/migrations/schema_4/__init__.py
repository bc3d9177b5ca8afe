"""The table that schema 4 brings, as it was: this package never changes."""
