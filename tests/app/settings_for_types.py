"""The settings with an example environment: what the type checker asks about models."""

from __future__ import annotations

import os

from example_environment import VARIABLES

os.environ.update(VARIABLES)

from config.settings import *  # noqa: F403 - settings read the environment when they are imported
