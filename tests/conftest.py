"""What holds for all tests."""

import os

# What the person who runs the tests taught their own memcon must not change an answer.
os.environ["MEMCON_KNOWLEDGE"] = ""
