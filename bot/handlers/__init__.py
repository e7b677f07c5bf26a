"""What each command, message and button does."""
