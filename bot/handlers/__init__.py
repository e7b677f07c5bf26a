"""What each command, message and button does."""

__all__ = []
