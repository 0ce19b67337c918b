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
_BUNDLE = "_repr_mimebundle_"
_NOBODYS = "_repr_that_nobody_has_"
"""What has this too, as mocks do, says of no other method that it is its own."""


def bundle_of(value: Any) -> dict[str, Any]:
    """MIME type -> data for `value`; always with `text/plain`, which names a method that failed."""
    bundle: dict[str, Any] = {"text/plain": shortened(repr(value))}
    method = _NOBODYS
    try:
        if isinstance(value, type) or hasattr(value, method):
            return bundle
        method = _BUNDLE
        made = _made(value, method)
        if made is not None:
            return bundle | {str(mime): _encoded(data) for mime, data in made.items()}
        for method, mime in _METHODS:
            data = _made(value, method)
            if data is not None:
                bundle[mime] = _encoded(data)
    except Exception as error:
        bundle["text/plain"] += f"\n[{method} failed: {type(error).__name__}: {error}]"
    return bundle


def _made(value: Any, method: str) -> Any:
    """What a method of the protocol gives, without the metadata that may come with it."""
    make = getattr(value, method, None)
    made = make() if callable(make) else None
    return made[0] if isinstance(made, tuple) else made


def _encoded(data: Any) -> Any:
    """Data as the page takes it.

    Raises:
        TypeError: It is neither text nor bytes nor JSON.
    """
    if isinstance(data, bytes | bytearray):
        return base64.b64encode(data).decode()
    if not isinstance(data, str):
        json.dumps(data)
    return data


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
