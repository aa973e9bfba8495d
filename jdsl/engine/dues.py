"""When timers are due: what an instance and a contact say of the earliest."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import I_DUE, K_DUE, S_BASE


@kernel
def due_at(memory: Words, state: Words, instance: int, at_ms: int) -> None:
    """A clock of the instance was set to `at_ms`.

    INVARIANT: no timer of an instance is due before its `I_DUE`, none of a contact before its `K_DUE`; what was cleared
    may leave them too early, which costs one look at the clock.
    """
    if at_ms < state[instance + I_DUE]:
        state[instance + I_DUE] = at_ms
        base = memory[S_BASE]
        state[base + K_DUE] = min(state[base + K_DUE], at_ms)
