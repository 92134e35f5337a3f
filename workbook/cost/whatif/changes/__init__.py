"""Other choices for the same system, each as a change of its template."""
