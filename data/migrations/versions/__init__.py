"""The revisions, named after the version of the schema that they give."""
