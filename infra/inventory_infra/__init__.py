"""The infrastructure of the inventory application: settings and profiles in, six CloudFormation stacks out."""
