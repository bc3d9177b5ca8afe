"""The commands of ``python -m data``, one file a subject: each adds its words to the parser and says who runs it."""
