"""One reader for each type: what a live resource is like, in the names and shapes of CloudFormation."""
