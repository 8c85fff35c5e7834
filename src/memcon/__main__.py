"""``python -m memcon`` is ``memcon``."""

from memcon.faces.cli import main

if __name__ == "__main__":
    main()
