"""The edge: the only modules besides cli.py that read files or ask a warehouse."""
