"""`%pip`: what pip takes on a command line, as far as it has a meaning here."""

import importlib.metadata
import shlex
from pathlib import Path
from typing import Any

from studio import host
from studio.repl import packages
from studio.repl.magics import UsageError

_USAGE = "%pip: expected install, list, show or uninstall, as in `%pip install NAME`."
_IGNORED = (
    *("-q", "--quiet", "-v", "--verbose", "-y", "--yes", "--user", "-U", "--upgrade"),
    *("--force-reinstall", "--no-input", "--no-cache-dir", "--disable-pip-version-check"),
)
_VALUED = {
    "-r": "requirement",
    "--requirement": "requirement",
    "-i": "index",
    "--index-url": "index",
    "--extra-index-url": "index",
}


async def pip(rest: str, _: dict[str, Any]) -> None:
    """Do what `pip` would be asked on a command line.

    Raises:
        UsageError: It has no meaning here.
        InstallError: A package cannot be had.
    """
    try:
        words = shlex.split(rest, comments=True)
    except ValueError as error:
        raise UsageError(f"%pip: {error}: {rest}") from None
    if not words:
        raise UsageError(_USAGE)
    command, names, options = words[0], *_parsed(words[1:])
    if command in {"list", "freeze"}:
        _say("\n".join(packages.installed()))
    elif command == "install" and names:
        await packages.install(names, **options)
    elif command == "uninstall" and names:
        await _uninstall(names)
    elif command == "show" and names:
        _show(names)
    else:
        raise UsageError(_USAGE)


def _parsed(words: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Names, and what the options mean."""
    names: list[str] = []
    options: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        if name in _VALUED and word.startswith("-"):
            value = value or next(rest, "")
            if not value:
                raise UsageError(f"%pip: expected something after {name}.")
            if _VALUED[name] == "index":
                options.setdefault("index_urls", []).append(value.rstrip("/"))
            else:
                names += _required(Path(value))
        elif word == "--pre":
            options["pre"] = True
        elif word == "--no-deps":
            options["deps"] = False
        elif word.startswith("-") and name not in _IGNORED:
            known = ", ".join(sorted({*_VALUED, "--pre", "--no-deps"}))
            raise UsageError(f"%pip: {word} has no meaning here. Known: {known}.")
        elif not word.startswith("-"):
            names.append(word)
    return names, options


def _required(path: Path) -> list[str]:
    """The requirements of a file."""
    if not path.is_file():
        raise UsageError(f"%pip: there is no file {str(path)!r} here; %ls lists what there is.")
    lines = [line.partition(" #")[0].strip() for line in path.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith(("#", "-"))]


async def _uninstall(names: list[str]) -> None:
    for name in names:
        _distribution(name)
    await host.load_packages_for("import micropip")
    import micropip

    micropip.uninstall(names, verbose=False)
    _say(f"Uninstalled {', '.join(names)}. What is imported stays until Restart.")


def _show(names: list[str]) -> None:
    for name in names:
        data = _distribution(name).metadata
        facts = ("Name", "Version", "Summary", "Home-page")
        _say("\n".join(f"{key}: {data[key]}" for key in facts if data[key]))


def _distribution(name: str) -> importlib.metadata.Distribution:
    try:
        return importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        text = f"{name}: not installed. `%pip install {name}` gets it."
        raise packages.InstallError(text) from None


def _say(text: str) -> None:
    print(text)  # noqa: T201
