"""Runs notebooks that were handed in, each in a process of its own, and keeps the answers in them as data."""
