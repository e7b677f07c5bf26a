"""`python -m bot` is `wenbao`."""

from bot.console import main

if __name__ == "__main__":
    main()
