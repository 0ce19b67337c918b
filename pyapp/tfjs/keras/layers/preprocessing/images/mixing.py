"""MixUp and CutMix: images of a batch mixed with each other, and their labels too."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import Factor, RandomImageLayer, bounds_of
from tfjs.keras.layers.preprocessing.images._rectangles import Rectangles
from tfjs.keras.random import beta, shuffle, uniform
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.joining import concat
from tfjs.ops.math import add, multiply, sqrt, subtract
from tfjs.ops.sequences import range as counting
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor


class _Mixing(RandomImageLayer):
    def transform_labels(self, labels: Any, transformation: Any, training: bool = True) -> Tensor:
        """Mix labels (one-hot rows) as their images are."""
        if not training or transformation is None:
            return labels  # type: ignore[no-any-return]
        share = reshape(transformation["mix_weight"], (-1, 1))
        x = cast(labels, share.dtype)
        return _mixed(x, gather(x, transformation["permutation_order"]), share)


class MixUp(_Mixing):
    """Add each image to another one of its batch, in training (arXiv 1710.09412).

    Args:
        alpha: Of the beta distribution that the share of the other image comes from.
        data_format: Where the channels are. Defaults to the configured format.
        seed: Of the draws.
    """

    def __init__(
        self,
        alpha: float = 0.2,
        data_format: str | None = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.alpha = alpha

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Which image each is mixed with, and the share of its own that stays."""
        if not training:
            return None
        source = self.generator if seed is None else seed
        count = data.shape[0] if data.ndim == 4 else 1
        order = shuffle(counting(count), seed=source)
        weight = beta((count,), self.alpha, self.alpha, seed=source)
        return {"mix_weight": weight, "permutation_order": order}

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Mix images."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = cast(images, self.compute_dtype)
        other = gather(x, transformation["permutation_order"])
        return _mixed(x, other, reshape(transformation["mix_weight"], (-1, 1, 1, 1)))

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Tensor:
        """Mix masks."""
        return self.transform_images(segmentation_masks, transformation, training)

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Each image has the boxes of both; labels come one batch after the other, as in Keras."""
        if not training:
            return bounding_boxes
        order = transformation["permutation_order"]
        found = {}
        for name, axis in (("boxes", 1), ("labels", 0)):
            one = as_tensor(bounding_boxes[name])
            found[name] = concat([one, gather(one, order)], axis)
        return found

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"alpha": self.alpha}


class CutMix(_Mixing):
    """Put a rectangle of another image of the batch into each, in training (arXiv 1905.04899).

    Args:
        factor: What the parameter of the beta distribution of areas is drawn from, within
            `[0, 1]`: one number `f` draws from `[0, f]`, two numbers from between them.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.
    """

    def __init__(
        self,
        factor: Factor = 1.0,
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.factor = bounds_of(
            factor,
            0,
            1,
            "The `factor` argument should be a number (or a list of two numbers) in the range "
            f"[0, 1]. Received: factor={factor}",
        )

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Where the other image is seen, bool, which one it is, and the share of its own."""
        if not training or data.ndim == 3:
            return None
        source = self.generator if seed is None else seed
        count = data.shape[0]
        alpha = add(uniform((), *self.factor, dtype="float32", seed=source), 1e-6)
        weight = beta((count,), alpha, alpha, seed=source)
        side = sqrt(subtract(1.0, weight))
        places = Rectangles(data, side, side, source, self._channels_first)
        return {
            "batch_masks": places.mask(),
            "mix_weight": subtract(1.0, places.share()),
            "permutation_order": shuffle(counting(count), seed=source),
        }

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Put rectangles in."""
        x = cast(images, self.compute_dtype)
        if not training or transformation is None:
            return x
        other = gather(x, transformation["permutation_order"])
        return where(transformation["batch_masks"], other, x)

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Tensor:
        """Put rectangles into masks."""
        return self.transform_images(segmentation_masks, transformation, training)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"factor": self.factor}


def _mixed(own: Tensor, other: Tensor, share: Tensor) -> Tensor:
    return add(multiply(own, share), multiply(other, subtract(1.0, share)))
