"""Check an architecture against the requirements of the brief and the pitfalls that people really hit."""
