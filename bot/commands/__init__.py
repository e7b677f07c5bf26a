"""The commands of the command line, one a module, loaded when they are asked for."""

__all__ = []
