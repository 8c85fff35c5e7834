"""Everything memcon raises on purpose.

MemconError              the caller can mend it; its text is one sentence that says what is wrong and what to do
├── InputError           a file or line that cannot be read as a report
├── KnowledgeError       a faulty actors or offices file
├── ModelError           a model directory that is absent, damaged or of another version
├── GoldError            a gold record that cannot be scored
├── ServeError           an address or a token that no desk can be served with
└── ArchiveError         an archive that cannot be opened, read or written
    └── AbsentError      something that the archive does not hold
        └── WithdrawnError    or shows no longer: it was rejected or withdrawn
"""


class MemconError(Exception):
    """Base of all errors that memcon raises on purpose."""


class InputError(MemconError):
    """A file or line that cannot be read as a report."""


class KnowledgeError(MemconError):
    """A faulty actors or offices file."""


class ModelError(MemconError):
    """A model directory that is absent, damaged or of another version."""


class GoldError(MemconError):
    """A gold record that cannot be scored."""


class ServeError(MemconError):
    """An address or a token that no desk can be served with."""


class ArchiveError(MemconError):
    """An archive that cannot be opened, read or written."""


class AbsentError(ArchiveError):
    """Something that the archive does not hold."""


class WithdrawnError(AbsentError):
    """Something that was rejected or withdrawn."""
