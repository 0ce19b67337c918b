"""A static copy of the site, for any host that sends files, whether or not it can send headers."""

from __future__ import annotations

import html
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from serving.errors import ServingError, UsageError, storage_error
from serving.files import Hashes
from serving.lock import PYODIDE_CDN
from serving.models import list_models
from serving.page import STYLES, import_maps, render, style_sheet
from serving.policy import COMMON, FRAMES, PUBLISHED, content_security_policy, sharing
from serving.server import ready
from serving.site import INDEX_PATH, SITE_PATH, Site

if TYPE_CHECKING:
    import argparse

    from serving.assets import AssetLock
    from serving.index import Index
    from serving.project import Project

HEAD = "<head>"


def build(project: Project, options: argparse.Namespace) -> int:
    """Write the copy and return the exit code."""
    out: Path = options.out.resolve()
    base: str = options.base_url
    if not (base.startswith("/") and base.endswith("/")):
        raise UsageError(f"--base-url: expected a path such as / or /docs/, got {base!r}.")
    if not _may_be_replaced(out):
        raise ServingError(f"{out} holds something that is no copy of this site; choose another.")
    lock, index = ready(project, offline=options.offline)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as folder:
            new = Path(folder) / "site"
            write(project, lock, index, new, base=base, models=options.models)
            shutil.rmtree(out, ignore_errors=True)
            new.rename(out)
    except OSError as error:
        raise storage_error(error, out) from error
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"Wrote {size / 1e6:.1f} MB to {out}")
    return 0


def _may_be_replaced(out: Path) -> bool:
    if not out.exists():
        return True
    return out.is_dir() and ((out / SITE_PATH).exists() or not any(out.iterdir()))


def write(
    project: Project,
    lock: AssetLock,
    index: Index,
    out: Path,
    *,
    base: str = "/",
    models: Path | None = None,
) -> None:
    """Write every file of the site below `out`."""
    site = Site(project, lock, index, Hashes(), models=models is not None)
    policy = content_security_policy(import_maps(lock))
    for url, path in (site.own_files() | site.vendor_files() | site.boot_wheels()).items():
        if path.suffix == ".html":
            _put(out / url, with_policy(render(project.web, path, lock), policy))
            _put((out / url).with_name(STYLES), style_sheet(project.web, path))
        else:
            (out / url).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, out / url)
    for entry in site.entries():
        bundle = site.bundle(entry)
        _put(out / entry, bundle.text)
        _put(out / f"{entry}.map", bundle.source_map)
    _put(out / SITE_PATH, site.script())
    _put(out / INDEX_PATH, json.dumps(_static_index(project, site, index)))
    _put(out / "_headers", _headers(base, policy))
    _put(out / ".nojekyll", "")  # else some hosts leave out what begins with an underscore
    if models is not None:
        shutil.copytree(models, out / "models")
        _put(out / "models/index.json", json.dumps({"models": list_models(models)}))


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def with_policy(page: str, policy: str) -> str:
    """Put the policy into a page, before anything that it governs."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'
    return page.replace(HEAD, f"{HEAD}\n    {meta}", 1)


def _static_index(project: Project, site: Site, index: Index) -> dict[str, object]:
    """Return the package index; what is not in the copy gets its address on a CDN."""
    here = {url.removeprefix("wheels/") for url in site.boot_wheels()}
    version = project.versions["pyodide"]
    packages = {
        name: entry
        if entry["file_name"] in here
        else {**entry, "file_name": PYODIDE_CDN.format(version=version, file=entry["file_name"])}
        for name, entry in index.lock["packages"].items()
        if entry["file_name"] in here or not (project.wheels / entry["file_name"]).exists()
    }
    return {**index.lock, "packages": packages}


def _headers(base: str, policy: str) -> str:
    """Return the headers in the one form that several static hosts read."""
    headers = {**COMMON, "Content-Security-Policy": policy + FRAMES}
    everywhere = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    immutable = "  Cache-Control: public, max-age=31536000, immutable\n"
    shared = "".join(
        f"{base}{folder}*\n"
        + "".join(f"  {name}: {value}\n" for name, value in sharing(folder, PUBLISHED).items())
        for folder in PUBLISHED
    )
    return f"{base}*\n{everywhere}{shared}{base}vendor/*\n{immutable}"
