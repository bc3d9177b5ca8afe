"""What is seen: pure functions from frames and words to components and figures.  No database, no application."""
