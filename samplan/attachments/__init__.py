"""Files that people send, made safe."""
