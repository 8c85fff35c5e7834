"""Titles put together with names and countries, in sentences of our own; the persons are invented, so only the words can tell."""

import pytest

from memcon.actors import resolve
from memcon.actors.knowledge.offices import find_office, state_of_body
from memcon.language import parse
from memcon.read import read_text


def cast_of(text):
    parsed = parse(read_text(text, published="2024-05-14"))
    return parsed, resolve(parsed)


def person(text, name):
    _, cast = cast_of(text)
    found = [actor for actor in cast.actors.values() if actor.kind == "person" and actor.name == name]
    assert found, sorted(actor.name for actor in cast.actors.values())
    return found[0].office, found[0].country


OFFICERS = [
    # an aide is of the country of the officer served, and the name behind both is the aide's
    ("Anna met Marek Dvorak, Diplomatic Advisor to the Prime Minister of the Czech Republic.", "Marek Dvorak", "adviser", "CZE"),
    ("Anna met Paolo Bertolini, Diplomatic Advisor to the Italian Prime Minister.", "Paolo Bertolini", "adviser", "ITA"),
    ("Anna met Italian Diplomatic Advisor to the Prime Minister Paolo Bertolini.", "Paolo Bertolini", "adviser", "ITA"),
    ("Anna spoke with Chief of Staff to the Colombian President Marta Lucia Perez.", "Marta Lucia Perez", "chief of staff", "COL"),
    ("Anna met Jukka Virtanen, Chief of Cabinet in the Office of the President of the Republic of Finland.", "Jukka Virtanen", "chief of staff", "FIN"),
    ("Anna called Dirk Janssens, Head of Cabinet of the President of the European Commission.", "Dirk Janssens", "chief of staff", "EUR"),
    # organs act for their state or union
    ("Anna met President Ingrid Lindholm of the European Commission.", "Ingrid Lindholm", "president", "EUR"),
    ("Anna met Executive Vice President of the European Commission Dirk Janssens.", "Dirk Janssens", "commissioner", "EUR"),
    ("Anna met UN Special Envoy for Yemen Dirk Janssens.", "Dirk Janssens", "special envoy", "UNO"),
    ("Anna met Secretary General of the Palestine Liberation Organization Sami Haddad.", "Sami Haddad", "secretary-general", "PSE"),
    ("Anna met Secretary of the Russian Security Council Oleg Smirnov.", "Oleg Smirnov", "secretary of the security council", "RUS"),
    ("Anna met National Security Council Secretary Aram Petrosyan of Armenia.", "Aram Petrosyan", "secretary of the security council", "ARM"),
    # offices of one person
    ("Anna met Crown Prince and Prime Minister Khalid bin Rashid of Bahrain.", "Khalid bin Rashid", "crown prince", "BHR"),
    ("Anna met Qatari Prime Minister and Foreign Minister Khalid bin Rashid.", "Khalid bin Rashid", "prime minister", "QAT"),
    ("Anna met Polish Secretary of State, Head of the National Security Bureau, Tomasz Nowicki.", "Tomasz Nowicki", "state secretary", "POL"),
    ("Assistant to the President and Deputy National Security Advisor Peter Hanley met her.", "Peter Hanley", "deputy national security advisor", None),
    ("Deputy National Security Advisor (PDNSA) Peter Hanley met her.", "Peter Hanley", "deputy national security advisor", None),
    # countries behind a name
    ("Anna met Prime Minister Jerome Rolle of the Commonwealth of The Bahamas.", "Jerome Rolle", "prime minister", "BHS"),
    ("Anna met her counterpart from Mali Amadou Coulibaly.", "Amadou Coulibaly", None, "MLI"),
    ("Anna called Minister Park Jiwon, her new counterpart at the Republic of Korea.", "Park Jiwon", "minister", "KOR"),
    ("Anna received presidents Luis Paredes (Ecuador) and Jorge Huaman (Peru).", "Luis Paredes", "president", "ECU"),
    ("Anna received presidents Luis Paredes (Ecuador) and Jorge Huaman (Peru).", "Jorge Huaman", "president", "PER"),
    ("Anna met Chile's Ambassador to Mali Luis Paredes.", "Luis Paredes", "ambassador", "CHL"),
    # who is sent for, or serves, somebody else
    ("Anna met the UN envoy for Yemen, Dirk Janssens.", "Dirk Janssens", "special envoy", "UNO"),
    ("Anna met the EU's special envoy for Mali Dirk Janssens.", "Dirk Janssens", "special envoy", "EUR"),
    ("The UN Secretary-General's special envoy for Mali, Dirk Janssens, met her.", "Dirk Janssens", "special envoy", "UNO"),
    ("Special Representative of the Secretary-General Dirk Janssens met her.", "Dirk Janssens", "special representative", "UNO"),
    ("Dirk Janssens, the Secretary-General's envoy, met her.", "Dirk Janssens", "special envoy", "UNO"),
    ("The Kenyan president's special envoy, Peter Mwangi, met her.", "Peter Mwangi", "special envoy", "KEN"),
    ("Chilean President Luis Paredes's envoy Jorge Huaman met her.", "Jorge Huaman", "special envoy", "CHL"),
    ("Dirk Janssens, the head of the U.N. mission in Mali, met her.", "Dirk Janssens", "special representative", "UNO"),
    ("The UN resident coordinator in Mali, Dirk Janssens, met her.", "Dirk Janssens", "special envoy", "UNO"),
    ("Head of the EU Delegation Dirk Janssens met her.", "Dirk Janssens", "ambassador", "EUR"),
    ("The head of the Ghanaian delegation, Kofi Asante, met her.", "Kofi Asante", "head of delegation", "GHA"),
    ("African Union head Kofi Asante met her.", "Kofi Asante", "leader", "AU"),
    ("UNAMI chief Dirk Janssens met her.", "Dirk Janssens", "leader", "UNO"),
    ("The EU's Dirk Janssens met her.", "Dirk Janssens", None, "EUR"),
    ("The Cuban U.N. ambassador, Jorge Huaman, met her.", "Jorge Huaman", "permanent representative", "CUB"),
    # forms of names and of address
    ("Anna met the British Foreign Secretary, Lord Hanley.", "Hanley", "foreign minister", "GBR"),
    ("Secretary of State Cardinal Paolo Bertolini met her.", "Paolo Bertolini", "foreign minister", "VAT"),
    ("Anna met Irish Foreign Minister Sean Doyle and his Polish opposite number Piotr Zajac.", "Piotr Zajac", "foreign minister", "POL"),
    ("Standing next to her Czech colleague, Ms Lindholm said the road was open.", "Lindholm", None, None),
    ("Ghana's Defence Minister and President Ama Boakye's Special Envoy, Kofi Asante, met her.", "Ama Boakye", "president", None),
    # offices
    ("Anna met Tomasz Nowicki, Chief of the National Security Bureau of Poland.", "Tomasz Nowicki", "national security advisor", "POL"),
    ("Anna met Poland's National Security Bureau Chief Tomasz Nowicki.", "Tomasz Nowicki", "national security advisor", "POL"),
    ("Anna met Deputy First Minister Moira Gillespie of Northern Ireland.", "Moira Gillespie", "deputy first minister", "GBR"),
    ("Anna met National Security Advisor Shri Arjun Mehta of India.", "Arjun Mehta", "national security advisor", "IND"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "office", "country"), OFFICERS, ids=[case[0][:60] for case in OFFICERS])
def test_office_and_country_of_a_named_officer(text, name, office, country):
    held, home = person(text, name)
    assert home == country
    assert office is None or held == office


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("First Minister", "first minister"),
        ("1st Vice Foreign Minister", "deputy foreign minister"),
        ("Secretary General of the National Security Secretariat", "national security advisor"),
        ("Vice Chairman of the Central Military Commission", "military chief"),
        ("Communist Party Politburo Member", "politburo member"),
        ("Hamas political bureau member", "group leader"),
        ("Head of the Foreign Policy Department of the Presidential Administration", "director"),
        ("Prime Minster", "prime minister"),
        ("PDNSA", "deputy national security advisor"),
    ],
)
def test_titles_of_readouts_have_a_generic_office(title, office):
    assert find_office(title).office == office


def test_the_officer_served_is_no_further_person():
    _, cast = cast_of("Anna met Paolo Bertolini, Diplomatic Advisor to the Italian Prime Minister.")
    assert not [actor for actor in cast.actors.values() if actor.office == "prime minister"]


def test_a_name_behind_an_officer_without_article_is_his_own():
    _, cast = cast_of("The special envoy of Chilean President Mateo Vergara arrived in Lima.")
    offices = {actor.office: (actor.name, actor.country) for actor in cast.actors.values() if actor.kind == "person"}
    assert offices["president"] == ("Mateo Vergara", "CHL")
    assert offices["special envoy"][1] == "CHL"


def test_a_verb_in_a_headline_is_no_name():
    _, cast = cast_of("Zambia, Malawi Foreign Ministers Confer At Mchinji Border")
    assert not [actor for actor in cast.actors.values() if actor.kind == "person" and cast.named(actor.id)]


def test_a_dateline_is_not_in_apposition():
    _, cast = cast_of("Mchinji — Malawi's Minister of Foreign Affairs has met her Zambian counterpart.")
    assert "Mchinji" not in {actor.name for actor in cast.actors.values()}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("In a call initiated by the President of the French Republic, Oleg Smirnov and Luc Moreau spoke.", None),
        ("At the request of the President of Turkey, Oleg Smirnov told him of the talks.", None),
        ("He spoke with the President of Turkey, Oleg Smirnov, on Monday.", "TUR"),
        ("The President of Turkey, Oleg Smirnov, spoke.", "TUR"),
    ],
)
def test_a_comma_may_begin_a_clause_or_an_apposition(text, country):
    assert person(text, "Oleg Smirnov")[1] == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President of Chile Mateo Vergara(retranslated): Thank you.", "Mateo Vergara"),
        ("Prime Minister Petr Novotny of Czechia spoke.", "Petr Novotny"),
        ("President of Belarus Oleg SmirnovSmirnov OlegPresident spoke.", "Oleg Smirnov"),
        ("Foreign Minister Fiona McDonald of Ireland spoke.", "Fiona McDonald"),
    ],
)
def test_a_name_ends_where_the_page_or_the_country_begins(text, name):
    person(text, name)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Foreign Ministry in Oslo welcomed the talks.", "NOR"),
        ("The Foreign Ministry of Norway welcomed the talks.", "NOR"),
        ("The embassy in Oslo welcomed the talks.", None),
    ],
)
def test_a_ministry_stands_in_its_own_capital_and_an_embassy_does_not(text, country):
    _, cast = cast_of(text)
    assert next(actor for actor in cast.actors.values() if actor.kind == "body").country == country


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("The Chancellery in Vienna confirmed the visit.", "AUT", "DEU"),
        ("The Chancellery in Berlin confirmed the visit.", "DEU", "AUT"),
        ("The Commission welcomed the offer.", "european-commission", "central-election-commission"),
        ("The Central Election Commission welcomed the offer.", "central-election-commission", "european-commission"),
        ("Brussels rejected the offer.", "EUR", "BEL"),
        ("Pak and Iran agreed on the border.", "PAK", "PRK"),
    ],
)
def test_words_that_mean_several_bodies_are_read_by_what_stands_beside_them(text, present, absent):
    _, cast = cast_of(text)
    assert present in cast.actors
    assert absent not in cast.actors


@pytest.mark.parametrize(
    ("body", "state"),
    [("IDF", "ISR"), ("PLO", "PSE"), ("hamas", "PSE"), ("european-council", "EUR"), ("OIC", None), ("NAT", None)],
)
def test_some_bodies_act_for_a_state_or_union(body, state):
    assert state_of_body(body) == state
