"""What makes a published folder of outputs, and what may not get out: build, stamp, engine, gate, preview, serving."""
