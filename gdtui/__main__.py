"""The command ``gdtui``, and ``python -m gdtui``."""

import signal

# Ctrl+C waits until the commands are loaded, which tell of it; in the middle of an import it would be a traceback.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

from gdtui.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
