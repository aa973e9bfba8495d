"""Scenarios: made-up contacts are taken through a compiled workspace, and what came is held against the expected.

In come the `Scenario`s of a model and the `Program` of the whole workspace; out comes an `Outcome` of each, which
`timeline` can lay out as text: expected beside got, by day and time, with the lines of the source.

It deliberately knows nothing of syntax, files and terminals, and has no meaning of its own: what happens is the
engine's business, and the engine is the one that live runs and replays use.
"""
