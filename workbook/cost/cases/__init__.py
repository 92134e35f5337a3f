"""Published figures, computed again by the same meters."""
