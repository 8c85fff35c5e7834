"""The lines of reports and of what stands in them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import RowMapping, select

from memcon.archive.export.tables.lines import (
    ClaimLine,
    CommitmentLine,
    ContactLine,
    DocumentLine,
    DyadLine,
    EventLine,
    FramingLine,
    ParticipantLine,
    StatementLine,
)
from memcon.archive.export.tables.reading import Portion, found_of, place_of, taken, when_of
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.schema import contact_dyads, contacts, encounters, events, framing, participants, statements
from memcon.archive.wording import title_in

_WEEK = timedelta(days=6)


def documents(portion: Portion) -> Iterator[DocumentLine]:
    """The reports."""
    for row in portion.reports.values():
        yield DocumentLine(
            document_id=row["key"],
            text_sha256=row["id"],
            updated_at=row["changed_at"],
            version=row["memcon_version"],
            **taken(row, "url", "outlet", "outlet_country", "title", "published", "language", "n_chars", "added_at"),
            **taken(row, "withdrawn_at", "withdrawn_why"),
        )


def contact_lines(portion: Portion) -> Iterator[ContactLine]:
    """The contacts."""
    rows = _chosen(portion)
    parts = _by_contact(portion)
    merged = _encounters(portion, {row["encounter"] for row in rows if row["encounter"]})
    coded = {(row["report"], row["from"]): row["event_mode"] for row in portion.rows(events)}
    for row in rows:
        those = parts[row["report"], row["id"]]
        encounter = merged.get(row["encounter"] or "")
        report = portion.reports[row["report"]]
        yield ContactLine(
            contact_id=row["ref"],
            encounter_id=row["encounter"],
            document_id=portion.keys[row["report"]],
            **when_of(row),
            time_precision=time_precision(row["when_start"], row["when_end"], row["when_precision"]),
            date_text=tuple(portion.words[row["report"], "contact", row["id"], "when"]),
            date_method=row["when_method"],
            plover_mode=coded.get((row["report"], row["id"])),
            **taken(row, "status", "mode", "level", "role", "occasion", "mechanism"),
            **place_of(row),
            topics=tuple(row["topics"]),
            participants=tuple(_shown(portion, part) for part in those),
            participant_countries=tuple(dict.fromkeys(part["country"] for part in those if part["country"])),
            n_participants=len(those),
            n_reports=encounter["n_reports"] if encounter else None,
            n_sources=encounter["n_sources"] if encounter else None,
            first_reported=encounter["first_reported"] if encounter else None,
            last_reported=encounter["last_reported"] if encounter else None,
            **found_of(row),
            created_at=report["added_at"],
            updated_at=report["changed_at"],
        )


def participant_lines(portion: Portion) -> Iterator[ParticipantLine]:
    """Those who took part."""
    refs = {(row["report"], row["id"]): row["ref"] for row in _chosen(portion)}
    for row in portion.rows(participants):
        if ref := refs.get((row["report"], row["contact"])):
            actor = portion.actors.get((row["report"], row["actor"]))
            raw = portion.words.get((row["report"], "participant", f"{row['contact']}/{row['seq']}", "spans"))
            yield ParticipantLine(
                contact_id=ref,
                name_raw=raw[0] if raw else None,
                person_id=row["actor"],
                kind=actor["kind"] if actor else None,
                wikidata_id=actor["wikidata"] if actor else None,
                country_iso3=row["country"],
                cowcode=numbers(row["country"])[0],
                gwcode=numbers(row["country"])[1],
                side=row["capacity"],
                **taken(row, "seq", "name", "office"),
            )


def dyad_lines(portion: Portion) -> Iterator[DyadLine]:
    """Every two countries of a contact."""
    chosen = {(row["report"], row["id"]): row for row in _chosen(portion)}
    parts = _by_contact(portion)
    dyads: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in portion.rows(contact_dyads):
        dyads[row["report"], row["contact"]].append(row["dyad"])
    for key, those in dyads.items():
        if contact := chosen.get(key):
            for dyad in those:
                one, _, other = dyad.partition("-")
                (cow_a, gw_a), (cow_b, gw_b) = numbers(one), numbers(other)
                yield DyadLine(
                    contact_id=contact["ref"],
                    date=contact["when_start"],
                    iso3_a=one,
                    iso3_b=other,
                    cowcode_a=cow_a,
                    cowcode_b=cow_b,
                    gwcode_a=gw_a,
                    gwcode_b=gw_b,
                    directed=_direction(parts[key], one, other),
                    weight=1 / len(those),
                )


def statement_lines(portion: Portion) -> Iterator[StatementLine]:
    """What was said."""
    at = {(row["report"], row["id"]): row for row in portion.rows(contacts)}
    for row in portion.rows(statements):
        if row["ref"] in portion.chosen.statements:
            contact = at.get((row["report"], row["contact"]))
            speakers = portion.parties(row, "statement", "speakers")
            yield StatementLine(
                statement_id=row["ref"],
                document_id=portion.keys[row["report"]],
                contact_id=contact["ref"] if contact else None,
                speaker=portion.told(row, speakers, "name"),
                person_id=speakers,
                office=portion.told(row, speakers, "office"),
                country_iso3=portion.told(row, speakers, "country"),
                addressees=portion.told(row, portion.parties(row, "statement", "addressees"), "name"),
                about=portion.told(row, portion.parties(row, "statement", "about"), "name"),
                topics=tuple(row["topics"]),
                quote=row["words"],
                said_date=contact["when_start"] if contact else None,
                **taken(row, "form", "act", "cue", "start", "end"),
                **found_of(row),
            )


def commitment_lines(portion: Portion) -> Iterator[CommitmentLine]:
    """What was undertaken, by the day it is due."""
    keys = set(portion.keys.values())
    for row in portion.chosen.commitments.values():
        if row.report in keys:
            yield CommitmentLine(
                commitment_id=row.id,
                document_id=row.report,
                contact_id=row.contact,
                speaker=row.who,
                beneficiary=row.to,
                promised_act=row.act,
                state=row.status,
                review_state=row.review,
                **{
                    name: getattr(row, name)
                    for name in ("kind", "countries", "made", "due", "due_end", "due_precision")
                },
                **{
                    name: getattr(row, name)
                    for name in ("mechanism", "followed_by", "answer", "answered_by", "withdrawn")
                },
            )


def claim_lines(portion: Portion) -> Iterator[ClaimLine]:
    """Counted harm."""
    for row in portion.claims.values():
        said_by, by = ((row[name],) if row[name] else () for name in ("said_by", "by"))
        yield ClaimLine(
            claim_id=row["ref"],
            document_id=portion.keys[row["report"]],
            attributed_to=next(iter(portion.told(row, by, "name")), None),
            claimant=next(iter(portion.told(row, said_by, "name")), None),
            **when_of(row),
            **place_of(row),
            **taken(row, "what", "low", "high", "approximate", "victims"),
            **found_of(row),
        )


def event_lines(portion: Portion) -> Iterator[EventLine]:
    """Codings."""
    for row in portion.rows(events):
        actors, recipients = (portion.parties(row, "event", side) for side in ("actor", "recipient"))
        codes = row["from"] if row["from"] == "background" else f"{portion.keys[row['report']]}-{row['from']}"
        yield EventLine(
            event_id=row["ref"],
            document_id=portion.keys[row["report"]],
            contexts=tuple(row["context"]),
            actor=portion.told(row, actors, "name"),
            actor_id=actors,
            actor_iso3=portion.told(row, actors, "country"),
            recipient=portion.told(row, recipients, "name"),
            recipient_id=recipients,
            recipient_iso3=portion.told(row, recipients, "country"),
            **when_of(row),
            **place_of(row),
            codes=codes,
            confidence=row["confidence"],
            method=row["found_by"],
            **taken(row, "event_type", "event_mode", "cameo", "goldstein"),
        )


def framing_lines(portion: Portion) -> Iterator[FramingLine]:
    """Loaded words."""
    for row in portion.rows(framing):
        yield FramingLine(
            document_id=portion.keys[row["report"]],
            **taken(row, "seq", "term", "neutral", "voice", "target", "start", "end"),
        )


def time_precision(start: str | None, end: str | None, precision: str | None) -> int | None:
    """ACLED's: 1 for a day, 2 for a span within a week, 3 for one within a month; None for what is wider or open."""
    if not start or not end:
        return None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return 1
    if last - first <= _WEEK:
        return 2
    return 3 if precision == "month" or last - first <= timedelta(days=30) else None


def numbers(country: str | None) -> tuple[int | None, int | None]:
    """A country's number in the Correlates of War and in Gleditsch and Ward's list."""
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and only exports name countries

    state = load().state(country) if country else None
    return (state.cow, state.gw) if state else (None, None)


def _chosen(portion: Portion) -> list[RowMapping]:
    return [row for row in portion.rows(contacts) if row["ref"] in portion.chosen.contacts]


def _by_contact(portion: Portion) -> dict[tuple[str, str], list[RowMapping]]:
    found: dict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    for row in portion.rows(participants):
        found[row["report"], row["contact"]].append(row)
    return found


def _encounters(portion: Portion, ids: set[str]) -> dict[str, RowMapping]:
    found: dict[str, RowMapping] = {}
    for part in batches(ids):
        query = select(encounters).where(encounters.c.id.in_(part))
        found.update((row["id"], row) for row in portion.chosen.connection.execute(query).mappings())
    return found


def _shown(portion: Portion, part: RowMapping) -> str:
    actor = portion.actors.get((part["report"], part["actor"]))
    office = title_in(part["office"], part["country"]) if part["office"] else None
    return str(part["name"] or office or (actor["name"] if actor else part["actor"]))


def _direction(parts: list[RowMapping], one: str, other: str) -> str | None:
    """Who came to whom or called whom, where the report tells it of these two."""
    sides = {part["country"]: part["capacity"] for part in parts if part["capacity"]}
    for goes, comes in ((one, other), (other, one)):
        if sides.get(goes) in ("visitor", "caller") and sides.get(comes) in (None, "host"):
            return f"{goes}>{comes}"
    hosts = [country for country in (one, other) if sides.get(country) == "host"]
    return f"{other if hosts[0] == one else one}>{hosts[0]}" if len(hosts) == 1 else None
