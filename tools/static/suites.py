"""An application that asks the same component files as the real one, without its data or its settings."""

from importlib import import_module

from dash import Dash

from tools.static import PACKAGES


def application() -> Dash:
    """Return an application without pages, after the import of the component packages.

    The real one would need a database, whereas the browser's files do not depend on it.
    """
    for package in PACKAGES:
        import_module(package)
    app = Dash("suites", assets_folder="", enable_mcp=False)
    app.layout = []
    return app
