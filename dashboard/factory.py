"""The only place where the application is put together."""

import json
import logging
from typing import Final

from dash import Dash
from flask_compress import Compress

from components.wording import shell as wording
from dashboard import origin, router, security
from dashboard.answers import First, first
from dashboard.document import INDEX, Document
from dashboard.pages import PAGES
from dashboard.routes import Routes
from dashboard.settings import Settings
from dashboard.shell import living, shell
from dashboard.static_files import font_urls, mount_static
from data.engine import Reader, read_only_engine, reader

HOUSE: Final = "vigie"
"""Name under which the server keeps what prepares its pages (gunicorn.conf.py)."""


def create_app(settings: Settings, read: Reader | None = None) -> Dash:
    """Build the application; a broken layout or callback stops the boot, a missing database does not.

    Args:
        settings: what the deployment chose.
        read: reader to use instead of one on ``settings.database_url``.
    """
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    routes = Routes(PAGES, settings.url_prefix)
    # Followed once: another version may be published meanwhile (tools/static/publication.py).
    static_root = settings.static_root.resolve()
    app = Document(
        routes,
        font_urls(static_root, settings.url_prefix),
        assets_folder=str(static_root / "assets"),
        url_base_pathname=settings.url_prefix,
        title=wording.APPLICATION,
        update_title="",
        index_string=INDEX,
        meta_tags=[
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
            {"name": "description", "content": wording.DESCRIPTION},
        ],
        on_error=router.on_error,
        enable_mcp=False,
        serve_locally=True,
    )
    read = read or reader(read_only_engine(settings.database_url))
    frame = shell(routes)
    app.layout = frame
    app.validation_layout = router.validation_layout(frame, routes)  # type: ignore[assignment]  # declared as None by Dash
    house = router.register(app, routes, read)
    with app.server.test_request_context(settings.url_prefix):
        app.server.preprocess_request()
        dependencies = app.dependencies().get_data(as_text=True)
    layout = living(frame)
    app.settle(json.dumps(layout))
    app.server.extensions[HOUSE] = house

    def first_answer(path: str, query: str) -> First:
        return first(layout, dependencies, router.opened(house, path, query, None), path, query)

    app.carry(first_answer)
    origin.mount(app.server, house)
    security.protect(app, routes, read)
    Compress(app.server)
    mount_static(app.server, static_root, settings.url_prefix)
    return app
