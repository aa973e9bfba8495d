"""A small English-like language for customer journeys.

Everything a program needs is named in `__all__`, and loaded when it is first used, so that `import jdsl` is cheap.
The rooms of the house, and which may know which, are told in `CONTRIBUTING.md` and at the top of each folder.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
