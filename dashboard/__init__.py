"""The application: settings, filters, shell, pages and their wiring.  It knows every floor; nobody knows it."""
