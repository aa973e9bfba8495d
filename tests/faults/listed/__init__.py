"""Faults that we thought of, chapter by chapter of the reference, before we looked whether they are caught.

A fault names the paragraph that it breaks, and the edits that put it in; who catches it is seen by `test_caught`.
"""

from tests.faults.changes import Fault
from tests.faults.listed import (
    answers,
    by_value,
    clock,
    conditions,
    effects,
    event,
    heard,
    judging,
    rules,
    sending,
    shapes,
    standing,
    steps,
    time,
    triggers,
    visits,
)

FAULTS: tuple[Fault, ...] = (
    *clock.FAULTS,
    *event.FAULTS,
    *visits.FAULTS,
    *rules.FAULTS,
    *steps.FAULTS,
    *triggers.FAULTS,
    *conditions.FAULTS,
    *effects.FAULTS,
    *time.FAULTS,
    *judging.FAULTS,
    *sending.FAULTS,
    *heard.FAULTS,
    *standing.FAULTS,
    *by_value.FAULTS,
    *answers.FAULTS,
    *shapes.FAULTS,
)
