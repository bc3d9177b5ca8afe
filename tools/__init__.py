"""Programs that prepare, build and check the project; never imported by the application."""
