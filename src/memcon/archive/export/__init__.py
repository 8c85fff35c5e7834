"""What an archive holds in the formats that other programs read. docs/export.md describes them."""

from memcon.archive.export.formats import FORMATS, Format, Target, export

__all__ = ["FORMATS", "Format", "Target", "export"]
