"""What a classifier answers."""

import html
from dataclasses import asdict, dataclass
from typing import Any, Final

PREDICTIONS: Final = "application/vnd.tfjs.predictions+json"


@dataclass(frozen=True)
class Classification:
    """One guess."""

    label: str
    score: float
    """Probability, 0 to 1."""
    index: int
    """Place among the model's classes, the background not counted."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds of each stage."""

    decode: float
    preprocess: float
    inference: float

    @property
    def total(self) -> float:
        """All stages together."""
        return self.decode + self.preprocess + self.inference


@dataclass(frozen=True)
class ImageSize:
    """Pixels, upright."""

    width: int
    height: int


@dataclass(frozen=True)
class ModelInfo:
    """Which model answered."""

    name: str
    url: str | None
    bytes: int


class Predictions(list[Classification]):
    """The best guesses, best first: a list, with how they came about."""

    def __init__(
        self,
        guesses: list[Classification],
        *,
        timing: Timing,
        image: ImageSize,
        model: ModelInfo,
        backend: str,
    ) -> None:
        super().__init__(guesses)
        self.timing = timing
        self.image = image
        self.model = model
        self.backend = backend

    def __repr__(self) -> str:
        lines = [f"{p.score:7.1%}  {p.label}" for p in self]
        return "\n".join(lines) or "no predictions"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {
            "text/plain": repr(self),
            PREDICTIONS: {
                "predictions": [asdict(p) for p in self],
                "timing": asdict(self.timing),
                "image": asdict(self.image),
                "model": asdict(self.model),
                "backend": self.backend,
            },
        }

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{html.escape(p.label)}</th><td>{p.score:.1%}</td></tr>'
            for p in self
        )
        return (
            f"<table><caption>Best guesses of {html.escape(self.model.name)}</caption>"
            f'<thead><tr><th scope="col">Class</th><th scope="col">Probability</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
