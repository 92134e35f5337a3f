"""Everything that reads. A selector writes nothing."""
