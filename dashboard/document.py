"""The HTML document that carries the application: language, title of the page asked, the page itself, then scripts."""

import re
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from dash import Dash
from flask import Response, g, request

from components.wording import shell as wording
from dashboard.answers import First
from dashboard.routes import Routes

INDEX: Final = """<!DOCTYPE html>
<html lang="fr">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
{%css%}
</head>
<body>
{%app_entry%}
{%config%}{%scripts%}{%renderer%}
</body>
</html>"""


FirstAnswer = Callable[[str, str], First]
"""What the document of a path and a query carries."""

# Charts are empty then: their tables stay.
_WITHOUT_SCRIPT: Final = (
    f'<noscript><style>.graphique{{display:none}}</style><p class="avis">{wording.WITHOUT_SCRIPT}</p></noscript>'
)
# Gathered beforehand in one file of the assets (tools/static), without what no page needs.
_GATHERED: Final = re.compile(r'<script src="[^"]*/_dash-component-suites/[^"]*"></script>')
# All that makes the page answer, after what draws its charts: run once they are painted (assets/js/early/page.js).
_HELD: Final = re.compile(r'<script src="([^"]*/assets/(?!00-)[^"]*)"></script>')
_EXECUTED: Final = 'type="application/javascript"'


def simple_page(title: str, text: str, home: str) -> str:
    """A page without the application: for an address that is not one of its own."""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    body = f'<h1>{title}</h1><p>{text}</p><p><a href="{escape(home)}">{wording.APPLICATION}</a></p>'
    return f'<!DOCTYPE html><html lang="fr"><head>{head}</head><body>{body}</body></html>'


def _query() -> str:
    """Query of the request as the browser will give it, empty without one."""
    text = request.query_string.decode("ascii", errors="ignore")
    return f"?{text}" if text else ""


# ruff: noqa: ARG002  Dash gives its own entry and icon, which this document replaces.


class Document(Dash):
    """Dash, with the frame painted by the first answer instead of the word « Loading »."""

    def __init__(self, addresses: Routes, fonts: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401  passed on
        super().__init__("vigie", **options)
        self._addresses = addresses
        self._settled = "{}"
        self._first: FirstAnswer = lambda _path, _query: First("", "", "", HTTPStatus.OK)
        self._fonts = "".join(
            f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{font}">' for font in fonts
        )

    def settle(self, layout: str) -> None:
        """Keep the layout as text: it never changes."""
        self._settled = layout

    def serve_layout(self) -> Response:
        """Dash's own address of the layout, for a browser that did not take the one of the document."""
        return Response(self._settled, mimetype="application/json")

    def carry(self, first: FirstAnswer) -> None:
        """Write ``first(path, query)`` into every document, which then answers its status."""
        self._first = first

    def index(self, *args: object, **kwargs: object) -> Response:
        """The document, with the status of the page that it carries."""
        text = super().index(*args, **kwargs)  # type: ignore[no-untyped-call]
        return Response(text, status=g.pop("status", HTTPStatus.OK), mimetype="text/html")

    def interpolate_index(  # type: ignore[override]  # the renderer's parts are all strings
        self, metas: str, title: str, css: str, config: str, scripts: str, app_entry: str, favicon: str, renderer: str
    ) -> str:
        """Fill the document for the page that the request asks."""
        page, _ = self._addresses.resolve(request.path)
        title = page.title if page is not None else wording.NOT_FOUND_TITLE
        first = self._first(quote(request.path), _query())
        # Dash takes text from this method and asks nothing else: the status waits for ``index``.
        g.status = first.status
        asked = _GATHERED.sub("", scripts)
        preloads = "".join(f'<link rel="preload" as="script" href="{src}">' for src in _HELD.findall(asked))
        document: str = super().interpolate_index(  # type: ignore[no-untyped-call]
            metas=metas,
            title=f"{title} – {wording.APPLICATION}",
            css=f"{self._fonts}{css}{preloads}<style>{first.css}</style>",
            config=config,
            scripts=_HELD.sub(r'<script type="text/plain" src="\1"></script>', asked),
            app_entry=f'{_WITHOUT_SCRIPT}<div id="react-entry-point">{first.page}</div>{first.answers}',
            favicon=f'<link rel="icon" type="image/svg+xml" href="{self.get_asset_url("favicon.svg")}">',
            renderer=renderer.replace(_EXECUTED, 'type="text/plain"'),
        )
        return document
