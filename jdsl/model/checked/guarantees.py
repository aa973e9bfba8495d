"""Guarantees: what is to hold for every contact and every order of events (§6.16); they change nothing themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from jdsl.model.checked.asking import Single
from jdsl.model.checked.catalog import Medium
from jdsl.model.checked.values import Place


@dataclass(frozen=True, slots=True)
class AtMostWithin:
    """`guarantee at most N [CHANNEL] KIND within D`; `medium` None: emails, sms and push alike."""

    most: int  # 1 to 255
    channel: str | None
    medium: Medium | None
    within_ms: int
    place: Place


@dataclass(frozen=True, slots=True)
class EveryoneLeaves:
    """`guarantee every contact leaves within D`."""

    within_ms: int
    place: Place


@dataclass(frozen=True, slots=True)
class NeverSend:
    """`guarantee never send M after TRIGGER`; `messages` are M, or all that `any [CHANNEL] KIND` means."""

    messages: frozenset[str]
    after: Single
    place: Place


Guarantee: TypeAlias = AtMostWithin | EveryoneLeaves | NeverSend
