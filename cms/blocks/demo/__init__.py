"""Demo content as files: the source documents, and how a file's `[[body]]` becomes bricks."""
