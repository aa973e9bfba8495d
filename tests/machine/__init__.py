"""Stored programs, and programs as text."""
