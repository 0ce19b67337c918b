"""`tf.raw_ops`, in which TensorFlow has all of its kernels: here those that have no other name."""

from typing import TYPE_CHECKING

from tfjs.ops._arguments import as_tensor
from tfjs.ops.warping import transform
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def ImageProjectiveTransformV3(  # noqa: N802 - TensorFlow's name
    *,
    images: "TensorLike",
    transforms: "TensorLike",
    output_shape: "TensorLike",
    fill_value: "TensorLike",
    interpolation: str,
    fill_mode: str = "CONSTANT",
    name: str | None = None,
) -> Tensor:
    """Warp images by projective transforms; see `tf.image.transform`.

    Args:
        images: Shape `(batch, height, width, channels)`, numbers.
        transforms: Shape `(batch or 1, 8)`, float32.
        output_shape: New height and width.
        fill_value: A scalar, for `"CONSTANT"`.
        interpolation: `"NEAREST"` or `"BILINEAR"`.
        fill_mode: What lies outside: `"CONSTANT"`, `"REFLECT"`, `"WRAP"` or `"NEAREST"`.

    Returns:
        Shape `(batch, *output_shape, channels)`, dtype of `images`.
    """
    value = float(as_tensor(fill_value, op="ImageProjectiveTransformV3"))
    return transform(images, transforms, interpolation, fill_mode, value, output_shape)
