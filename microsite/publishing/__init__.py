"""What makes a published folder of outputs: build, stamp, engine, preview, serving, reading offline."""
