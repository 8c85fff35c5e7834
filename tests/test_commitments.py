"""Commitments: the rules, each by its example and counter-example, and what they make of a statement."""

import pytest

from memcon.actors import resolve
from memcon.extraction.commitments import find_commitments, rules
from memcon.extraction.statements import find_statements
from memcon.language import parse
from memcon.read import read_text


def commitments(text, published="2024-05-14"):
    parsed = parse(read_text(text, published=published))
    cast = resolve(parsed)
    return find_commitments(parsed, cast, find_statements(parsed, cast))


@pytest.mark.parametrize("rule", rules(), ids=[rule.kind for rule in rules()])
def test_each_rule_finds_its_example(rule):
    assert [found.kind for found in commitments(rule.example)] == [rule.kind]


@pytest.mark.parametrize("rule", rules(), ids=[rule.kind for rule in rules()])
def test_no_rule_finds_its_counter_example(rule):
    assert commitments(rule.counter) == ()


def test_what_both_sides_undertake_is_an_agreement():
    (found,) = commitments(
        "Swiss President Viola Amherd and Austrian Chancellor Karl Nehammer pledged to reopen the rail line by 2026."
    )
    assert found.kind == "agreement"
    assert found.who == ("viola-amherd", "karl-nehammer")
    assert found.due.start == "2026-01-01"


def test_a_request_names_whom_it_is_put_to():
    (found,) = commitments("The UN secretary-general called on Sudan to open the border.")
    assert found.kind == "request"
    assert found.to == ("SDN",)


MECHANISMS = {
    "modal futures": [
        ("The crossing will reopen within two months, the ministry said.", "plan"),
        ("President Tinubu will leave for Rome on Sunday.", "plan"),
        ("She will be received by the president.", "plan"),
        ("Today we will have talks with our partners, the minister said.", "plan"),
        ("He announced that the two presidents would meet in Sochi.", "plan"),
        ("Japan will provide $20 million in aid, Prime Minister Kishida announced.", "pledge"),
        ("He added that Warsaw was going to send more ammunition.", "pledge"),
        ("The United States says it will send a team of engineers to the region.", "pledge"),
        ('"We shall never recognise the annexation," the minister said.', "pledge"),
        ("The spokesman warned that Iran would respond to any attack.", "pledge"),
        ("Treaties on visas will be signed shortly, he said.", "agreement"),
    ],
    "fixed for a time to come": [
        ("President Tinubu is to visit Paris next week.", "plan"),
        ("Talks are scheduled to resume in Cairo on Monday.", "plan"),
        ("The next meeting of the commission is planned for autumn.", "plan"),
        ("She is due to meet President Boric on Friday.", "plan"),
        ("The commission's sixth session is to be convened in Dushanbe.", "plan"),
        ("Several agreements are due to be signed during the visit.", "plan"),
        ("It is planned to sign several documents.", "plan"),
        ("The leaders have scheduled a follow-up call for Monday.", "plan"),
        ("All states are expected to help, the envoy said.", "request"),
    ],
    "times and timetables": [
        ("President Boric arrives in Lima on Sunday.", "plan"),
        ("Boric travels to Lima Wednesday for talks with Peruvian officials.", "plan"),
        ("Her schedule includes talks with the king.", "plan"),
        ("President Boric began a visit that will include talks with the king.", "plan"),
        ("Boric has announced plans for a summit with Lula in May.", "plan"),
        ("Norway is planning new measures against the fleet.", "plan"),
    ],
    "threats and answers": [
        ("The Chilean army warned that it may close the road.", "pledge"),
        ("The minister said those who fired on the ship will be punished.", "pledge"),
        ("Peru's minister rejected Chile's demand that he apologize.", "request"),
        ("President Boric oversaw the signing of twelve accords.", "agreement"),
    ],
    "intent": [
        ("Ghana intends to open an embassy in Oslo.", "plan"),
        ("The ministry is preparing a visit by the Danish premier.", "plan"),
        ("The King is visiting Oslo next week.", "plan"),
        ("The president's upcoming visit to Seoul was also discussed.", "plan"),
        ("The government decided to recall its ambassador, the spokesman announced.", "plan"),
    ],
    "obligation": [
        ("He said that the blockade must be lifted immediately.", "request"),
        ("She said that attacks on shipping must stop.", "request"),
        ('"They also need to release the crew," he said.', "request"),
        ("The premier told his guest that dialogue needed to continue.", "request"),
        ("The minister said that it was time for Europe to act.", "request"),
        ("It is essential that the agency has access, the minister said.", "request"),
        ("The minister said he saw a truce as essential.", "request"),
        ("The emir said the international community bears a responsibility to stop the war.", "request"),
        ("Norway expects Ghana to respect the border.", "request"),
        ("There is a clear need to act, he said.", "request"),
        ('"Let us work together to end this war," he said.', "request"),
    ],
    "verbs of asking": [
        ("Chancellor Nehammer and President Macron phoned President Sisi for an hour to call for a truce.", "request"),
        ("The embassy asked for access and the ministry was asked to explain.", "request"),
        ("The foreign minister insisted that the prisoners be released.", "request"),
        ("Spain's premier insisted on an immediate halt to the bombing.", "request"),
        ("Norway's foreign minister proposed setting up a joint commission.", "request"),
        ("Cyprus is seeking clarification from the port authority, the minister said.", "request"),
        ("The minister suggested that they meet in Lima.", "request"),
        ("Speaking in Geneva, the envoy warned both sides not to resume fighting.", "request"),
    ],
    "nouns of undertaking": [
        ("The emir pointed to the need for closer coordination between the two countries.", "request"),
        ("He noted the importance of the early launch of the ferry.", "request"),
        ("The German chancellor reiterated his call for a truce.", "request"),
        ("The minister informed him of the decision to reopen the consulate.", "plan"),
        ("President Boric received an invitation from the king to visit Rabat.", "offer"),
        ("The minister reiterated Ghana's continued support for the mission.", "pledge"),
        ("He expressed the will to deepen cooperation.", "hope"),
        ("The minister voiced hope on Monday for a thaw.", "hope"),
    ],
    "wishes": [
        ('"We are eager to work with the new cabinet," he said.', "hope"),
        ("The president would like to visit Muscat, his office said.", "hope"),
        ("She looked forward to welcoming the minister in Vienna.", "hope"),
    ],
    "both sides": [
        ("The parties confirmed their readiness to work together.", "agreement"),
        ("The two sides decided to resume flights.", "agreement"),
        ("They agreed that their foreign ministers would meet in July.", "agreement"),
        ("Spain and Morocco have struck a deal to reopen customs posts.", "agreement"),
    ],
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [pytest.param(*case, id=f"{name}-{case[0][:30]}") for name, cases in MECHANISMS.items() for case in cases],
)
def test_ways_to_undertake(text, kind):
    assert [found.kind for found in commitments(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "He noted the importance of the historic relationship between the two nations.",
        "The two sides discussed the need to reform the fund.",
        "He said there was no need for mediation.",
        "The minister congratulated his counterpart and voiced warm wishes to the people of Ghana.",
        "The minister said they had signed the treaty in 2015.",
        "The premier offered his condolences.",
        "The president thanked the king for his support.",
        "The Kremlin said that the president had no plans to meet the premier.",
        "If the parties agreed to a truce, aid could flow.",
        "The accord will allow companies to export duty-free.",
        "The project is expected to create 3,000 jobs.",
        "The bridge, which was to be finished in 2015, was never built.",
        "Norway's minister called in the ambassador on Monday to voice his anger.",
        "The minister said prices must have fallen.",
        "The envoy said we should remember that the world is round.",
        "They agreed that the talks had been useful.",
        '"It will be difficult," he admitted.',
        # What is expected to be talked of.
        "The leaders are expected to discuss fish.",
        "The talks are also expected to focus on fish, the envoy said.",
        "The talks will focus on fish.",
        "The bill is not thought likely to be passed.",
        "The minister said his visits are to pray for peace.",
        # What is told as so, or was told before.
        "Both states have signed the treaty.",
        "The minister announced the agreement on Monday.",
        "Chile imposed tariffs in an attempt to press Peru to agree to a timetable.",
        "Boric is due to take office in March.",
        # Neither asked nor to be done.
        "The paper suggested that prices fell.",
        "The reporters asked whether the bridge should be rebuilt.",
        "The general directed operations from a bunker.",
        "Boric meets farmers often.",
    ],
)
def test_topics_thanks_and_the_past_are_no_commitments(text):
    assert commitments(text) == ()


def test_the_main_clause_decides_between_two_signs():
    (found,) = commitments("Ghana expressed hope for a thaw, as Togo seeks to improve ties with Benin.")
    assert found.kind == "hope"


def test_sentences_that_the_parse_took_for_one_have_each_their_own():
    found = commitments('"We hope to work with the new cabinet. We are ready to host the talks," Otieno said.')
    assert [k.kind for k in found] == ["hope", "offer"]
    assert found[0].spans[0].end <= found[1].spans[0].start


def test_whose_undertaking_it_is():
    (found,) = commitments("The Angolan government said that Rwanda has agreed to meet the rebels.")
    assert found.who == ("RWA",)


def test_a_headline_without_a_verb_plans():
    text = (
        "Kenyan president to visit Oslo\n\nOSLO — Kenya's president opened the talks on fish on Monday, a paper said."
    )
    assert [found.kind for found in commitments(text)] == ["plan"]


def test_a_paper_in_the_first_person_is_speech_throughout():
    text = "Ghana condemns the raid on the port. We are shocked by it. The port must be reopened. We mourn the dead."
    assert [found.kind for found in commitments(text)] == ["request"]
    assert commitments("Ghana condemns the raid on the port. The port must be reopened.") == ()


def test_what_is_hoped_of_another_is_no_pledge():
    (found,) = commitments("Erna Solberg said she hoped that Norway would reopen the border.", published="2015-05-14")
    assert found.kind == "hope"


def test_a_question_asks_for_an_answer_only():
    assert commitments("The envoy asked a group of farmers what they thought of the flag.") == ()
    assert commitments("The envoy asked the farmers to lower the flag.")
