"""`wenbao run` as a process of its own against the fake Bot API over real HTTP."""
