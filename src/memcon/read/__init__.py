"""Reading: files, pages, lines and plain text into `Article`.

`read_text` makes an article of a text, `read_file` and `read_data` of everything that a file holds, and `body_blocks` gives the
stretches of an article that are to be parsed. Texts are never altered; everything found is offsets into them.
"""

from memcon.read.blocks import Block, body_blocks
from memcon.read.files import read_data, read_file
from memcon.read.text import read_text

__all__ = ["Block", "body_blocks", "read_data", "read_file", "read_text"]
