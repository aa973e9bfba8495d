"""The nodes of the checked model, a module for each part; `jdsl.model.model` is where they are imported from.

In: nothing but each other. Out: frozen classes that say everything that decides what happens, and nothing about how.
They deliberately do not know how they are written, nor who carries them out.
"""
