"""What happens when a task dies, a zone is lost, a database fails or a deployment goes wrong."""
