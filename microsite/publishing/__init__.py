"""What makes a published folder of the outputs, and what may not get out."""
