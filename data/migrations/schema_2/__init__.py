"""The tables of schema 2, one function each, as they were: this package never changes."""
