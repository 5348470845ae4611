"""The matching engine and its rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from swarmcore import _core
from swarmcore._core.book import MatchingAlgorithm
from swarmcore.market.instruments import checked_instruments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from swarmcore.market.instruments import Instrument

_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class MatchingRules:
    """How an engine matches, for all of its instruments.

    Attributes:
        algorithm: How a taker is shared among the orders at one price: PRICE_TIME, oldest first,
            or PRO_RATA, in proportion to what they show.
        minimum: Pro-rata: a share of fewer lots counts as nothing; 1 or more.
        top_share: Pro-rata: the percent that the oldest order gets first, 0 to 100.

    Raises:
        TypeError, ValueError: A value of another type, or out of range.
    """

    algorithm: MatchingAlgorithm = MatchingAlgorithm.PRICE_TIME
    minimum: int = 1
    top_share: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.algorithm, MatchingAlgorithm):
            raise TypeError(f"algorithm: expected a MatchingAlgorithm, was {self.algorithm!r}")
        for name, least, most in (("minimum", 1, _LARGEST), ("top_share", 0, 100)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int):
                raise TypeError(f"{name}: expected an integer, was {value!r}")
            if not least <= value <= most:
                raise ValueError(f"{name}: expected {least} to {most}, was {value}")


class MatchingEngine(_core.book.MatchingEngine):
    """Matches orders of many instruments by the rules of a venue.

    Commands go in, executions come out; docs/matching-rules.md says what follows from what.
    `swarmcore.book.commands` writes single commands; for many, fill an array of ORDER_COMMAND.
    What makes no sense, or is not allowed, is rejected with a RejectReason. An array of commands
    is a journal: processed again by an engine restored from a snapshot, the commands since give
    the same executions and the same hash.

    Args:
        instruments: What is traded, 1 to 65,536; a command names one by its index here.
        rules: How orders are matched.

    Attributes:
        instruments: As given, as a tuple.
        rules: As given.

    Raises:
        TypeError: Instruments or rules of another type.
        ValueError: No instrument, or too many.
    """

    def __init__(
        self, instruments: Sequence[Instrument], rules: MatchingRules | None = None
    ) -> None:
        self.instruments = checked_instruments(instruments)
        self.rules = MatchingRules() if rules is None else rules
        if not isinstance(self.rules, MatchingRules):
            raise TypeError(f"rules: expected MatchingRules or None, was {rules!r}")
        super().__init__(
            len(self.instruments),
            algorithm=self.rules.algorithm,
            minimum=self.rules.minimum,
            top_share=self.rules.top_share,
        )

    @classmethod
    def restore(cls, instruments: Sequence[Instrument], snapshot: bytes) -> Self:
        """The engine that a snapshot was taken of, with its orders, positions, rules and time.

        Args:
            instruments: What is traded, as many as then; they are not in the snapshot.
            snapshot: What `snapshot()` gave.

        Raises:
            BookError: The bytes are cut short, changed, or those of something else.
            ValueError: More or fewer instruments.
        """
        engine = cls.__new__(cls)
        _core.book.MatchingEngine.__init__(engine, snapshot)
        engine.instruments = checked_instruments(instruments)
        engine.rules = MatchingRules(*engine._rules)
        if len(engine.instruments) != engine.instrument_count:
            raise ValueError(
                f"instruments: expected {engine.instrument_count}, as in the snapshot, "
                f"was {len(engine.instruments)}"
            )
        return engine
