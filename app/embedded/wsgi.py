"""What gunicorn serves on one's own machine: the site and, under its own paths, the application."""

from __future__ import annotations

from pathlib import Path

from config.wsgi import application
from embedded.distribution import distribution
from embedded.edge import Edge


def beside(site: str) -> Edge:
    """Both at one address: `gunicorn "embedded.wsgi:beside('site')"`."""
    return Edge(Path(site), distribution(), application)
