"""A case, taken through the oracle alone."""

from __future__ import annotations

from jdsl.model.model import Model
from jdsl.workspace import Workspace
from tests.oracle.cases import Case
from tests.oracle.evaluator import Evaluation, run
from tests.oracle.visits import TooManyEffectsError


def is_valid(case: Case) -> bool:
    """Whether its workspace has no errors."""
    return Workspace.from_texts(case.files).snapshot.model is not None


def model_of(case: Case) -> Model:
    """A workspace with errors is a mistake of whoever made it."""
    model = Workspace.from_texts(case.files).snapshot.model
    assert model is not None, f"{case.name}: its workspace has errors"
    return model


def evaluated(case: Case, model: Model, effects_at_most: int) -> Evaluation | None:
    """None if the case is endless: if some contact has more effects."""
    try:
        return run(model, case.contacts, case.events, case.from_ms, case.until_ms, effects_at_most)
    except TooManyEffectsError:
        return None
