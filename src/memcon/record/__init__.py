"""The record: what a report is read into. Pure types, no behaviour beyond (de)serialisation."""

from memcon.record.actor import Actor, ActorKind, Office, Participant
from memcon.record.article import Article
from memcon.record.codec import decode_record, encode_record
from memcon.record.items import (
    Act,
    Claim,
    ClaimKind,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Contact,
    Event,
    Form,
    Framing,
    Level,
    Mode,
    Record,
    Role,
    Statement,
    Status,
    Voice,
)
from memcon.record.span import Place, Precision, Span, When

__all__ = [
    "Act",
    "Actor",
    "ActorKind",
    "Article",
    "Claim",
    "ClaimKind",
    "Commitment",
    "CommitmentKind",
    "CommitmentStatus",
    "Contact",
    "Event",
    "Form",
    "Framing",
    "Level",
    "Mode",
    "Office",
    "Participant",
    "Place",
    "Precision",
    "Record",
    "Role",
    "Span",
    "Statement",
    "Status",
    "Voice",
    "When",
    "decode_record",
    "encode_record",
]
