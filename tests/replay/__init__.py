"""The run: files in, effects and a report out."""
