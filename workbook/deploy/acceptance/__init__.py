"""Use a deployment as a user and as an operator do, and say of each act whether it worked."""
