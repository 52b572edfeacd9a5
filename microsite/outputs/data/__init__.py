"""Library → data for machines."""
