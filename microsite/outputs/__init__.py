"""What is made of the library: one folder a kind of output; none imports another."""
