"""How a base of an earlier schema becomes one of this schema: one revision per version of the schema, by Alembic.

A revision that was published never changes, and imports nothing of ``data.tables``, which does.
"""
