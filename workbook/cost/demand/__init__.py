"""What users demand of each resource: how many tasks and hours, which bytes, which capacity of a database."""
