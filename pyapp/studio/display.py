"""Rich results, of a program or `display(...)`, as MIME bundles (Jupyter's protocol)."""

import base64
import json
from typing import Any

from studio import host

_TEXT_LIMIT = 100_000
"""Characters of a repr that are sent to the page."""

_METHODS = (
    ("_repr_html_", "text/html"),
    ("_repr_markdown_", "text/markdown"),
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
    if make_bundle is not None:
        made = make_bundle()
        bundle |= made[0] if isinstance(made, tuple) else made
        return bundle
    for method, mime in _METHODS:
        make = getattr(value, method, None)
        data = make() if make is not None else None
        if data is not None:
            encoded = base64.b64encode(data).decode() if isinstance(data, bytes) else data
            bundle[mime] = encoded
    return bundle


def display(*values: Any) -> None:
    """Show values in the page's output, richly where they know how."""
    for value in values:
        bundle = bundle_of(value)
        json.dumps(bundle)  # a bundle that is not JSON is the caller's error: raise it here
        host.emit("display", {"bundle": bundle})


def shortened(text: str, limit: int = _TEXT_LIMIT) -> str:
    """`text`, with its middle left out where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    half = limit // 2
    return f"{text[:half]}\n[… {len(text) - 2 * half} characters left out …]\n{text[-half:]}"
