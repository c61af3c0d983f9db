"""Starts the program: the window when asked for nothing, else the command line."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or carry out the command that was given, and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # Imported here: the command line runs without Qt, and the window without the commands.
    if arguments:
        from buurtteam import command_line

        return command_line.main(arguments)
    from buurtteam.ui import application

    return application.main()


if __name__ == "__main__":
    sys.exit(main())
