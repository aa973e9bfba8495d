"""A case, taken through the oracle alone."""

from __future__ import annotations

from jdsl.diagnostics.catalogue import ENDLESS_CIRCLE
from jdsl.diagnostics.diagnostic import Severity
from jdsl.model.declarations import ParsedFile
from jdsl.model.model import Model
from jdsl.model.resolve import resolve
from jdsl.workspace import Workspace, prelude
from tests.oracle.cases import Case
from tests.oracle.evaluator import Evaluation, run
from tests.oracle.visits import TooManyEffectsError


def is_valid(case: Case) -> bool:
    """Whether its workspace has no errors; that contacts go round for ever is none: the run's guard is tried too."""
    return find_model(case) is not None


def model_of(case: Case) -> Model:
    """A workspace with errors is a mistake of whoever made it."""
    model = find_model(case)
    assert model is not None, f"{case.name}: its workspace has errors"
    return model


def find_model(case: Case) -> Model | None:
    """None if the workspace has errors, circles apart."""
    snapshot = Workspace.from_texts(case.files).snapshot
    errors = {one.code for one in snapshot.diagnostics if one.severity is Severity.ERROR}
    if errors != {ENDLESS_CIRCLE}:
        return snapshot.model
    return resolve([ParsedFile(file, snapshot.sources[file.path]) for file in snapshot.files], prelude()).model


def evaluated(case: Case, model: Model, effects_at_most: int) -> Evaluation | None:
    """None if the case is endless: if some contact has more effects."""
    try:
        return run(model, case.contacts, case.events, case.from_ms, case.until_ms, effects_at_most)
    except TooManyEffectsError:
        return None
