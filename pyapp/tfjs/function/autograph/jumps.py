"""`break`, `continue` and early `return` written as conditions, before anything else is done."""

import ast

from tfjs.function.autograph import names

_BLOCKS = (ast.With, ast.Try, ast.TryStar, ast.Match, ast.AsyncWith)


class Jumps(ast.NodeTransformer):
    """Loops whose jumps are inside `if`s only get a flag each; other loops stay as they are."""

    def __init__(self) -> None:
        self._count = 0
        self.stops: dict[ast.AST, str] = {}
        """Loop -> name of the flag that ends it."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Leave functions inside to a pass of their own."""
        return node

    visit_Lambda = visit_ClassDef = visit_AsyncFunctionDef = visit_FunctionDef  # type: ignore[assignment]  # noqa: N815

    def visit_While(self, node: ast.While) -> ast.AST | list[ast.AST]:
        """Rewrite a loop."""
        self.generic_visit(node)
        return self._rewritten(node)

    def visit_For(self, node: ast.For) -> ast.AST | list[ast.AST]:
        """Rewrite a loop."""
        self.generic_visit(node)
        return self._rewritten(node)

    def _rewritten(self, node: ast.While | ast.For) -> ast.AST | list[ast.AST]:
        if not names.jumps(node.body) or node.orelse or not _inside_ifs(node.body):
            return node
        self._count += 1
        stop, skip = f"stop__{self._count}", f"skip__{self._count}"
        body = _lowered(node.body, stop, skip)
        node.body = [_set(skip, False, node), *body]
        self.stops[node] = stop
        return [_set(stop, False, node), node]


def _inside_ifs(body: list[ast.stmt]) -> bool:
    """Whether jumps are directly in the loop or in `if`s."""
    for node in body:
        if isinstance(node, ast.If):
            if not (_inside_ifs(node.body) and _inside_ifs(node.orelse)):
                return False
        elif isinstance(node, _BLOCKS) and names.jumps([node]):
            return False
    return True


def _lowered(body: list[ast.stmt], stop: str, skip: str) -> list[ast.stmt]:
    """Statements in which a jump sets a flag, and what follows asks for it."""
    made: list[ast.stmt] = []
    for index, node in enumerate(body):
        if isinstance(node, ast.Break):
            return [*made, _set(stop, True, node)]
        if isinstance(node, ast.Continue):
            return [*made, _set(skip, True, node)]
        if not isinstance(node, ast.If) or not names.jumps([node]):
            made.append(node)
            continue
        node.body = _lowered(node.body, stop, skip)
        node.orelse = _lowered(node.orelse, stop, skip)
        made.append(node)
        rest = _lowered(body[index + 1 :], stop, skip)
        if rest:
            flags = ast.BoolOp(ast.Or(), [_name(stop), _name(skip)])
            test = ast.UnaryOp(ast.Not(), flags)
            made.append(placed(ast.If(test, rest, []), rest[0]))
        return made
    return made


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _set(name: str, value: bool, near: ast.AST) -> ast.stmt:
    return placed(ast.Assign([ast.Name(name, ast.Store())], ast.Constant(value)), near)


def placed(node: ast.stmt, near: ast.AST) -> ast.stmt:
    """A statement that was made, with the place of one that is the user's."""
    ast.copy_location(node, near)
    for inner in ast.walk(node):
        if not hasattr(inner, "lineno") and "lineno" in inner._attributes:
            ast.copy_location(inner, near)
    return node


def with_tail(body: list[ast.stmt], tails: set[ast.AST]) -> list[ast.stmt]:
    """A function's statements with what follows an `if` that returns moved into its other branch.

    Args:
        body: The statements at the end of which the function returns.
        tails: Gets the `if`s of which each branch returns.
    """
    for index, node in enumerate(body):
        if not isinstance(node, ast.If) or not names.holds([node], ast.Return):
            continue
        if not _returns_in_ifs([*node.body, *node.orelse]):
            return body
        rest = body[index + 1 :]
        if ends(node.body):
            node.orelse = [*node.orelse, *rest]
        elif node.orelse and ends(node.orelse):
            node.body = [*node.body, *rest]
        elif rest:
            return body
        node.body = _ended(with_tail(node.body, tails), node)
        node.orelse = _ended(with_tail(node.orelse, tails), node)
        tails.add(node)
        return body[: index + 1]
    return body


def _returns_in_ifs(body: list[ast.stmt]) -> bool:
    """Whether every `return` stands in nothing but `if`s."""
    for node in body:
        if isinstance(node, ast.If):
            if not _returns_in_ifs([*node.body, *node.orelse]):
                return False
        elif not isinstance(node, ast.Return) and names.holds([node], ast.Return):
            return False
    return True


def ends(body: list[ast.stmt]) -> bool:
    """Whether the statements return whatever happens."""
    if not body:
        return False
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and ends(last.body) and ends(last.orelse)
    return isinstance(last, ast.Return)


def _ended(body: list[ast.stmt], near: ast.AST) -> list[ast.stmt]:
    if ends(body):
        return body
    return [*body, placed(ast.Return(ast.Constant(None)), body[-1] if body else near)]
