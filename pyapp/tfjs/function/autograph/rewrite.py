"""The rewriting of a function: control flow becomes calls of runtime.py.

if test:            def then__1():            # declares y as the function's
    y = a               y = a
else:               def other__1():
    y = b               y = b
                    def get__1(): return [value of y, or UNDEFINED]
                    def set__1(values): y = …
                    ag__.if_(test, then__1, other__1, get__1, set__1, …)
"""

import ast
import builtins
from collections import Counter
from typing import Any

from tfjs.function.autograph import names
from tfjs.function.autograph.jumps import Jumps, ends, placed, with_tail

RUNTIME = "ag__"
_BUILTINS = frozenset(dir(builtins))


class Rewriter(ast.NodeTransformer):
    """Rewrites one function; functions inside it by themselves."""

    def __init__(self) -> None:
        self._count = 0
        self._stops: dict[ast.AST, str] = {}
        self._tails: set[ast.AST] = set()
        self._loads: Counter[str] = Counter()
        self._declared: set[str] = set()

    def function(self, node: ast.FunctionDef) -> None:
        """Rewrite a function in place; one that yields or awaits stays."""
        if names.holds(node.body, ast.Yield, ast.YieldFrom, ast.Await) or names.uses_frames(node):
            return
        jumps, tails = Jumps(), set[ast.AST]()
        holder = ast.Module(node.body, [])
        jumps.generic_visit(holder)
        node.body = with_tail(holder.body, tails)
        outer = self._stops, self._tails, self._loads, self._declared
        self._stops, self._tails = jumps.stops, tails
        self._loads, self._declared = names.loads(node), names.declared(node)
        own = [name for name in names.assigned(node.body) if name not in self._declared]
        node.body = [*_bound(own, node.body[0]), *self._statements(node.body)]
        self._stops, self._tails, self._loads, self._declared = outer

    def _statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for node in body:
            result = self.visit(node)
            made += result if isinstance(result, list) else [result]
        return made

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function inside."""
        self.function(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Leave classes alone."""
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """Leave coroutines alone."""
        return node

    # --- statements

    def visit_If(self, node: ast.If) -> Any:
        """A branch."""
        tail = node in self._tails
        changed = names.assigned([*node.body, *node.orelse])
        sound = names.is_sound([*node.body, *node.orelse], returns=tail)
        if not sound or self._declared & {*changed} or (tail and not ends([node])):
            self.generic_visit(node)
            return node
        local = self._local(node, changed)
        number = self._next()
        test = self.visit(node.test)
        then = self._body(f"then__{number}", [], self._statements(node.body), changed, node)
        other = self._body(f"other__{number}", [], self._statements(node.orelse), changed, node)
        parts = [self._name(f"then__{number}"), self._name(f"other__{number}")]
        call = self._call("if_", [test, *parts, *self._state(number), local, ast.Constant(tail)])
        last = ast.Return(call) if tail else ast.Expr(call)
        made = [then, other, *self._accessors(number, changed, node), last]
        return [placed(one, node) for one in made]

    def visit_While(self, node: ast.While) -> Any:
        """A loop with a condition."""
        changed = names.assigned(node.body)
        sound = names.is_sound(node.body) and not names.holds([node.test], ast.NamedExpr)
        if node.orelse or not sound or self._declared & {*changed}:
            return self._plain(node)
        local = self._local(node, changed)
        number = self._next()
        stop = self._stops.get(node)
        test = self.visit(node.test)
        if stop is not None:
            going = self._call("not_", [self._name(stop)])
            test = self._call("and_", [_lambda(going), _lambda(test)])
        check = self._body(f"test__{number}", [], [ast.Return(test)], [], node)
        body = self._body(f"body__{number}", [], self._statements(node.body), changed, node)
        parts = [self._name(f"test__{number}"), self._name(f"body__{number}")]
        call = ast.Expr(self._call("while_", [*parts, *self._state(number), local]))
        made = [check, body, *self._accessors(number, changed, node), call]
        return [placed(one, node) for one in made]

    def visit_For(self, node: ast.For) -> Any:
        """A loop over something."""
        changed = names.assigned([node.target, *node.body])
        simple = all(
            isinstance(n, ast.Name | ast.Tuple | ast.List | ast.Starred | ast.expr_context)
            for n in ast.walk(node.target)
        )
        sound = simple and not node.orelse and names.is_sound(node.body)
        if not sound or self._declared & {*changed}:
            return self._plain(node)
        local = self._local(node, changed)
        number = self._next()
        stop = self._stops.get(node)
        source = self._source(node.iter)
        first = placed(ast.Assign([node.target], self._name(f"item__{number}")), node)
        statements = [first, *self._statements(node.body)]
        body = self._body(f"body__{number}", [f"item__{number}"], statements, changed, node)
        made: list[ast.stmt] = [body]
        check: ast.expr = ast.Constant(None)
        if stop is not None:
            going = ast.Return(self._call("not_", [self._name(stop)]))
            made.append(self._body(f"test__{number}", [], [going], [], node))
            check = self._name(f"test__{number}")
        parts = [source, self._name(f"body__{number}"), check]
        call = ast.Expr(self._call("for_", [*parts, *self._state(number), local]))
        made += [*self._accessors(number, changed, node), call]
        return [placed(one, node) for one in made]

    def _plain(self, node: ast.While | ast.For) -> ast.AST:
        """A loop that stays; if its jumps were rewritten, its flag has to end it."""
        stop = self._stops.get(node)
        self.generic_visit(node)
        if stop is not None:
            leave = placed(ast.If(self._name(stop), [ast.Break()], []), node)
            node.body.append(leave)
        return node

    def _source(self, node: ast.expr) -> ast.expr:
        """What a loop goes over; a call is made by the runtime, which knows `tf.range`."""
        function = node.func if isinstance(node, ast.Call) else None
        ranges = isinstance(function, ast.Name) and function.id == "range"
        known = isinstance(function, ast.Attribute) or ranges
        if isinstance(node, ast.Call) and known:
            inner = [self.visit(argument) for argument in node.args]
            call = self._call("iterated", [self.visit(node.func), *inner])
            call.keywords = [ast.keyword(k.arg, self.visit(k.value)) for k in node.keywords]
            return ast.copy_location(call, node)
        return self.visit(node)  # type: ignore[no-any-return]

    def _local(self, node: ast.AST, changed: list[str]) -> ast.expr:
        """Those of the names that nothing outside of the statement reads."""
        inside = names.loads(node)
        own = [name for name in changed if self._loads[name] <= inside[name]]
        places: list[ast.expr] = [ast.Constant(changed.index(name)) for name in own]
        return ast.Tuple(places, ast.Load())

    def _body(
        self, name: str, arguments: list[str], body: list[ast.stmt], changed: list[str], near: Any
    ) -> ast.stmt:
        head: list[ast.stmt] = [ast.Nonlocal(changed)] if changed else []
        taken = ast.arguments([], [ast.arg(a) for a in arguments], None, [], [], None, [])
        function = ast.FunctionDef(name, taken, [*head, *(body or [ast.Pass()])], [])
        return placed(function, near)

    def _accessors(self, number: int, changed: list[str], near: ast.AST) -> list[ast.stmt]:
        """Functions that give and take the values of names."""
        values = [self._call("load", [_lambda(self._name(name))]) for name in changed]
        give = ast.Return(ast.List(list(values), ast.Load()))
        take: list[ast.stmt] = []
        for index, name in enumerate(changed):
            item = ast.Subscript(self._name("values__"), ast.Constant(index), ast.Load())
            take.append(ast.Assign([ast.Name(name, ast.Store())], item))
            gone = ast.Compare(self._name(name), [ast.Is()], [self._attribute("UNDEFINED")])
            take.append(ast.If(gone, [ast.Delete([ast.Name(name, ast.Del())])], []))
        return [
            self._body(f"get__{number}", [], [give], [], near),
            self._body(f"set__{number}", ["values__"], take, changed, near),
        ]

    def _state(self, number: int) -> list[ast.expr]:
        return [self._name(f"get__{number}"), self._name(f"set__{number}")]

    def _next(self) -> int:
        self._count += 1
        return self._count

    # --- expressions

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """`and` and `or`."""
        if any(names.holds([v], ast.NamedExpr, ast.Yield, ast.Await) for v in node.values):
            return node
        parts = [_lambda(self.visit(value)) for value in node.values]
        name = "and_" if isinstance(node.op, ast.And) else "or_"
        return _near(self._call(name, list(parts)), node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """`not`."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Not):
            return _near(self._call("not_", [node.operand]), node)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """`a < b < c`, where the middle may be looked at twice."""
        middle = node.comparators[:-1]
        if not middle or not all(isinstance(m, ast.Name | ast.Constant) for m in middle):
            self.generic_visit(node)
            return node
        left, parts = node.left, []
        for op, right in zip(node.ops, node.comparators, strict=True):
            pair = ast.Compare(self.visit(left), [op], [self.visit(right)])
            parts.append(_lambda(pair))
            left = right
        return _near(self._call("and_", list(parts)), node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """`a if test else b`."""
        if names.holds([node.body, node.orelse], ast.NamedExpr, ast.Yield, ast.Await):
            return node
        parts = [self.visit(node.test), _lambda(self.visit(node.body))]
        return _near(self._call("if_value", [*parts, _lambda(self.visit(node.orelse))]), node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A call, of a function that may be the user's and is rewritten then."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in _BUILTINS:
            return node
        if isinstance(node.func, ast.Name | ast.Attribute):
            node.func = _near(self._call("called", [node.func]), node.func)
        return node

    def _name(self, name: str) -> ast.expr:
        return ast.Name(name, ast.Load())

    def _attribute(self, name: str) -> ast.expr:
        return ast.Attribute(self._name(RUNTIME), name, ast.Load())

    def _call(self, name: str, arguments: list[ast.expr]) -> ast.Call:
        return ast.Call(self._attribute(name), arguments, [])


def _bound(own: list[str], near: ast.AST) -> list[ast.stmt]:
    """A statement that does nothing, but says that names are the function's own."""
    if not own:
        return []
    targets: list[ast.expr] = [ast.Name(name, ast.Store()) for name in own]
    never = ast.If(ast.Constant(False), [ast.Assign(targets, ast.Constant(None))], [])
    return [placed(never, near)]


def _lambda(body: ast.expr) -> ast.expr:
    return ast.Lambda(ast.arguments([], [], None, [], [], None, []), body)


def _near(node: ast.expr, near: ast.AST) -> ast.expr:
    for inner in ast.walk(node):
        if "lineno" in inner._attributes and not hasattr(inner, "lineno"):
            ast.copy_location(inner, near)
    return node
