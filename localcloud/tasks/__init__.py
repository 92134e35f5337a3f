"""Containers of ECS as processes of this machine."""
