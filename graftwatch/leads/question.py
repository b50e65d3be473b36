"""What the weighing of a finding needs to know of the question that gave it, and of evidence the other way."""

from __future__ import annotations

from typing import Protocol


class Span(Protocol):
    """A share or a number of bits between two ends."""

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...


class Question(Protocol):
    """A question as the leads see it. `indicators.Indicator` is one."""

    @property
    def code(self) -> str: ...

    @property
    def about(self) -> str: ...

    @property
    def family(self) -> str: ...

    @property
    def strength(self) -> str: ...

    @property
    def p_ring(self) -> Span: ...

    @property
    def p_ordinary(self) -> Span: ...

    @property
    def never_alone(self) -> bool: ...

    @property
    def may_be_victim(self) -> bool: ...

    @property
    def by_p_value(self) -> bool: ...

    @property
    def cause(self) -> str: ...


class Speaks(Protocol):
    """Evidence the other way, as the leads see it. `indicators.Clearing` is one."""

    @property
    def code(self) -> str: ...

    @property
    def answers(self) -> tuple[str, ...]: ...

    @property
    def bits(self) -> Span: ...
