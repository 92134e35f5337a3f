"""Runs the lessons: executed copies and an HTML edition for the reader, normalised outputs for the repository."""
