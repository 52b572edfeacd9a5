"""Reading PDFs back: what the tests of handouts share."""
