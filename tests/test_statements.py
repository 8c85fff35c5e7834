"""Statements: who said what, in sentences of our own."""

import pytest

from memcon.actors import resolve
from memcon.extraction.statements import find_statements
from memcon.extraction.statements.lexicon import lexicon
from memcon.language import parse
from memcon.read import read_text


def statements(text, published="2024-05-14"):
    parsed = parse(read_text(text, published=published))
    cast = resolve(parsed)
    found = find_statements(parsed, cast)
    for statement in found:
        for span in (*statement.spans, *statement.content, *((statement.cue,) if statement.cue else ())):
            assert text[span.start : span.end] == span.text
    return [([cast.actors[s].name for s in statement.speakers], statement) for statement in found]


@pytest.mark.parametrize("example", [pair[0] for pair in lexicon().examples])
def test_each_group_of_cues_finds_its_example(example):
    assert statements(example)


@pytest.mark.parametrize("counter", [pair[1] for pair in lexicon().examples])
def test_no_group_of_cues_finds_its_counter_example(counter):
    assert statements(counter) == []


def test_a_quotation_takes_the_speaker_of_the_sentence_before():
    text = (
        "Chilean Foreign Minister Alberto van Klaveren met reporters in Santiago.\n\n"
        '"The treaty is ready," he said. "Congress will have it in June."\n\n'
        '"We shall not reopen the text."'
    )
    found = statements(text)
    assert [speakers for speakers, _ in found] == [["Alberto van Klaveren"]] * 3
    assert [statement.form for _, statement in found] == ["direct"] * 3


def test_for_his_part_changes_the_speaker():
    found = statements(
        "Cypriot President Nikos Christodoulides, in a meeting with his Armenian counterpart Vahagn Khachaturyan, called for more flights.\n\n"
        "The Armenian president, for his part, praised the direct link."
    )
    assert [speakers for speakers, _ in found] == [["Nikos Christodoulides"], ["Vahagn Khachaturyan"]]
    assert [statement.act for _, statement in found] == ["urge", "praise"]


@pytest.mark.parametrize("said", ["his office said", "his office told reporters"])
def test_an_office_is_named_after_the_person(said):
    found = statements(f"Chilean President Tomas Riquelme is expected in Lima in June, {said}.")
    assert [speakers for speakers, _ in found] == [["Tomas Riquelme's office"]]


def test_an_office_that_nobody_can_be_made_out_for_is_nobody():
    found = statements("The road is closed, their office said.")
    assert [speakers for speakers, _ in found] in ([], [[]])


def test_two_speakers_of_one_sentence():
    ((speakers, statement),) = statements(
        "Finnish Interior Minister Mari Rantanen and her Estonian counterpart Lauri Laanemets stressed the need for joint patrols."
    )
    assert speakers == ["Mari Rantanen", "Lauri Laanemets"]
    assert statement.act == "urge"


def test_a_paper_speaks_for_the_body_that_issued_it():
    found = statements("The African Union issued a statement on Sudan. The statement called for a ceasefire.")
    assert found[-1][0] == ["African Union"]


def test_what_somebody_reports_of_another_is_his_statement():
    ((speakers, _),) = statements("The Polish Foreign Ministry said that the two presidents agreed to meet in June.")
    assert speakers == ["Polish Foreign Ministry"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers discussed trade and exchanged views on the region.",
        "The two sides held talks in Rome.",
        "The president will announce the plan on Monday.",
        "The minister did not say when the road would open.",
        "According to Reuters, the road was closed.",
        "The emir welcomed his guest at the airport.",
        # Deeds that share a verb with speech, and attitudes that nobody voiced.
        "Peru recalled its ambassador from Quito.",
        "The minister referred the case to a court.",
        "The president ordered the withdrawal of the troops.",
        "Chile is seeking a seat on the council.",
        "The cabinet is considering an embargo.",
        "The army has committed atrocities.",
        "The envoy held positions at two banks.",
        # What is only pointed to.
        "Boric issued the statement on Friday.",
        "The two sides made the vow on the sidelines of a summit.",
        "The president made a call from the airport.",
        "The paper deals with how Peru sees its neighbours.",
        # Nobody, and a meeting that is still to come.
        "No one has claimed responsibility for the attack.",
        "The meeting will follow a summit in Lima, focusing on ways to fight crime.",
        # What was done to people, not by them.
        "The envoy was summoned and told that the talks were over.",
    ],
)
def test_narration_is_no_statement(text):
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # Bodies that speak where nobody is named.
        ("The Polish government said the visit was agreed in advance.", ["Polish government"]),
        ("The Canadian leader's office said he would attend the summit.", ["Canadian leader's office"]),
        ("A spokesman for the Iranian Foreign Ministry said talks would go on.", ["Iranian Foreign Ministry"]),
        ("A Kremlin spokesman said talks would go on.", ["Kremlin"]),
        ("The MoD reported that one soldier had been hurt.", ["Ministry of Defence"]),
        ("The ship was released, according to the Armenian Ministry of Defense.", ["Armenian Ministry of Defense"]),
        ("Emergency services in Kyiv said two people were missing.", ["Emergency services"]),
        ("A long list of world leaders have accused Russia of breaking the treaty.", ["world leaders"]),
        # Speakers behind their verb, before a colon, in apposition.
        ("The republic respects the border, declared the head of state Maia Sandu.", ["Maia Sandu"]),
        ("The envoy will be received by the king, said a Foreign Ministry statement.", ["Foreign Ministry"]),
        ("Maia Sandu, after the meeting with Volodymyr Zelensky: “We spoke about the bridge”", ["Maia Sandu"]),
        ("The head of diplomacy of the European Union, Josep Borrell, said talks would go on.", ["Josep Borrell"]),
        ("Later that day, Kallas released another statement saying that the ship had sailed.", ["Kaja Kallas"]),
        ("The embassy in Manila said in a statement that the ships had left.", ["embassy"]),
        ("The militant group Jundallah said the road was mined.", ["Jundallah"]),
        ("Two armed groups, Hezbollah and Hamas, rejected the truce.", ["Hezbollah", "Hamas"]),
        ("U.S. and NATO officials say the border is quiet.", ["United States", "North Atlantic Treaty Organization"]),
        ("Georgian Defense Ministry officials say the road is open.", ["Georgian Defense Ministry"]),
        ("The government statement says the border is quiet.", ["government"]),
        ("The government of Chile says the border is quiet.", ["government of Chile"]),
        ("The Chilean central bank decided to wait.", ["Chilean central bank"]),
        ("Prime Minister Mark Rutte's office says he will visit Chile.", ["Prime Minister Mark Rutte's office"]),
        ("The Biden-Harris Administration praised the plan.", ["Biden-Harris Administration"]),
        ("The Rutte administration says the border is quiet.", ["Rutte administration"]),
        ("The road is open, Mark Rutte's office said.", ["Mark Rutte's office"]),
        ("The U.N. mission there urged the groups to leave.", ["U.N. mission"]),
        # Papers speak for whoever issued them.
        ("A Canadian-Dutch statement urged restraint.", ["Canada", "Netherlands"]),
        ("The joint Franco-German declaration urged restraint.", ["France", "Germany"]),
        ("A Chilean statement said the road was open.", ["Chile"]),
        ("A joint statement by Kenya and Uganda urged restraint.", ["Kenya", "Uganda"]),
        ("A statement issued by Kenya and Uganda urged restraint.", ["Kenya", "Uganda"]),
        ("A Chilean government notice said the road was open.", ["Chilean government"]),
        # Groups in the words of the report.
        ("Sources familiar with the matter said the road was closed.", ["Sources"]),
        ("Officials close to the talks said the road was closed.", ["officials"]),
        ("The road is closed, according to the sources.", ["sources"]),
        ("The road is closed, according to Chilean officials.", ["Chilean officials"]),
        ("According to Chilean officials, the road is closed.", ["Chilean officials"]),
        ("However, officials say the road is closed.", ["officials"]),
        ("Chilean officials expressed concern about the road.", ["Chilean officials"]),
        ("Chilean security officials criticized the plan.", ["Chilean security officials"]),
        ("Chilean lawmakers condemned the plan.", ["Chilean lawmakers"]),
        ("Secularists opposed the plan.", ["Secularists"]),
        ("The daily quotes Chilean officials as saying the plan is ready.", ["Chilean officials"]),
        ("Hong Kong police say the road is closed.", ["Hong Kong police"]),
        ("Israeli military officials said the road is closed.", ["Israel Defense Forces"]),
        ("The Chilean space agency says the crew is safe.", ["Chilean space agency"]),
        # An outlet is not the state that it belongs to, nor the place where a report appeared.
        ("Chile's state television said the talks had failed.", ["Chile's state television"]),
        ("A published report in Chile says the talks failed.", []),
        ("Reports from Chile say the talks failed.", []),
        ("PHNOM PENH (Reuters) -Cambodian Prime Minister Hun Sen said the summit would go on.", ["Hun Sen"]),
    ],
)
def test_who_speaks(text, speakers):
    assert [names for names, _ in statements(text, published="2021-10-05")] == [speakers]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        # What somebody addresses another for, he says.
        ("Chile summoned the Peruvian ambassador to demand an apology.", "demand"),
        ("Boric phoned Lula to congratulate him on his victory.", "congratulate"),
        ("Norway warned its citizens to leave the coast.", "urge"),
        ("Norway is calling the vote politically motivated.", "assert"),
        ("The envoy called the resolution a trap set by Peru.", "assert"),
        ("The officers identified the driver as a Peruvian.", "assert"),
        ("Peru made a similar demand on Sunday.", "demand"),
        ("The army admitted shelling the village.", "assert"),
        ("The plan was criticized by opponents in Lima.", "condemn"),
        ("The monks said the road was closed.", "assert"),
        ("The envoy left Lima after what he called useful talks.", "assert"),
        ("The daily said the envoys had met.", "assert"),
        ('The cleric called the failure of the army to stop the violence plaguing the country "serious."', "assert"),
        ('The envoy called the treaty "the best hope of Peru" to end the war.', "assert"),
    ],
)
def test_ways_to_report(text, act):
    assert [statement.act for _, statement in statements(text)] == [act]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Peru accused Chile of spying, a charge that Chile denies.", [["Peru"], ["Chile"]]),
        ("Peru accused Chile of spying, a charge Chile has rejected.", [["Peru"], ["Chile"]]),
        ("Peru says Chile, which denies the charge, spied on it.", [["Peru"], ["Chile"]]),
    ],
)
def test_who_denies_an_accusation_in_passing_speaks_too(text, speakers):
    assert [names for names, _ in statements(text)] == speakers


def test_a_spokesperson_without_a_name_goes_on_speaking_for_the_body():
    found = statements(
        "The foreign ministry spokesperson met the press. She said that nothing had been decided. "
        "The spokesperson described the president's meeting with Vladimir Putin as useful. She added that trade mattered."
    )
    assert [speakers for speakers, _ in found] == [["foreign ministry"]] * 3


def test_a_message_speaks_for_whoever_sent_it():
    found = statements("King Abdullah II sent a message to Xi Jinping. The message said that friendship would grow.")
    assert found[-1][0] == ["Abdullah II"]


def test_an_official_whom_nobody_named_is_nobody_named_before():
    found = statements("Benjamin Netanyahu left for Paris. A senior Israeli official said the deal was near.")
    assert found[-1][0] == ["Israeli official"]
    found = statements("Treasury Secretary John Snow is in Lima. A U.S. treasury official said the deal was near.")
    assert found[-1][0] != ["John Snow"]


def test_what_talks_stressed_the_parties_said():
    found = statements(
        "Prime Minister Sanna Marin met Prime Minister Ulf Kristersson in Helsinki. The talks stressed the need for unity.",
        published="2022-10-29",
    )
    assert [speakers for speakers, _ in found] == [["Sanna Marin", "Ulf Kristersson"]]


def test_a_sentence_that_only_opens_speech_is_none():
    found = statements('Foreign Secretary Boris Johnson said:\n\n"We must go on."', published="2017-02-03")
    assert [(speakers, statement.spans[0].text) for speakers, statement in found] == [
        (["Boris Johnson"], '"We must go on."')
    ]


def test_speech_without_quotation_marks_goes_on_after_a_colon_and_in_the_first_person():
    found = statements(
        "Following the meeting, Foreign Secretary Boris Johnson said:\n\nThe siege remains dire.\n\n"
        "There can be no military solution. We must keep pushing for talks.\n\nThe minister flew to Muscat.",
        published="2017-02-03",
    )
    assert [speakers for speakers, _ in found] == [["Boris Johnson"]] * 3


def test_an_outlet_speaks_for_itself_but_not_in_the_place_of_whom_it_relays():
    assert statements("The daily claimed that the envoys had met in secret.")
    found = statements("The foreign ministry denied that the envoys had met, the news agency reported.")
    assert [speakers for speakers, _ in found] == [["foreign ministry"]]


def test_a_body_that_relays_a_person_does_not_speak():
    found = statements("The Nigerian presidency said that President Bola Tinubu promised to reopen the border.")
    assert [speakers for speakers, _ in found] == [["Bola Tinubu"]]


def test_a_rare_surname_alone_finds_its_only_bearer():
    found = statements("Stoltenberg stated that aid would grow. The NATO chief added that unity was key.")
    assert [speakers for speakers, _ in found] == [["Jens Stoltenberg"]] * 2


def test_what_somebody_is_urged_to_do_is_said():
    ((_, statement),) = statements("President Anna Brandt urged Finland to de-escalate tensions with Sweden.")
    assert [span.text for span in statement.content] == ["Finland to de-escalate tensions with Sweden"]


def test_who_relays_is_no_part_of_what_was_said():
    ((_, statement),) = statements("In his call, the president promised whatever help Ankara needed, the palace said.")
    assert [span.text for span in statement.content] == ["whatever help Ankara needed"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Peruvian officials said the road was closed. They say help is near.", ["Peruvian officials"]),
        ("Peruvian officials said the road was closed. Officials added that help was near.", ["Peruvian officials"]),
        (
            "Peruvian officials said the road was closed. Vladimir Putin met Tony Blair. The officials say help is near.",
            ["Peruvian officials"],
        ),
        ("The Peruvian army left Tacna. The army said it would return.", ["Peruvian army"]),
        ("Peru's news agency confirmed that the king was ill. It said he was in Lima.", ["Peru's news agency"]),
        ("The Washington Post named the envoy. The newspaper says the plan is ready.", ["Washington Post"]),
    ],
)
def test_a_group_or_body_goes_on_speaking(text, speakers):
    assert statements(text, published="2005-05-14")[-1][0] == speakers


def test_a_person_told_something_is_addressed_behind_his_titles():
    parsed = parse(
        read_text(
            "Norwegian Prime Minister Jens Stoltenberg told Swedish Foreign Minister Carl Bildt that the road was closed."
        )
    )
    cast = resolve(parsed)
    (statement,) = find_statements(parsed, cast)
    assert [cast.actors[actor].name for actor in statement.addressees] == ["Carl Bildt"]


@pytest.mark.parametrize(
    "text",
    [
        # Verbs that report with one particle, object or particle only.
        "Riquelme laid out his plan for the border.",
        "Riquelme informed the envoy in detail about the road.",
        "Riquelme assured his guest of support for the road.",
        "Riquelme made clear that the road would stay closed.",
        "Riquelme drew the minister's attention to the blockade.",
        "Riquelme raised with Peru the case of two fishermen.",
        "Riquelme did not rule out a boycott.",
        "Riquelme did say that the road was open.",
        "Riquelme took the view that the road must open.",
        "An act that Riquelme called unfriendly closed the road.",
        # Attitudes of a person.
        "President Tomas Riquelme was critical of the dam.",
        "President Tomas Riquelme was confident that the road would open.",
        # Nobody is named.
        "Attention was drawn to the state of the road.",
        "The growth of trade was noted.",
        "A positive assessment was given to the talks.",
    ],
)
def test_what_is_said_in_other_words_than_say(text):
    assert len(statements(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Chile is confident that the road will open.",
        "Riquelme spoke with his guest about the road.",
        "The ministers spoke about the road.",
        "Riquelme called in the envoy for talks.",
        "Special attention was paid to the road.",
        "Chile has neither confirmed nor denied that its men crossed the border.",
        "What did Riquelme say?",
        "The envoy looked to the left.",
    ],
)
def test_stances_talks_and_questions_are_no_statements(text):
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # A name behind the verb is no subject of its own.
        ("Mr. Tomas Riquelme, who was in Lima, said that Cardinal Hugo Mamani was ill.", ["Tomas Riquelme"]),
        # Whoever was called so before.
        ("Parliament Chairman Hugo Mamani left Lima. The chairman said the road was open.", ["Hugo Mamani"]),
        ("Hugo Mamani, coach of the national team, left Lima. The coach said the road was long.", ["Hugo Mamani"]),
        ("Trade adviser Hugo Mamani left Lima. The adviser said the road was open.", ["Hugo Mamani"]),
        ("Hugo Mamani, the chief negotiator, left. The Peruvian negotiator said it was over.", ["Hugo Mamani"]),
        ("Opposition leader Hugo Mamani left Lima. The opposition said it was over.", ["opposition"]),
        ("The African Union met. The bloc said it would send monitors.", ["African Union"]),
        ("The National Salvation Front lost a town. The front agreed to a truce.", ["National Salvation Front"]),
        ("A government notice listed two banks. The notice said they were closed.", []),
        ("“The road is open,” said the aide and former ambassador Hugo Mamani.", ["Hugo Mamani"]),
        # He who speaks is not he who is spoken of.
        (
            "Chilean Foreign Minister Hugo Mamani spoke in Lima. “Tomorrow I will see President Juan Soto,” he said.",
            ["Hugo Mamani"],
        ),
        # A relay behind the words, or around the person's own.
        ("President Bola Tinubu promised to reopen the border, officials said.", ["Bola Tinubu"]),
        ("“Minister Hugo Mamani asked for a truce,” the foreign ministry said.", ["Hugo Mamani"]),
        ("“We ask for a truce,” the Foreign Ministry said.", ["Foreign Ministry"]),
        ("The daily cited Hugo Mamani as saying the road was open.", ["Hugo Mamani"]),
        # Who stands beside a quotation without a verb of saying.
        ("Hugo Mamani carried on in these words: “The road is open and it will stay open.”", ["Hugo Mamani"]),
        ("Elena Quispe sat down. For Hugo Mamani, “sixty years of talks are quite enough”.", ["Hugo Mamani"]),
        # The two sides are all four of them, also after one has spoken of others.
        (
            "Chilean Minister Hugo Mamani and Ambassador Juan Soto received Peruvian Minister Elena Quispe and "
            "Ambassador Luis Paz. The two sides stressed the need for a road.",
            ["Hugo Mamani", "Juan Soto", "Elena Quispe", "Luis Paz"],
        ),
        (
            "Chilean President Tomas Riquelme met Peruvian President Elena Quispe. Quispe talked about her contacts "
            "with Bolivian President Juan Soto. Both sides expressed hope.",
            ["Tomas Riquelme", "Elena Quispe"],
        ),
        (
            "Chilean President Tomas Riquelme met Peruvian President Elena Quispe. Riquelme said Bolivian President "
            "Juan Soto would come. The two sides agreed on a road.",
            ["Tomas Riquelme", "Elena Quispe"],
        ),
    ],
)
def test_who_speaks_last(text, speakers):
    assert statements(text, published="2005-05-14")[-1][0] == speakers


def test_who_is_impersonal_is_nobody():
    found = statements(
        "Chilean President Tomas Riquelme met Elena Quispe of Peru. It was stressed that trade had grown."
    )
    assert [speakers for speakers, _ in found] == [[]]


def test_a_signed_quotation_is_the_signer_s():
    found = statements(
        "The council met in Lima.\n\n“The road is open. It will stay open. – Hugo Mamani, High Representative for Roads"
    )
    assert [speakers for speakers, _ in found][:2] == [["Hugo Mamani"]] * 2


def test_a_transcript_is_spoken_in_turns():
    found = statements(
        "Meeting with Elena Quispe\n\nPresident of Chile Tomas Riquelme: Good afternoon. You have come a long way.\n\n"
        "How is the road?\n\nElena Quispe: Thank you. Hugo Mamani said it was closed. We hope to open it.\n\n"
        "Question: When?\n\nElena Quispe: In May.",
        published="2005-05-14",
    )
    assert [speakers for speakers, _ in found] == [["Tomas Riquelme"]] * 3 + [["Elena Quispe"]] * 3 + [
        [],
        ["Elena Quispe"],
    ]
    assert {statement.form for _, statement in found} == {"direct"}
    assert [statement.act for _, statement in found][5] == "hope"


@pytest.mark.parametrize(
    "text",
    [
        "The agenda for President Tomas Riquelme: trade and the road. Peru is near.",
        "The envoys: Hugo Mamani and others. The vote is near.",
    ],
)
def test_one_colon_makes_no_transcript(text):
    assert statements(text) == []


def test_a_readout_goes_on_telling_what_was_said_until_it_tells_of_the_talk():
    found = statements(
        "Hugo Mamani spoke by telephone with Elena Quispe of Peru.\n\nMamani noted that the road was closed. Meanwhile, "
        "gangs hold up trucks. It is vital that the border be kept open. The parties discussed trade. Forty trucks were "
        "burnt. It was stressed that time was short. Thus, in May two bridges fell.",
        published="2005-05-14",
    )
    assert [speakers for speakers, _ in found] == [["Hugo Mamani"]] * 3 + [[], []]


def test_news_does_not_go_on_like_a_readout():
    found = statements(
        "Hugo Mamani met Elena Quispe of Peru on Monday.\n\nMamani said the road was closed. Gangs hold up trucks there.",
        published="2005-05-14",
    )
    assert len(found) == 1


def test_a_text_in_the_first_person_is_the_signer_s_or_nobody_s():
    said = "\n\nI condemn the attack on Lima. Chile stands with Peru. We urge Ghana to help. The road leads to Arica."
    signed = statements("Statement by President Tomas Riquelme of Chile on the attack" + said, published="2005-05-14")
    assert [speakers for speakers, _ in signed] == [["Tomas Riquelme"]] * 3
    unsigned = statements("The council voted for Peru, which asked for help. We thank Peru. We urge Ghana to help.")
    assert [speakers for speakers, _ in unsigned[-2:]] == [[], []]


def test_the_foremost_speaker_of_a_sentence_goes_on():
    found = statements(
        "Hugo Mamani spoke by telephone with Elena Quispe of Peru.\n\nAfter Elena Quispe expressed concern, Mamani "
        "explained that the road was closed. Gangs hold up trucks there.",
        published="2005-05-14",
    )
    assert found[-1][0] == ["Hugo Mamani"]
