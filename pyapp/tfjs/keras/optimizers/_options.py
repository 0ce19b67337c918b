"""The arguments that every optimizer takes besides its own."""

from typing import Any, TypedDict


class OptionsButDecay(TypedDict, total=False):
    """What all optimizers have in common; each defaults to nothing of the kind.

    The keys are arguments of every optimizer's constructor, by keyword.
    """

    clipnorm: float | None
    """Largest norm of each gradient."""
    clipvalue: float | None
    """Largest absolute value of each element of a gradient."""
    global_clipnorm: float | None
    """Largest norm of all gradients together."""
    use_ema: bool
    """Whether a moving average of the variables is kept."""
    ema_momentum: float
    """Share of the old average that stays in a step; 0.99 if not given."""
    ema_overwrite_frequency: int | None
    """After how many steps the variables become their averages; never if None."""
    loss_scale_factor: float | None
    """What `scale_loss` multiplies by and gradients are divided by."""
    gradient_accumulation_steps: int | None
    """After how many steps the mean of their gradients is applied."""
    name: str | None
    """First part of the paths of the optimizer's variables; made of the class's if None."""


class Options(OptionsButDecay, total=False):
    """The same with weight decay, where an optimizer has no default of its own for it."""

    weight_decay: float | None
    """What share of each variable, times the learning rate, is taken away in a step."""


def check_steps(accumulation: int | None, use_ema: bool, momentum: float, frequency: Any) -> None:
    """Check what has a range.

    Raises:
        ValueError: A value outside of it.
    """
    if accumulation and not accumulation >= 2:
        raise ValueError(
            "`gradient_accumulation_steps` must be an integer >= 2. Received: "
            f"gradient_accumulation_steps={accumulation}"
        )
    if use_ema and not 0 <= momentum <= 1:
        raise ValueError(
            f"`ema_momentum` must be in the range [0, 1]. Received: ema_momentum={momentum}"
        )
    if use_ema and frequency and (not isinstance(frequency, int) or frequency < 1):
        raise ValueError(
            "`ema_overwrite_frequency` must be an integer >= 1 or None. Received: "
            f"ema_overwrite_frequency={frequency}"
        )
