"""Hand the command line to the program."""

from pos.app.cli import main

if __name__ == "__main__":
    main()
