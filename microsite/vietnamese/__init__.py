"""How Vietnamese is written, sorted and set; imports nothing of ours."""
