"""One reader per service: what a template holds and a workload does, as the input of the meters."""
