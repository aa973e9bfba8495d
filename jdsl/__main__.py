"""`python -m jdsl` is `jdsl`."""

from jdsl.cli.main import main

if __name__ == "__main__":
    main()
