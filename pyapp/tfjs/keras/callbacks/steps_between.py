"""How many steps lie between two savings."""


class StepsBetween:
    """Counts steps over epochs.

    Args:
        count: After how many steps it is time; "epoch" for never.
    """

    def __init__(self, count: str | int) -> None:
        self._count = count
        self._since = 0
        self._last: int | None = None

    def is_time(self, batch: int) -> bool:
        """Whether it is time after this step, by its number in its epoch."""
        if not isinstance(self._count, int):
            return False
        anew = self._last is None or batch <= self._last
        self._since += batch + 1 if anew else batch - (self._last or 0)
        self._last = batch
        if self._since < self._count:
            return False
        self._since = 0
        return True
