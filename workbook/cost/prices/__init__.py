"""The price book: every unit price with its source and its date."""
