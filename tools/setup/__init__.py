"""Install what the project needs on a machine that only has Python: `python3 -m tools.setup`.

Runs before the virtual environment exists: nothing here imports anything beyond the standard library.
"""
