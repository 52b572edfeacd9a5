"""Library → the files of the search."""
