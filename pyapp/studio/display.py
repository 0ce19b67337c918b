"""Rich results, of a program or `display(...)`, as MIME bundles (Jupyter's protocol)."""

import base64
import json
import sys
from typing import Any

from studio import host

FIGURES = "studio.repl.figures"
"""Matplotlib's backend here; loaded by matplotlib alone."""

_TEXT_LIMIT = 100_000
"""Characters of a repr that are sent to the page."""

_METHODS = (
    ("_repr_html_", "text/html"),
    ("_repr_markdown_", "text/markdown"),
    ("_repr_latex_", "text/latex"),
    ("_repr_svg_", "image/svg+xml"),
    ("_repr_png_", "image/png"),
    ("_repr_jpeg_", "image/jpeg"),
    ("_repr_json_", "application/json"),
)


def bundle_of(value: Any) -> dict[str, Any]:
    """MIME type -> data for `value`; always holds `text/plain`."""
    bundle: dict[str, Any] = {"text/plain": shortened(repr(value))}
    if isinstance(value, type):
        return bundle
    make_bundle = getattr(value, "_repr_mimebundle_", None)
    made = make_bundle() if callable(make_bundle) else None
    if made is not None:
        bundle |= {mime: _encoded(data) for mime, data in _first(made).items()}
        return bundle
    for method, mime in _METHODS:
        make = getattr(value, method, None)
        data = _first(make()) if callable(make) else None
        if data is not None:
            bundle[mime] = _encoded(data)
    return bundle


def _first(made: Any) -> Any:
    """Data without the metadata that may come with it."""
    return made[0] if isinstance(made, tuple) else made


def _encoded(data: Any) -> Any:
    return base64.b64encode(data).decode() if isinstance(data, bytes) else data


def display(*values: Any) -> None:
    """Show values in the page's output, richly where they know how."""
    for value in values:
        bundle = bundle_of(value)
        json.dumps(bundle)  # a bundle that is not JSON is the caller's error: raise it here
        host.emit("display", {"bundle": bundle})


def show_figures() -> None:
    """Show what matplotlib has drawn and the program has not shown itself."""
    figures = sys.modules.get(FIGURES)
    if figures is not None:
        figures.flush()


def shortened(text: str, limit: int = _TEXT_LIMIT) -> str:
    """`text`, with its middle left out where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    half = limit // 2
    return f"{text[:half]}\n[… {len(text) - 2 * half} characters left out …]\n{text[-half:]}"
