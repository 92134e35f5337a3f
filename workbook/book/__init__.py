"""The book: lessons, documents, rules and prices as one site that needs no network."""
