"""Other designs for the same job, each as a small template that the same meters read."""
