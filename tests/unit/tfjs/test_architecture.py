"""The library's shape, read from its source: which way imports go, who touches JavaScript."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TFJS = Path(__file__).resolve().parents[3] / "pyapp" / "tfjs"
SOURCES = sorted(TFJS.rglob("*.py"))
FOREIGN = {"js", "pyodide", "pyodide_js", "_tfjs_host"}

# Lowest first; a module imports from its own row or those above it.
LAYERS = (
    {"errors", "dtypes", "tensor_shape", "_scopes", "nest", "_names"},
    {"_bridge", "_seeds", "_config_optimizer"},
    {"_devices", "_config_experimental", "_config_threading", "backend"},
    {
        *{"tensor", "variable", "_variable_scatter", "indexed_slices", "tensor_array", "type_spec"},
        *{"composite_specs", "pending"},
        *{"_ragged_construction", "ragged_tensor", "sparse_tensor"},
        *{"_operators", "_dispatch", "_typing", "ops", "gradients", "printing"},
    },
    {"flow", "function", "context", "generator", "initial_values", "module"},
    {"linear_operators", "protos", "audio", "quantization", "queue"},
    {"besides", "forward"},
    {"compat", "autodiff", "test", "types", "version", "_lookup_experimental", "lookup"},
    {
        "_special",
        "_random_experimental",
        "_nn_experimental",
        "_linalg_experimental",
        "autograph",
        "config",
    },
    {
        *{"math", "nn", "linalg", "random", "bitwise", "debugging", "signal"},
        *{"ragged", "raw_ops", "sparse", "sets", "strings"},
    },
    {"keras", "data", "io", "image_io", "image", "summary"},
    {"train", "experimental"},
    {"tasks"},
    {"__init__"},
)


def part_of(path: Path) -> str:
    return path.relative_to(TFJS).parts[0].removesuffix(".py")


def layer_of(part: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if part in layer)


def imported_modules(path: Path) -> list[tuple[int, str]]:
    """Modules imported anywhere in a file, but for those that only type checkers see."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "tfjs":
            found += [(node.lineno, f"tfjs.{alias.name}") for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.lineno, node.module))
    return found


def test_every_part_has_its_layer_and_every_layer_its_parts() -> None:
    assert sorted(part for layer in LAYERS for part in layer) == sorted(set(map(part_of, SOURCES)))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(TFJS)))
def test_imports_point_downwards(path: Path) -> None:
    here = layer_of(part_of(path))
    for line, module in imported_modules(path):
        if not module.startswith("tfjs.") or path == TFJS / "__init__.py":
            continue
        part = module.split(".")[1]
        assert layer_of(part) <= here, f"{path.name}:{line} imports upwards: {module}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(TFJS)))
def test_only_the_bridge_touches_javascript(path: Path) -> None:
    if part_of(path) == "_bridge":
        return
    for line, module in imported_modules(path):
        assert module.split(".")[0] not in FOREIGN, f"{path.name}:{line} imports {module}"


STOPPING = TFJS.parent / "studio" / "stopping.py"


def not_torn() -> list[str]:
    """Parts of the library that Stop never leaves in the middle."""
    for node in ast.parse(STOPPING.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_LIBRARY":
            return [
                part.value
                for part in ast.walk(node.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
    raise AssertionError("stopping.py has no _LIBRARY")


def test_stop_never_comes_between_a_slot_and_its_tensor() -> None:
    parts = not_torn()
    makers = set()
    for path in SOURCES:
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        if any(getattr(call.func, "id", "") == "Tensor" for call in calls):
            makers.add(".".join(path.relative_to(TFJS).with_suffix("").parts))
    torn = [m for m in makers if not any(m == p or m.startswith(f"{p}.") for p in parts)]
    assert sorted(torn) == [], "they make tensors of slots: add them to stopping._LIBRARY"
    for part in parts:
        place = TFJS.joinpath(*part.split("."))
        assert place.is_dir() or place.with_suffix(".py").is_file(), f"there is no {part}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(TFJS)))
def test_a_file_is_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


HOST = TFJS.parents[1] / "web" / "worker" / "host"


@pytest.mark.parametrize("path", sorted(HOST.rglob("*.js")), ids=lambda p: str(p.relative_to(HOST)))
def test_a_file_of_the_host_is_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


NAMESPACES = ("math", "nn", "image", "linalg", "random", "bitwise", "debugging")


@pytest.mark.parametrize("name", NAMESPACES)
def test_a_namespace_holds_names_only_in_order(name: str) -> None:
    whole = ast.parse((TFJS / f"{name}.py").read_text(encoding="utf-8")).body[1:]
    body = [node for node in whole if not isinstance(node, ast.If)]  # `if TYPE_CHECKING`
    assert all(isinstance(node, ast.ImportFrom) for node in body)
    aliases = [alias for node in body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert all(alias.asname is not None for alias in aliases)


@pytest.mark.parametrize("path", sorted((TFJS / "ops").glob("*.py")), ids=lambda p: p.name)
def test_public_functions_are_typed_and_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        overloads = any(getattr(d, "id", "") == "overload" for d in node.decorator_list)
        assert overloads or ast.get_docstring(node), f"{node.name} has no docstring"
        assert node.returns is not None, f"{node.name} has no return type"
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        untyped = [a.arg for a in arguments if a.annotation is None]
        assert untyped == [], f"{node.name}: {untyped} have no type"
