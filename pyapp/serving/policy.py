"""The headers of every response, and which names the server answers to."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import socket

# `blob:` lets TF.js start its WASM threads, which import a Blob from a Blob worker.
POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'wasm-unsafe-eval' blob:{hashes}; "
    "worker-src 'self' blob:; "
    "style-src 'self'; "
    "img-src 'self' blob: data: https:; "
    "media-src 'self' blob:; "
    "connect-src 'self' https: http://127.0.0.1:* http://localhost:* blob: data:; "
    "font-src 'self'; "
    "object-src 'none'; "
    "base-uri 'none'; "
    "form-action 'none'"
)
# Cannot be said in a <meta> element.
FRAMES = "; frame-ancestors 'self'"

COMMON = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# Code that another origin's page may embed and read; a visitor's own models are not.
SHARED = ("vendor/", "wheels/")
# A published site's models are public.
PUBLISHED = (*SHARED, "models/")


def content_security_policy(inline_scripts: list[str]) -> str:
    """Return the policy that allows exactly these inline scripts."""
    hashes = "".join(f" '{script_hash(script)}'" for script in inline_scripts)
    return POLICY.format(hashes=hashes)


def script_hash(script: str) -> str:
    """Return the CSP source of an inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def sharing(path: str, shared: tuple[str, ...] = SHARED) -> dict[str, str]:
    """Return the headers that say who may use a path below the site's base."""
    if not path.startswith(shared):
        return {"Cross-Origin-Resource-Policy": "same-origin"}
    return {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


class HostCheck:
    """Refuses names that are not this machine's, such as those a hostile page rebinds to it."""

    def __init__(self, host: str) -> None:
        self._names = {"localhost", host.lower()}
        self._open = host in {"0.0.0.0", "::", ""}
        if self._open:
            self._names.add(socket.gethostname().lower())

    def allows(self, header: str) -> bool:
        """Tell whether a Host header names this server."""
        name = _host_name(header)
        if name in self._names or name.endswith(".localhost"):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        # A page that rebinds its name still sends that name, so an address is harmless.
        return address.is_loopback or self._open


def _host_name(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.rpartition(":")[0].lower() if header.count(":") == 1 else header.lower()
