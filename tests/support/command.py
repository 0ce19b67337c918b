"""The command behind `python -m tests`: in a bare Python first, then in the environment's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from serving.bootstrap import ensure_environment
from serving.errors import ServingError
from serving.project import Project
from tests.support import browsers

UNIT_ONLY = ("tests/unit",)
"""Folders whose tests need neither a browser nor the site's assets."""
MOST_PROCESSES = 4


def main(arguments: list[str]) -> int:
    """Get what the tests need and run pytest with `arguments`; returns its exit code."""
    project = Project()
    try:
        if Path(sys.prefix).resolve() != project.venv.resolve():
            python = ensure_environment(project, "serve", "tests")
            return _run_inside(python, project, arguments)
        if needs_browser(arguments, project.root):
            browsers.ensure(project.cache)
            _prepare(project)
    except ServingError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return _pytest(project, arguments)


def needs_browser(arguments: list[str], root: Path) -> bool:
    """Whether anything asked for lies outside the folders that need no browser."""
    named = _named(arguments)
    unit = [root / folder for folder in UNIT_ONLY]
    return not named or not all(
        any(Path(path).resolve().is_relative_to(folder) for folder in unit) for path in named
    )


def processes(arguments: list[str], cores: int | None = None) -> list[str]:
    """Pytest's options for a whole run: a browser for each core, each with a stretch of tests.

    Tests that are named run in one process, where their names and output can be followed.
    """
    count = min(cores or os.cpu_count() or 1, MOST_PROCESSES)
    own = any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)
    if own or count < 2 or _named(arguments):
        return []
    return ["-n", str(count), "--dist", "worksteal"]


def _named(arguments: list[str]) -> list[str]:
    """The files and folders among pytest's arguments."""
    paths = [argument.partition("::")[0] for argument in arguments]
    return [path for path in paths if not path.startswith("-") and Path(path).exists()]


def _run_inside(python: Path, project: Project, arguments: list[str]) -> int:
    return _become([str(python), "-m", "tests", *arguments], project)


def _pytest(project: Project, arguments: list[str]) -> int:
    """A process of its own: pytest rewrites modules that are already imported here."""
    given = [f"--rootdir={project.root}", *processes(arguments), *arguments]
    command = [sys.executable, "-m", "pytest", *given]
    return _become(command, project)


def _become(command: list[str], project: Project) -> int:
    """Replace this process by another, where the system can."""
    paths = [str(project.root), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(command[0], command, environment)
    return subprocess.run(command, check=False, env=environment).returncode


def _prepare(project: Project) -> None:
    """Download and build what the server gives, while progress can still be seen."""
    from serving.server import ready

    ready(project, tests=True)
