"""The tables, one file a subject.  ``data.schema`` gathers them."""
