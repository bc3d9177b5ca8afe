"""The demonstration set: invented facts, told apart from real ones by their status alone.

``trame/`` holds the hand-written rows, shaped like ``data/sources``; ``reperes/`` holds the few numbers from which the
other modules compute the long series.  Nothing is drawn at random: the same code and files give the same rows.
"""
