"""What is run by hand or by a task of its own."""
