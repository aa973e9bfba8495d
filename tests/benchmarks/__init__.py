"""Measurements. None of them runs with the tests: machines differ, and other work disturbs them."""
