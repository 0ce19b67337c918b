"""The command line; heavy imports wait until needed: `--help` needs none."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from serving.errors import UsageError

if TYPE_CHECKING:
    from serving.project import Project

EPILOG = """\
The first start needs a network connection: it makes .venv and gets what the browser needs, each
file checked against web/assets.lock.json. Every later start works without one.
"""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Parse the arguments; ends the program with code 2 where they make no sense."""
    parser = argparse.ArgumentParser(
        prog="serve.py", description="Prepare and serve the site on this machine.", epilog=EPILOG
    )
    parser.add_argument("--port", type=_port, default=8000, help="default 8000; 0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1, this machine only")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--models", type=Path, metavar="DIR", help="serve a folder of models")
    parser.add_argument("--offline", action="store_true", help="never use the network")
    parser.set_defaults(command="serve")
    commands = parser.add_subparsers(title="other commands", metavar="")
    build = commands.add_parser("build", help="write a static copy of the site")
    build.add_argument("--out", type=Path, default=Path("dist"), help="default dist")
    build.add_argument("--base-url", default="/", help="where the copy will live, default /")
    build.set_defaults(command="build")
    return parser.parse_args(arguments)


def run(project: Project, options: argparse.Namespace) -> int:
    """Do what the command line asks for and return the exit code."""
    if options.models is not None and not options.models.is_dir():
        raise UsageError(f"--models: there is no folder {options.models}.")
    if options.command == "build":
        from serving.build import build

        return build(project, options)
    from serving.server import serve

    return serve(project, options)


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 65535, got {text!r}")
    return int(text)
