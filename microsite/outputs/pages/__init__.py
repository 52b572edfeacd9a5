"""Library → the Markdown tree."""
