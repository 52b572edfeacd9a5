"""Generator of static educational question-and-answer microsites."""

import os

# Pydantic would look through every installed package for plugins, and run them; the model needs none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
