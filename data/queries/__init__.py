"""Plain values in, ``Select`` out: the only place where SQL is written.  Run by ``data.engine.reader``."""
