"""The machine: what a compiled workspace is, as data.

The one place where the language side and the running side meet: the compiler writes programs, the engine and all
that runs it read them. It holds the layout of tables and records, the kinds of effects, and the vocabulary by which
the world names events. It knows neither journeys' text nor how they are run.
"""
