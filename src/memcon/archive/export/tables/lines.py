"""The lines of the tidy tables. The text of each field is what the column means; docs/export.md lists them.

Names are those that researchers of event data use (snake case, ISO 8601 dates, ISO 3166-1 alpha-3 countries beside the numbers of the
Correlates of War and of Gleditsch and Ward). What is missing is None.
"""

from typing import Annotated

import msgspec

Texts = tuple[str | None, ...]
"""Several values; those of one line's lists that belong together stand at the same place in each."""


def _means(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class DocumentLine(msgspec.Struct, frozen=True, kw_only=True):
    """A report."""

    document_id: Annotated[str, _means("what people type for it: 3f2a9c")]
    text_sha256: Annotated[str, _means("the hash of its text, which the offsets count in")]
    url: Annotated[str | None, _means("its address")]
    outlet: Annotated[str | None, _means("who published it")]
    outlet_country: Annotated[str | None, _means("the outlet's country")]
    title: Annotated[str | None, _means("its headline")]
    published: Annotated[str | None, _means("the day of publication")]
    language: Annotated[str | None, _means("ISO 639-1")]
    n_chars: Annotated[int, _means("the length of its text in characters")]
    added_at: Annotated[str, _means("when it was added, UTC")]
    updated_at: Annotated[str, _means("when its record last changed: added, corrected or withdrawn")]
    version: Annotated[str, _means("the memcon that read it")]
    withdrawn_at: Annotated[str | None, _means("when it was withdrawn")]
    withdrawn_why: Annotated[str | None, _means("why")]


class EncounterLine(msgspec.Struct, frozen=True, kw_only=True):
    """One real contact, however many reports tell of it."""

    encounter_id: Annotated[str, _means("the id of the contact of it that was added first")]
    date: Annotated[str | None, _means("its first possible day")]
    date_end: Annotated[str | None, _means("its last possible day")]
    date_precision: Annotated[str | None, _means("day, month, year, range or unknown")]
    status: Annotated[str, _means("held, planned, denied or cancelled")]
    mode: Annotated[str, _means("meeting, phone, video, visit, letter or summit")]
    level: Annotated[str | None, _means("leader, minister, legislature, envoy or official")]
    place: Annotated[str | None, _means("city, venue or country")]
    country_iso3: Annotated[str | None, _means("the place's country")]
    latitude: Annotated[float | None, _means("degrees, WGS 84")]
    longitude: Annotated[float | None, _means("degrees, WGS 84")]
    occasion: Annotated[str | None, _means("a summit or the like on whose margins it was")]
    mechanism: Annotated[str | None, _means("the standing mechanism it was a session of")]
    countries: Annotated[Texts, _means("the countries that took part")]
    topics: Annotated[Texts, _means("what it was about")]
    n_reports: Annotated[int, _means("how many reports tell of it")]
    n_sources: Annotated[int, _means("the same, copies of one text counted once")]
    first_reported: Annotated[str | None, _means("the first day of publication")]
    last_reported: Annotated[str | None, _means("the last one")]


class ContactLine(msgspec.Struct, frozen=True, kw_only=True):
    """A contact as one report tells it."""

    contact_id: Annotated[str, _means("what people type for it: 3f2a9c-c1")]
    encounter_id: Annotated[str | None, _means("the encounter that it is told of")]
    document_id: Annotated[str, _means("the report that tells of it")]
    date: Annotated[str | None, _means("its first possible day")]
    date_end: Annotated[str | None, _means("its last possible day")]
    date_precision: Annotated[str | None, _means("day, month, year, range or unknown")]
    time_precision: Annotated[
        int | None, _means("as ACLED has it: 1 a day, 2 within a week, 3 within a month; else empty")
    ]
    date_text: Annotated[Texts, _means("the report's words for the date")]
    date_method: Annotated[str | None, _means("how the date was found")]
    status: Annotated[str, _means("held, planned, denied or cancelled")]
    mode: Annotated[str, _means("meeting, phone, video, visit, letter or summit")]
    plover_mode: Annotated[str | None, _means("the mode of the PLOVER event that codes it")]
    level: Annotated[str | None, _means("leader, minister, legislature, envoy or official")]
    role: Annotated[str, _means("main: what the report is about; background: mentioned in passing")]
    place: Annotated[str | None, _means("city, venue or country")]
    country_iso3: Annotated[str | None, _means("the place's country")]
    latitude: Annotated[float | None, _means("degrees, WGS 84")]
    longitude: Annotated[float | None, _means("degrees, WGS 84")]
    occasion: Annotated[str | None, _means("a summit or the like on whose margins it was")]
    mechanism: Annotated[str | None, _means("the standing mechanism it was a session of")]
    topics: Annotated[Texts, _means("what it was about")]
    participants: Annotated[Texts, _means("their names; of an unnamed one the office")]
    participant_countries: Annotated[Texts, _means("their countries, each once")]
    n_participants: Annotated[int, _means("how many the report tells of")]
    n_reports: Annotated[int | None, _means("how many reports tell of its encounter")]
    n_sources: Annotated[int | None, _means("the same, copies of one text counted once")]
    first_reported: Annotated[str | None, _means("the first day on which its encounter was reported")]
    last_reported: Annotated[str | None, _means("the last one")]
    confidence: Annotated[float | None, _means("the share of contacts found by the same rule that readers confirm")]
    method: Annotated[str | None, _means("the rule that found it")]
    review_state: Annotated[str | None, _means("accepted, edited or rejected by a person; empty where nobody looked")]
    created_at: Annotated[str, _means("when its report was added, UTC")]
    updated_at: Annotated[str, _means("when its report's record last changed, UTC")]
    withdrawn: Annotated[bool, _means("rejected, or of a report that was withdrawn; only there if asked for")]


class ParticipantLine(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's part in a contact."""

    contact_id: Annotated[str, _means("the contact")]
    seq: Annotated[int, _means("the place among its participants, from 0")]
    name: Annotated[str | None, _means("the name; empty where only the office is told")]
    name_raw: Annotated[str | None, _means("the report's first words for him")]
    person_id: Annotated[str, _means("the actor, the same in every report: hakan-fidan, TUR")]
    kind: Annotated[str | None, _means("person, state, body or group")]
    wikidata_id: Annotated[str | None, _means("the Wikidata item")]
    office: Annotated[str | None, _means("the generic office")]
    country_iso3: Annotated[str | None, _means("the country he acts for; UNO, EUR and NAT for the UN, the EU and NATO")]
    cowcode: Annotated[int | None, _means("its number in the Correlates of War")]
    gwcode: Annotated[int | None, _means("its number in Gleditsch and Ward's list")]
    side: Annotated[str | None, _means("host, visitor or caller")]


class DyadLine(msgspec.Struct, frozen=True, kw_only=True):
    """Two countries of a contact."""

    contact_id: Annotated[str, _means("the contact")]
    date: Annotated[str | None, _means("its first possible day")]
    iso3_a: Annotated[str, _means("the one that comes first in the alphabet")]
    iso3_b: Annotated[str, _means("the other")]
    cowcode_a: Annotated[int | None, _means("the number of the first in the Correlates of War")]
    cowcode_b: Annotated[int | None, _means("that of the other")]
    gwcode_a: Annotated[int | None, _means("the number of the first in Gleditsch and Ward's list")]
    gwcode_b: Annotated[int | None, _means("that of the other")]
    directed: Annotated[str | None, _means("visitor>host or caller>called, where the report tells: IRN>TUR")]
    weight: Annotated[float, _means("one over the number of the contact's dyads, so that a contact counts once")]


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says that somebody said."""

    statement_id: Annotated[str, _means("what people type for it: 3f2a9c-s1")]
    document_id: Annotated[str, _means("the report")]
    contact_id: Annotated[str | None, _means("the contact at which it was made")]
    speaker: Annotated[Texts, _means("who speaks; empty where nobody can be made out")]
    person_id: Annotated[Texts, _means("the speakers' ids")]
    office: Annotated[Texts, _means("their offices")]
    country_iso3: Annotated[Texts, _means("their countries")]
    form: Annotated[str, _means("direct, indirect or mixed")]
    act: Annotated[str, _means("assert, praise, condemn, accuse, …")]
    cue: Annotated[str | None, _means("the reporting words")]
    addressees: Annotated[Texts, _means("to whom it is said")]
    about: Annotated[Texts, _means("of whom")]
    topics: Annotated[Texts, _means("what it is about")]
    quote: Annotated[str, _means("the words as they stand in the report; a gap is ' … '")]
    start: Annotated[int | None, _means("where they begin in the report's text")]
    end: Annotated[int | None, _means("where they end")]
    said_date: Annotated[str | None, _means("the first possible day of its contact")]
    confidence: Annotated[float | None, _means("the share of statements found by the same rule that readers confirm")]
    method: Annotated[str | None, _means("the rule that found it")]
    review_state: Annotated[str | None, _means("accepted, edited or rejected by a person; empty where nobody looked")]
    withdrawn: Annotated[bool, _means("rejected, or of a report that was withdrawn; only there if asked for")]


class CommitmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody undertakes, offers, asks for, schedules or hopes for."""

    commitment_id: Annotated[str, _means("what people type for it: 3f2a9c-k1")]
    document_id: Annotated[str, _means("the report")]
    contact_id: Annotated[str | None, _means("the contact at which it was made")]
    kind: Annotated[str, _means("agreement, pledge, offer, request, plan or hope")]
    speaker: Annotated[Texts, _means("who undertakes it")]
    beneficiary: Annotated[Texts, _means("to whom")]
    countries: Annotated[Texts, _means("the countries of both")]
    promised_act: Annotated[str, _means("what is to be done")]
    made: Annotated[str | None, _means("the day on which it was made")]
    due: Annotated[str | None, _means("the first day by which it is due")]
    due_end: Annotated[str | None, _means("the last one")]
    due_precision: Annotated[str | None, _means("day, month, year, range or unknown")]
    mechanism: Annotated[str | None, _means("within which mechanism")]
    state: Annotated[str, _means("open, kept, overdue or superseded, on the day of the export")]
    followed_by: Annotated[str | None, _means("what shows that it was kept or superseded")]
    answer: Annotated[str | None, _means("whether a request or offer was accepted or rejected")]
    answered_by: Annotated[str | None, _means("what shows that")]
    review_state: Annotated[str | None, _means("accepted, edited or rejected by a person; empty where nobody looked")]
    withdrawn: Annotated[bool, _means("rejected, or of a report that was withdrawn; only there if asked for")]


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """Counted harm."""

    claim_id: Annotated[str, _means("what people type for it: 3f2a9c-m1")]
    document_id: Annotated[str, _means("the report")]
    what: Annotated[str, _means("killed, injured, displaced, arrested or missing")]
    low: Annotated[int | None, _means("at least so many")]
    high: Annotated[int | None, _means("at most so many; empty for 'at least'")]
    approximate: Annotated[bool, _means("the report says 'about' or the like")]
    victims: Annotated[str | None, _means("who was harmed")]
    attributed_to: Annotated[str | None, _means("who is said to have done it")]
    claimant: Annotated[str | None, _means("who says so; empty where the outlet itself does")]
    date: Annotated[str | None, _means("the first possible day")]
    date_end: Annotated[str | None, _means("the last one")]
    date_precision: Annotated[str | None, _means("day, month, year, range or unknown")]
    place: Annotated[str | None, _means("where")]
    country_iso3: Annotated[str | None, _means("the place's country")]
    latitude: Annotated[float | None, _means("degrees, WGS 84")]
    longitude: Annotated[float | None, _means("degrees, WGS 84")]
    confidence: Annotated[float | None, _means("the share of claims found by the same rule that readers confirm")]
    method: Annotated[str | None, _means("the rule that found it")]
    review_state: Annotated[str | None, _means("accepted, edited or rejected by a person; empty where nobody looked")]
    withdrawn: Annotated[bool, _means("rejected, or of a report that was withdrawn; only there if asked for")]


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """A PLOVER and CAMEO coding of an item, or of another action that a report tells of."""

    event_id: Annotated[str, _means("what people type for it: 3f2a9c-e1")]
    document_id: Annotated[str, _means("the report")]
    event_type: Annotated[str, _means("PLOVER's type")]
    event_mode: Annotated[str | None, _means("PLOVER's mode")]
    contexts: Annotated[Texts, _means("PLOVER's contexts")]
    actor: Annotated[Texts, _means("who acts")]
    actor_id: Annotated[Texts, _means("their ids")]
    actor_iso3: Annotated[Texts, _means("their countries")]
    recipient: Annotated[Texts, _means("on whom")]
    recipient_id: Annotated[Texts, _means("their ids")]
    recipient_iso3: Annotated[Texts, _means("their countries")]
    cameo: Annotated[str | None, _means("the CAMEO code")]
    goldstein: Annotated[float | None, _means("its Goldstein value")]
    date: Annotated[str | None, _means("the first possible day")]
    date_end: Annotated[str | None, _means("the last one")]
    date_precision: Annotated[str | None, _means("day, month, year, range or unknown")]
    place: Annotated[str | None, _means("where")]
    country_iso3: Annotated[str | None, _means("the place's country")]
    latitude: Annotated[float | None, _means("degrees, WGS 84")]
    longitude: Annotated[float | None, _means("degrees, WGS 84")]
    codes: Annotated[str, _means("the id of the contact, statement, commitment or claim that it codes, or background")]
    confidence: Annotated[float | None, _means("the share of events found by the same rule that readers confirm")]
    method: Annotated[str | None, _means("the rule that found it")]


class FramingLine(msgspec.Struct, frozen=True, kw_only=True):
    """A loaded word."""

    document_id: Annotated[str, _means("the report")]
    seq: Annotated[int, _means("the place among the report's loaded words, from 0")]
    term: Annotated[str, _means("the word")]
    neutral: Annotated[str, _means("an equivalent that takes no side")]
    voice: Annotated[str, _means("outlet, or quoted where somebody else uses it")]
    target: Annotated[str | None, _means("of whom or what")]
    start: Annotated[int, _means("where it begins in the report's text")]
    end: Annotated[int, _means("where it ends")]


class EvidenceLine(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report and the field that they support, as W3C Web Annotation selectors."""

    record_type: Annotated[
        str, _means("article, actor, contact, participant, statement, commitment, claim, event or framing")
    ]
    record_id: Annotated[str, _means("its id: 3f2a9c-c1; of a participant 3f2a9c-c1/0, of an actor 3f2a9c-hakan-fidan")]
    field: Annotated[str, _means("the field; spans = the record as a whole")]
    seq: Annotated[int, _means("the place among the field's words, from 0")]
    document_id: Annotated[str, _means("the report")]
    start: Annotated[int, _means("where they begin in its text, in Unicode code points from 0")]
    end: Annotated[int, _means("where they end, exclusive")]
    exact: Annotated[str, _means("the words")]
    prefix: Annotated[str, _means("up to 32 characters before them")]
    suffix: Annotated[str, _means("up to 32 characters behind them")]
    text_sha256: Annotated[str, _means("the hash of the text that start and end count in")]


class DecisionLine(msgspec.Struct, frozen=True, kw_only=True):
    """A correction, as it was made; nothing is ever overwritten."""

    decision_id: Annotated[int, _means("a number, in the order in which they were made")]
    at: Annotated[str, _means("when, UTC")]
    who: Annotated[str, _means("by whom")]
    action: Annotated[str, _means("accept, edit, reject, note, merge, split, withdraw or undo")]
    record_type: Annotated[str | None, _means("contact, statement, commitment, claim or report")]
    record_id: Annotated[str | None, _means("its id when the correction was made")]
    document_id: Annotated[str | None, _means("the report")]
    field: Annotated[str | None, _means("the field that was corrected")]
    old: Annotated[str | None, _means("what it was, as JSON")]
    new: Annotated[str | None, _means("what it is since, as JSON")]
    reason: Annotated[str, _means("why")]
    undoes: Annotated[int | None, _means("the decision that this one takes back")]
