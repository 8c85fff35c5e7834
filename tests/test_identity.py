"""Who is meant on which day: offices in time, bounds for reports without a date, what the text states against what is known."""

import pytest

from memcon.actors import Cast, resolve
from memcon.extraction import extract_record
from memcon.language import parse
from memcon.read import read_text
from memcon.record import Actor


def cast_of(text: str, published: str | None) -> Cast:
    return resolve(parse(read_text(text, published=published)))


def person(text: str, published: str | None, name: str) -> Actor:
    cast = cast_of(text, published)
    return next(actor for actor in cast.actors.values() if actor.kind == "person" and name in (actor.name, actor.id))


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2009-05-01", "The Turkish president opened the bridge in Izmir.", "abdullah-gul"),
        ("2016-05-01", "The Turkish president opened the bridge in Izmir.", "recep-tayyip-erdogan"),
        ("2016-05-01", "Turkey's prime minister opened the bridge in Izmir.", "ahmet-davutoglu"),
        ("2003-03-01", "The French president spoke of the Danube.", "jacques-chirac"),
        ("2019-03-01", "The French president spoke of the Danube.", "emmanuel-macron"),
        ("2014-02-01", "Foreign Minister Zarif spoke of Iran and its neighbours.", "mohammad-javad-zarif"),
        ("2022-02-01", "Former Foreign Minister Zarif spoke of Iran and its neighbours.", "mohammad-javad-zarif"),
    ],
)
def test_the_day_tells_who_held_the_office(published: str, text: str, expected: str) -> None:
    assert expected in cast_of(text, published).actors


@pytest.mark.parametrize(
    "text",
    [
        "A Turkish deputy minister opened the bridge.",  # several at a time
        "The former Turkish president opened the bridge.",  # which of them is not said
        "The Turkish president opened the bridge.",  # and no day
    ],
)
def test_an_office_that_may_be_anybodys_stays_without_a_name(text: str) -> None:
    published = None if text.startswith("The Turkish") else "2016-05-01"
    cast = cast_of(text, published)
    assert [actor.identified for actor in cast.actors.values() if actor.kind == "person"] == [None]


def test_a_holder_whom_the_report_does_not_name_is_no_name_of_the_report() -> None:
    text = "The Turkish president met Iranian President Hassan Rouhani in Ankara on Friday."
    record = extract_record(read_text(text, published="2016-04-16"))
    (contact,) = record.contacts
    assert {(p.actor, p.name) for p in contact.participants} == {
        ("recep-tayyip-erdogan", None),
        ("hassan-rouhani", "Hassan Rouhani"),
    }
    erdogan = next(actor for actor in record.actors if actor.id == "recep-tayyip-erdogan")
    assert erdogan.identified is not None
    assert (erdogan.identified.named, erdogan.identified.by) == (False, "knowledge")


def test_an_office_and_a_surname_are_one_person_where_the_day_says_so() -> None:
    cast = cast_of("The Turkish president left for Doha. Erdogan will return on Friday.", "2016-05-01")
    assert [actor.id for actor in cast.actors.values() if actor.kind == "person"] == ["recep-tayyip-erdogan"]


@pytest.mark.parametrize(
    ("published", "text", "office"),
    [
        ("2018-03-02", "Ali Larijani of Iran spoke of the budget.", "parliament speaker"),
        ("2025-09-02", "Ali Larijani of Iran spoke of the budget.", "secretary of the security council"),
    ],
)
def test_a_name_alone_brings_the_office_of_that_day(published: str, text: str, office: str) -> None:
    assert person(text, published, "Ali Larijani").office == office


def test_a_report_without_a_date_is_bounded_by_the_offices_it_states() -> None:
    text = (
        "Iranian Foreign Minister Mohammad Javad Zarif met Turkish Foreign Minister Ahmet Davutoglu. "
        "The Turkish president joined them."
    )
    record = extract_record(read_text(text))
    written = record.article.written
    assert written is not None
    assert (written.start, written.end, written.precision) == ("2013-08-15", "2014-08-28", "range")
    assert "TUR-president" in {actor.id for actor in record.actors}, "two presidents fall into the bounds"


def test_a_dated_report_needs_no_bounds() -> None:
    record = extract_record(read_text("Iranian Foreign Minister Zarif met Omani officials.", published="2015-01-02"))
    assert record.article.written is None


def test_offices_that_nobody_held_together_give_no_bounds() -> None:
    text = "US President Bill Clinton met French President Emmanuel Macron."
    assert cast_of(text, None).written is None


def test_what_the_report_states_stands_and_the_difference_is_kept() -> None:
    text = "Iranian Foreign Minister Mohammad Javad Zarif met Omani officials in Muscat."
    zarif = person(text, "2022-06-01", "mohammad-javad-zarif")
    assert zarif.office == "foreign minister"
    assert zarif.identified is not None
    (conflict,) = zarif.identified.conflicts
    assert (conflict.field, conflict.stated, conflict.known) == ("office", "foreign minister", "until 2021-08-24")


def test_a_newcomer_in_an_office_that_another_is_known_to_hold_is_kept_with_the_difference() -> None:
    text = "Luxembourg's Foreign Minister Aldo Brennholt met Belgian officials."
    newcomer = person(text, "2019-06-01", "aldo-brennholt")
    assert newcomer.identified is not None
    assert newcomer.identified.by == "report"
    assert [(c.field, c.known) for c in newcomer.identified.conflicts] == [("name", "Jean Asselborn")]


def test_a_person_under_a_wrong_flag_is_himself_with_the_difference() -> None:
    text = "Swedish Foreign Minister Sergey Lavrov spoke in Geneva."
    lavrov = person(text, "2019-06-01", "sergey-lavrov")
    assert lavrov.country == "SWE"
    assert lavrov.identified is not None
    assert [(c.field, c.known) for c in lavrov.identified.conflicts] == [("country", "RUS")]


def test_what_agrees_is_no_conflict() -> None:
    text = "Russian Foreign Minister Sergey Lavrov spoke in Geneva."
    lavrov = person(text, "2019-06-01", "sergey-lavrov")
    assert lavrov.identified is not None
    assert lavrov.identified.conflicts == ()
    assert lavrov.identified.stated == ("name", "office", "country")
    assert lavrov.identified.since == "2004-03-09"


def test_somebody_unknown_who_bears_a_known_name_is_told_apart_by_the_country() -> None:
    text = "Emmanuel Macron, a spokesperson of Vanuatu's government, spoke in Port Vila."
    cast = cast_of(text, "2019-06-01")
    assert "emmanuel-macron" not in cast.actors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Bush met Russian President Vladimir Putin in Saint Petersburg.", "george-w-bush"),
        ("President Bush met Russian President Boris Yeltsin in Moscow.", "george-h-w-bush"),
    ],
)
def test_without_a_day_those_who_were_in_office_together_tell_which_namesake_is_meant(text: str, expected: str) -> None:
    assert expected in cast_of(text, None).actors


def test_what_holds_for_every_namesake_is_taken_over() -> None:
    bush = person("President Bush spoke on Monday.", None, "bush")
    assert (bush.country, bush.office) == ("USA", "president")


@pytest.mark.parametrize(
    ("published", "text", "absent"),
    [
        # the office changed hands a week before the report, and the contact may lie before that
        ("2022-09-07", "On 30 August 2022 the British prime minister spoke in London.", "liz-truss"),
        ("2021-06-14", "On 10 June the Israeli prime minister spoke in Haifa.", "naftali-bennett"),
        ("2021-06-16", "On 12 January 2021 the US president had spoken in Texas.", "joe-biden"),
    ],
)
def test_an_office_is_not_its_new_holder_for_what_may_lie_before(published: str, text: str, absent: str) -> None:
    assert absent not in cast_of(text, published).actors


def test_the_year_that_a_sentence_names_tells_who_held_the_office() -> None:
    assert (
        "jacques-chirac" in cast_of("In March 2003 the French president telephoned the Russian president.", None).actors
    )


NAMESAKES = [
    (
        "King Salman received Jean-Yves Le Drian. Crown Prince Mohammed bin Salman attended.",
        "King Salman",
        "salman-bin-abdulaziz",
    ),
    ("Wang Yi met Foreign Minister Wang Bin of Paraguay.", "Foreign Minister Wang Bin of Paraguay", "wang-bin"),
    (
        "Canadian Prime Minister Justin Trudeau, son of former prime minister Pierre Trudeau, met Barack Obama. Trudeau was glad.",
        "Trudeau",
        "justin-trudeau",
    ),
    (
        "Hillary Clinton met David Miliband. Former President Bill Clinton was not there. Clinton spoke.",
        "Clinton",
        "hillary-clinton",
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), NAMESAKES, ids=[words for _, words, _ in NAMESAKES])
def test_of_two_namesakes_the_one_meant_is_found(text: str, words: str, expected: str) -> None:
    parsed = parse(read_text(text, published="2018-03-12"))
    cast = resolve(parsed)
    found = [mention.actors for mention in cast.mentions if parsed.doc[mention.start : mention.end].text == words]
    assert found == [(expected,)]


def test_each_president_of_a_list_has_his_own_country() -> None:
    cast = cast_of(
        "Presidents Ilham Aliyev of Azerbaijan, Nikol Sarkov of Dalmora and Gitanas Nauseda of Lithuania met.",
        "2022-05-05",
    )
    homes = {actor.name: actor.country for actor in cast.actors.values() if actor.kind == "person"}
    assert (homes["Ilham Aliyev"], homes["Gitanas Nauseda"]) == ("AZE", "LTU")


def test_a_title_means_what_it_means_in_that_country() -> None:
    saran = person("Indian Foreign Secretary Shyam Saran met Pakistani officials.", "2004-09-23", "Shyam Saran")
    assert saran.office == "deputy foreign minister"
    assert saran.identified is not None
    assert saran.identified.conflicts == ()


def test_an_office_held_years_ago_is_not_taken_over() -> None:
    assert person("Jean Ping met Laurent Gbagbo in Abidjan.", "2010-12-17", "Jean Ping").office is None


def test_an_officer_of_whom_no_country_is_known_has_that_of_the_one_beside() -> None:
    cast = cast_of(
        "Omani Foreign Minister Badr Albusaidi and Trade Minister Salim Qarandi met in Muscat.", "2024-05-05"
    )
    homes = {actor.name: actor.country for actor in cast.actors.values() if actor.kind == "person"}
    assert homes["Salim Qarandi"] == "OMN"


def test_a_new_holder_is_meant_where_nothing_points_back() -> None:
    cast = cast_of("The prime minister of Israel spoke today with the press.", "2022-07-13")
    assert "yair-lapid" in cast.actors
