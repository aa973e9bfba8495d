"""From trees to meaning.

In: the parsed files of a workspace and the prelude. Out: a `Model` in which every name is resolved and every type is
known, and diagnostics for what is not. Each top-level declaration is resolved on its own, against an index of all
names, so that a change elsewhere need not be thought through again.
It deliberately does not know files on a disk, nor how a journey is carried out.
"""
