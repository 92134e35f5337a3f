"""Weigh designs by several criteria at once, and ask what the answer hangs on."""
