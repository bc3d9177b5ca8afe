"""Charts: plain frames in, ``go.Figure`` out, one file a subject."""
