"""Each text parsed once, each quantity, citation, address and label said once, for every output."""
