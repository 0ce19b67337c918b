"""Where MobileNet is: on this site if it serves models, else at the public addresses."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError
from tfjs.io._files import read

_OP = "ImageClassifier.load"
ALPHAS: Final = {1: (0.25, 0.5, 0.75, 1.0), 2: (0.5, 0.75, 1.0)}
_SIZE: Final = 224
_STORAGE: Final = "https://storage.googleapis.com/tfjs-models/tfjs"
_HUB: Final = "https://tfhub.dev/google/imagenet"


@dataclass(frozen=True)
class Choice:
    """A MobileNet by version and width."""

    version: int
    alpha: float

    @property
    def name(self) -> str:
        """As in `mobilenet_v2_100_224`."""
        return f"mobilenet_v{self.version}_{self.alpha * 100:03.0f}_{_SIZE}"

    @property
    def url(self) -> str:
        """The public address: a layers model for version 1, a graph model for version 2."""
        if self.version == 1:
            alpha = "1.0" if self.alpha == 1 else f"{self.alpha:.2f}"
            return f"{_STORAGE}/mobilenet_v1_{alpha}_{_SIZE}/model.json"
        return f"{_HUB}/mobilenet_v2_{self.alpha * 100:03.0f}_{_SIZE}/classification/2"

    def matches(self, path: str) -> bool:
        """Whether a folder's name says that it holds this model, as `…_v1_025_224_layers` does."""
        alphas = {f"{self.alpha * 100:03.0f}", f"{self.alpha:.2f}", f"{self.alpha:.1f}"}
        if self.alpha not in (0.5, 1.0):
            alphas.discard(f"{self.alpha:.1f}")
        found = re.search(r"mobilenet[_-]?v?(\d)[_-]([\d.]+)[_-](\d+)(?![\d.])", path.lower())
        if found is None or re.search("feature|embedding|vector", path.lower()):
            return False
        version, alpha, size = found.groups()
        return int(version) == self.version and alpha in alphas and int(size) == _SIZE


def choice(version: int, alpha: float) -> Choice:
    """The model asked for.

    Raises:
        InvalidArgumentError: There is none like that.
    """
    known = ALPHAS.get(version)
    if known is None:
        raise InvalidArgumentError(f"{_OP}: expected version 1 or 2. Received: {version}.", op=_OP)
    if alpha not in known:
        widths = ", ".join(map(str, known))
        raise InvalidArgumentError(
            f"{_OP}: expected alpha {widths} for version {version}. Received: {alpha}.", op=_OP
        )
    return Choice(int(version), float(alpha))


def served() -> list[dict[str, Any]]:
    """The models that this site serves: name, path, format, bytes."""
    if not _bridge.serves_models():
        return []
    try:
        return json.loads(read("/models/index.json"))["models"]  # type: ignore[no-any-return]
    except (_bridge.TransferError, ValueError, KeyError):
        return []  # offline: a model loaded before is found under its own address


def on_this_site(wanted: Choice, models: list[dict[str, Any]]) -> str | None:
    """Address of the model on this site; of several, the one in the public one's format."""
    usual = "layers-model" if wanted.version == 1 else "graph-model"
    fitting = [m for m in models if wanted.matches(m["path"])]
    fitting.sort(key=lambda m: (m["format"] != usual, m["path"].count("/"), len(m["path"])))
    return f"/models/{fitting[0]['path']}" if fitting else None


def others(models: list[dict[str, Any]]) -> str:
    """What to ask for instead, if the site serves another MobileNet; else nothing."""
    for version, alphas in ALPHAS.items():
        for alpha in alphas:
            if on_this_site(Choice(version, alpha), models):
                return f" (it has version {version}, alpha {alpha})"
    return ""
