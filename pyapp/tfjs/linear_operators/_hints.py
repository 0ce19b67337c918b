"""What is known of a product from what is known of its factors; and checks of such promises."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfjs.linear_operators.operator import LinearOperator

Hint = bool | None


def settled(hint: Hint, known: Hint, message: str) -> Hint:
    """A hint, or True where the structure says so.

    Raises:
        ValueError: The structure says True and the hint False.
    """
    if not known:
        return hint
    if hint is False:
        raise ValueError(message)
    return True


def non_singular(a: "LinearOperator", b: "LinearOperator") -> Hint:
    """Whether a product is non-singular."""
    if a.is_non_singular is False or b.is_non_singular is False:
        return False
    return a.is_non_singular and b.is_non_singular


def self_adjoint(a: "LinearOperator", b: "LinearOperator") -> Hint:
    """Whether a product of two that commute is self-adjoint."""
    if a.is_self_adjoint and b.is_self_adjoint:
        return True
    if {a.is_self_adjoint, b.is_self_adjoint} == {True, False}:
        return False
    return None


def positive_definite(a: "LinearOperator", b: "LinearOperator") -> Hint:
    """Whether a product of two that commute is positive definite."""
    parts = (a.is_positive_definite, a.is_self_adjoint, b.is_positive_definite, b.is_self_adjoint)
    return True if all(part is True for part in parts) else None


def every(operators: "Sequence[LinearOperator]", hint: str) -> bool:
    """Whether all of several have a property."""
    return all(getattr(operator, hint) for operator in operators)
