"""Headers, Content Security Policy, refusal of malformed bodies, health."""

import logging
from collections.abc import Mapping
from typing import Any, Final

from dash import Dash
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import NotFound

from components.wording import shell as wording
from dashboard.document import simple_page
from dashboard.routes import Routes
from data.engine import DatabaseUnavailableError, Reader
from data.queries.base import identity

logger = logging.getLogger(__name__)

_POLICY: Final = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "style-src-attr": "'none'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_MAX_BODY: Final = 256 * 1024
_UPDATE: Final = "_dash-update-component"


def content_security_policy(script_hashes: tuple[str, ...]) -> str:
    """Policy without ``unsafe-eval``: scripts of this host and the named inline ones."""
    scripts = " ".join(("'self'", *script_hashes))
    return "; ".join([f"script-src {scripts}", *(f"{name} {value}" for name, value in _POLICY.items())])


def _named(item: object) -> tuple[str, str] | None:
    """Id and property of one input, state or output."""
    if (
        not isinstance(item, Mapping)
        or not isinstance(item.get("id"), str)
        or not isinstance(item.get("property"), str)
    ):
        return None
    return item["id"], item["property"]


def _names(items: object) -> list[tuple[str, str] | None] | None:
    return [_named(item) for item in items] if isinstance(items, list) else None


def _declared_outputs(output: str) -> list[tuple[str, str]]:
    """Ids and properties of ``a.p`` or ``..a.p...b.q..``; shared properties end with ``@hash``."""
    parts = output[2:-2].split("...") if output.startswith("..") else [output]
    split = [part.rpartition(".") for part in parts]
    return [(name, prop.partition("@")[0]) for name, _, prop in split]


def _asked_outputs(outputs: object) -> list[tuple[str, str] | None] | None:
    named = _names(outputs if isinstance(outputs, list) else [outputs])
    return None if named is None else [item and (item[0], item[1].partition("@")[0]) for item in named]


def well_formed(body: object, declared: Mapping[str, Mapping[str, Any]]) -> bool:
    """True when a body asks a callback of this server with its own inputs, states and outputs, whatever their values.

    Args:
        body: parsed JSON of the request.
        declared: ``app.callback_map``.
    """
    if not isinstance(body, Mapping) or not isinstance(body.get("output"), str):
        return False
    callback = declared.get(body["output"])
    changed = body.get("changedPropIds")
    # What the browser computes alone is declared too, without a function of ours.
    if callback is None or "callback" not in callback:
        return False
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        return False
    outputs = body.get("outputs")
    return (
        _names(body.get("inputs")) == _names(callback["inputs"])
        and _names(body.get("state", [])) == _names(callback["state"])
        and isinstance(outputs, list) == body["output"].startswith("..")
        and _asked_outputs(outputs) == _declared_outputs(body["output"])
    )


def _parsed_body() -> object:
    try:
        return request.get_json(silent=True)
    except RecursionError:  # lists within lists within lists…
        return None


def protect(app: Dash, routes: Routes, read: Reader) -> None:
    """Mount everything on the server; once every callback is registered and the first-request set-up is done."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = _MAX_BODY
    hashes = tuple(app.csp_hashes())
    policy = content_security_policy(hashes)
    update_endpoint = f"{routes.prefix}{_UPDATE}"

    @server.before_request
    def refuse_malformed() -> tuple[str, int] | None:
        if request.path != update_endpoint or request.method != "POST":
            return None
        return None if well_formed(_parsed_body(), app.callback_map) else ("", 400)

    @server.after_request
    def finish(response: Response) -> Response:
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = policy
        if response.mimetype == "text/html":
            response.headers["Cache-Control"] = "no-cache"
        return response

    @server.errorhandler(404)
    def outside(_error: NotFound) -> tuple[str, int]:
        """An address out of the application, when it lives under a prefix."""
        return simple_page(wording.NOT_FOUND_TITLE, wording.NOT_FOUND_OUTSIDE, routes.prefix), 404

    @server.get(f"{routes.prefix}sante")
    def health() -> tuple[Response, int]:
        try:
            known_identity = identity(read)
        except DatabaseUnavailableError as error:
            return jsonify(etat="indisponible", cause=error.cause), 503
        return jsonify(etat="ok", empreinte=known_identity.empreinte), 200
