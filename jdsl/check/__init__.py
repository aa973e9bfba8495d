"""Checks that look at the workspace as a whole, where resolving one declaration is not enough.

In: the index of names, the files, the model. Out: diagnostics. A module for each subject.
It deliberately does not change the model, and nothing in the model depends on it.
"""
