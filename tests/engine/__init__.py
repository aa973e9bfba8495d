"""The engine by itself: what no reading of the law can see from outside. In come made-up programs and pages.

It knows no file and no command line; whether effects are right is asked in `tests/oracle`.
"""
