"""The command behind `python -m tests.bench`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from serving.bootstrap import ensure_environment
from serving.project import Project

LIMITS = {
    "a + b, with disposal": 1.3,
    "expression of 10 operations": 1.25,
    # No limit for reshape and expand_dims: TF.js takes half a microsecond, a crossing alone more.
    "transpose, with disposal": 1.3,
    "squeeze, with disposal": 1.3,
    "t[1:3], with disposal": 1.3,
    "t[2], with disposal": 1.3,
    "t[:, 0], with disposal": 1.3,
    "MLP step / optimizer.minimize": 1.03,
    "MLP step / model.fit": 0.7,
    "CNN step, WASM / best of cpu and webgl": 0.2,
    "fit, dense, batch 32 / model.fit": 0.8,
    "fit, CNN, WASM / model.fit on WebGL": 1.0,
    "fit, CNN, WASM / model.fit on WASM with our kernels": 1.0,
    "fit, LSTM / model.fit": 1.0,
    "predict, dense, 2048 rows / model.predict": 1.03,
    "predict, CNN, 512 rows / model.predict": 1.03,
    "1 000 JPEGs in batches / Pillow": 0.5,
    "1 000 JPEGs by Dataset.map / Pillow": 0.5,
    "4 MB ndarray -> tensor -> ndarray": 2.0,
    "MobileNet 0.25, inference": 1.02,
    "MobileNet 1.0, inference": 1.02,
    "warm page, no network": 1.0,
    "second visit, Python with tfjs / loadPyodide": 0.35,
    "second visit, first tensor / plain page": 0.6,
}
"""Ours over plain."""
LIMITS_MS = {
    "importing the library": 120,
    "restart, until a first result": 1000,
    "stop, while True: pass": 300,
    "stop, a counting loop": 300,
    "stop, for x in dataset": 300,
    "stop, a long numpy call": 300,
    "stop, while True: pass, not isolated": 600,
    "stop, a counting loop, not isolated": 600,
    "stop, for x in dataset, not isolated": 600,
    "stop, a long numpy call, not isolated": 600,
    "1 000 000 lines, longest task": 100,
    "50 MB string, longest task": 100,
    "completion of tf.": 50,
    "completion of frame.": 50,
}
"""Milliseconds; the numpy calls count from their return."""
LIBRARY_LIMIT_MS = LIMITS_MS["importing the library"]


def main(arguments: list[str]) -> int:
    """Run the benchmarks inside the tests' environment."""
    project = Project()
    if Path(sys.prefix).resolve() != project.venv.resolve():
        python = ensure_environment(project, "serve", "tests")
        environment = {**os.environ, "PYTHONPATH": str(project.root)}
        os.execve(str(python), [str(python), "-m", "tests.bench", *arguments], environment)
    return _measure(project, _parsed(arguments, project.root))


def _parsed(arguments: list[str], root: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--json", type=Path, default=root / "tests" / "out" / "bench.json")
    parser.add_argument("--only", choices=("steady", "boot", "console", "server"))
    return parser.parse_args(arguments)


def _measure(project: Project, options: argparse.Namespace) -> int:
    from tests.bench import console, measure
    from tests.support import browsers, data

    folder = data.folder()
    if folder is None:
        print(data.ABSENT, file=sys.stderr)
        return 1
    browsers.ensure(project.cache)
    results: dict[str, Any] = {}
    if options.only in (None, "server"):
        results["server"] = measure.server_start()
    if options.only in (None, "steady"):
        results["steady"] = measure.steady(folder)
    if options.only in (None, "boot"):
        results["boot"] = measure.boots(folder)
    if options.only in (None, "console"):
        results["console"] = console.visits() | console.use()
    measure.write(results, options.json)
    print(table(results))
    print(f"\nWritten to {options.json}")
    return 0


def table(results: dict[str, Any]) -> str:
    """The ratios as text; the limit is what the project promises."""
    rows = [("measurement", "plain", "ours", "ratio", "limit")]
    for name, entry in (results.get("steady", {}) | results.get("console", {})).items():
        if "ratio" in entry:
            rows.append(_row(name, entry["plain_ms"], entry["ours_ms"], entry["ratio"]))
    boot = results.get("boot")
    if boot:
        name = "warm page, no network"
        rows.append(_row(name, boot["plain_warm_ms"], boot["warm_ms"], boot["ratio"]))
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    lines = []
    for row in rows:
        name, *cells = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join([name.strip().ljust(widths[0]), *cells]))
    lines += _milliseconds(results.get("console", {}))
    lines += _notes(results)
    return "\n".join(lines)


def _row(name: str, plain: float, ours: float, ratio: float) -> tuple[str, str, str, str, str]:
    limit = LIMITS.get(name)
    return name, _time(plain), _time(ours), f"{ratio:.3f}", f"{limit:.2f}" if limit else ""


def _time(milliseconds: float) -> str:
    return f"{milliseconds * 1000:.2f} µs" if milliseconds < 0.1 else f"{milliseconds:.2f} ms"


def _milliseconds(console: dict[str, Any]) -> list[str]:
    lines = []
    for name, entry in console.items():
        if "ms" in entry:
            limit = f"  limit {LIMITS_MS[name]} ms" if name in LIMITS_MS else ""
            others = {key: value for key, value in entry.items() if key != "ms"}
            more = ", ".join(f"{key} {value:,.0f}" for key, value in others.items())
            lines.append(f"{name}: {entry['ms']:.1f} ms{limit}{f'  ({more})' if more else ''}")
        elif "characters" in entry:
            lines.append(f"{name}: {entry['characters']:,} characters")
    return ["", *lines] if lines else []


def _notes(results: dict[str, Any]) -> list[str]:
    notes = []
    if "server" in results:
        notes.append(f"second start of the server: {results['server']['seconds']:.2f} s (limit 1)")
    memory = results.get("steady", {}).get("memory")
    if memory:
        grown = memory["grown"] or "nothing"
        notes.append(f"after {memory['classifications']} classifications, grown: {grown}")
    boot = results.get("boot")
    if boot:
        notes.append(f"cold page: {boot['cold_ms']:.0f} ms")
        notes.append(
            f"importing the library, bytecode kept: {boot['library_ms']:.0f} ms"
            f" (limit {LIBRARY_LIMIT_MS})"
        )
        notes += [f"  {visit}: {phases}" for visit, phases in boot["phases"].items()]
    return ["", *notes]
