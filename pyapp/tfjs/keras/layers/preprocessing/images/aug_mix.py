"""AugMix: chains of drawn changes, mixed with each other and with the images."""

from typing import Any

from tfjs.flow import switch_case
from tfjs.keras.layers.preprocessing.images._base import Factor, RandomImageLayer, bounds_of
from tfjs.keras.layers.preprocessing.images.rand_augment import changes_of
from tfjs.keras.random import beta, gamma, randint
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.casting import cast
from tfjs.ops.creation import zeros_like
from tfjs.ops.reductions import reduce_sum
from tfjs.tensor import Tensor


class AugMix(RandomImageLayer):
    """Mix images with changed copies of them, in training (arXiv 1912.02781).

    Args:
        value_range: Smallest and largest value of images; results are cut to it.
        num_chains: How many changed copies are mixed.
        chain_depth: How many layers are drawn for each copy; one of those to draw from does
            nothing, so that chains may be shorter.
        factor: How strong the layers are, within `[0, 1]`; or two numbers.
        alpha: Of the Dirichlet and the beta distribution that shares are drawn from.
        all_ops: Whether changes of brightness, color, contrast and sharpness are among them.
        interpolation: Of those that warp: `"bilinear"` or `"nearest"`.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.

    Which layers are drawn differs from Keras, which asks Python's `random` for it, so that a
    compiled program there repeats its first choice; here every call of a program draws anew.
    """

    _boxes_stay = True

    def __init__(
        self,
        value_range: Any = (0, 255),
        num_chains: int = 3,
        chain_depth: int = 3,
        factor: Factor = 0.3,
        alpha: float = 1.0,
        all_ops: bool = True,
        interpolation: str = "bilinear",
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.value_range = value_range
        self.num_chains = num_chains
        self.chain_depth = chain_depth
        self.factor = bounds_of(
            factor,
            0,
            1,
            "The `factor` argument should be a number (or a list of two numbers) in the range "
            f"[0, 1]. Received: factor={factor}",
        )
        self.alpha = alpha
        self.all_ops = all_ops
        self.interpolation = interpolation
        self._changes: list[Any] = changes_of(
            self.factor, value_range, interpolation, seed, data_format, tones=all_ops
        )

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Shares, which layers each chain has, and what each would do."""
        if not training:
            return None
        source = self.generator if seed is None else seed
        drawn = gamma((self.num_chains,), self.alpha, "float32", source)
        share = beta((), self.alpha, self.alpha, "float32", source)
        size = (self.num_chains, self.chain_depth)
        return {
            "chain_mixing_weights": truediv(drawn, reduce_sum(drawn)),
            "weight_sample": share,
            "layer_idxes": randint(size, 0, len(self._changes) + 1, seed=source),
            "chain_transforms": [
                [
                    [
                        change.get_random_transformation(data, seed=source)
                        for change in self._changes
                    ]
                    for _ in range(self.chain_depth)
                ]
                for _ in range(self.num_chains)
            ],
        }

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Change images."""
        x = cast(images, self.compute_dtype)
        if not training:
            return x
        low, high = self.value_range
        mixed = self._mixed(x, transformation, "transform_images")
        return clip_by_value(mixed, float(low), float(high))

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Change masks as far as their images are warped."""
        if not training:
            return segmentation_masks
        masks = cast(segmentation_masks, self.compute_dtype)
        return self._mixed(masks, transformation, "transform_segmentation_masks")

    def _mixed(self, x: Tensor, transformation: Any, method: str) -> Any:
        def applying(change: Any, drawn: Any, given: Tensor) -> Any:
            return lambda: cast(getattr(change, method)(given, drawn), given.dtype)

        copies: Any = zeros_like(x)
        for chain, transforms in enumerate(transformation["chain_transforms"]):
            copy = x
            for depth, drawn in enumerate(transforms):
                pairs = zip(self._changes, drawn, strict=True)
                choices = [applying(change, found, copy) for change, found in pairs]
                choices.append(lambda copy=copy: copy)
                copy = switch_case(transformation["layer_idxes"][chain, depth], choices)
            copies = copies + copy * transformation["chain_mixing_weights"][chain]
        share = transformation["weight_sample"]
        return x * share + copies * (1.0 - share)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "value_range": self.value_range,
            "num_chains": self.num_chains,
            "chain_depth": self.chain_depth,
            "factor": self.factor,
            "alpha": self.alpha,
            "all_ops": self.all_ops,
            "interpolation": self.interpolation,
        }
