"""``python -m gdtui`` is the command ``gdtui``."""

from gdtui.cli import main

if __name__ == "__main__":
    main()
