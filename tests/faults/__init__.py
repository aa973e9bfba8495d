"""How good are our tests at finding faults in the compiler and the kernel?

In: faults that we thought of before we looked whether they are caught (`listed`), and mutants that are drawn from all
places of the source (`mutants`). Out: who catches each. Nothing of this touches the working tree: `changes` makes a
changed syntax tree, and `trial` runs it in a process of its own against what `bench` has laid ready.

`cases/` keeps small cases, found by `record`, that catch what the recorded corpus of the oracle does not.
`SURVIVORS.md` explains each mutant that nothing can tell from the original.
"""
