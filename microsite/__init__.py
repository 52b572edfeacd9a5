"""Generator of static educational question-and-answer microsites."""

import os

# Pydantic would look through every installed package for plugins, and run them; the model needs none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The generator's own folder: theme, engine settings, and the site that comes with it."""
