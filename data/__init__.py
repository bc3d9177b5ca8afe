"""What is known: schema, read-only engine, queries and pure domain rules.  No dash, no plotly."""
