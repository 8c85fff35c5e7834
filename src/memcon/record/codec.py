"""Records as JSON bytes and back; the same record always gives the same bytes."""

import msgspec

from memcon.record.items import Record

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def encode_record(record: Record) -> bytes:
    """One JSON object, UTF-8, without a newline."""
    return _encoder.encode(record)


def decode_record(data: bytes | str) -> Record:
    """The record that `encode_record` wrote. Raises `msgspec.ValidationError` where the JSON is not a record."""
    return _decoder.decode(data)
