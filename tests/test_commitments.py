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
    "futures of one's own side": [
        ("Norway's minister said Norwegian patrols will withdraw from the strait.", "pledge"),
        ("Polish help will not slacken, Poland's president said.", "pledge"),
        ('"We will not look away," the minister said.', "pledge"),
        ("Chad will not ratify the protocol, Chad's foreign minister said.", "pledge"),
        ("Ghana's envoy said Ghana will go on helping the mission.", "pledge"),
        ("The envoy warned that the case will be raised in Geneva.", "pledge"),
        ("Peru's minister said that Peru would recall its envoy.", "plan"),
        ("The minister said his country and Togo will resume talks in May.", "plan"),
        ("An inquiry will open in Adré within ten days, the minister said.", "plan"),
        ("He said the harbour mission would end in June.", "plan"),
        ("The minister set out how Ghana would provide 300 trucks.", "plan"),
    ],
    "journeys": [
        ("President Boric will be in Rome on Thursday.", "plan"),
        ("President Boric will be among the guests attending the forum.", "plan"),
        ("President Boric is due in The Hague in the autumn.", "plan"),
        ("President Boric flies to Lima this week.", "plan"),
        ("President Boric was to travel to Lima later on Monday.", "plan"),
        ("The foreign ministers are meeting in Vilnius on Monday.", "plan"),
        ("The king will be on a visit to Rabat from Monday.", "plan"),
    ],
    "gatherings to come": [
        ("The summit will be attended by twelve presidents.", "plan"),
        ("A second round of talks is expected within days.", "plan"),
        ("The visit, planned for June, would be the first by a Danish king.", "plan"),
        ("Preparations are under way for a visit by the emir.", "plan"),
        ("The two sides are preparing a joint declaration.", "plan"),
        ("The envoy said the sides are expected to open talks in May.", "plan"),
        ("Ghana is on track to reopen the crossing by June.", "plan"),
    ],
    "pressure": [
        ("Ghana's minister was again asked to lift the tariffs.", "request"),
        ("Kenya summoned the envoy and demanded an explanation.", "request"),
        ("Village elders have demanded that the governor leave.", "request"),
        ("Kenya issued an ultimatum to the rebels to leave the port.", "request"),
        ("The envoy reminded the parties of their obligation to protect the crew.", "request"),
        ("The minister drew attention to the need for a truce.", "request"),
        ('"We want the shelling to end," he said.', "request"),
        ("The latter insisted on a referendum.", "request"),
        ('"Lift the blockade," the minister said.', "request"),
        ("The emir said the ministry must be ready to mediate.", "request"),
        ("The general warned of reprisals.", "pledge"),
        ("Kenya's president threatened sanctions.", "pledge"),
    ],
    "what one is ready for": [
        ("The premier voiced openness to a meeting with the emir.", "offer"),
        ("Chad is ready for talks, its foreign minister said.", "offer"),
        ("Ghana has proposed to host the talks.", "offer"),
        ("The navy stands ready to retaliate, the minister said.", "pledge"),
        ("The premier confirmed Oman's readiness to ensure the supply of gas.", "pledge"),
        ("The minister underlined his government's continued efforts to free the crew.", "pledge"),
        ("The envoy won a promise from his host that the ferry would run by May.", "pledge"),
        ("The president announced his intention to appoint a new envoy.", "plan"),
    ],
    "both sides": [
        ("It was agreed that the talks will resume in Muscat.", "agreement"),
        ("It was decided to ask the ministers for a draft.", "agreement"),
        ("The two countries reached an understanding to extend the truce.", "agreement"),
        ("Negotiators of both sides pledged to meet in June.", "agreement"),
        ("Many nations have pledged to join the mission.", "pledge"),
        ("A cooperation programme was signed after the talks.", "agreement"),
        ("Our three nations are committed to the treaty.", "agreement"),
        ("Ghana will continue to support the mission.", "pledge"),
        ("We will continue to look after the wounded.", "pledge"),
        ("Chad would not open the border until a treaty was signed, Chad's premier said.", "pledge"),
        ("The envoy expressed optimism that trade would grow.", "hope"),
        ("It is hoped that Ghana will reopen the border, he said.", "hope"),
        ("He said Chad aspired to join the bloc.", "hope"),
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
        # What may be, is thought or was.
        "Lawmakers may call for a referendum.",
        "The king feared that the road would be closed.",
        "Prices rose on expectations that the ban will be extended.",
        '"We had to keep calm," he said.',
        '"I would like to tell you that the harvest is in," he said.',
        "The ministers discussed how states must cope with floods.",
        "The secretary leaves the job next month.",
        "It was a mistake to push for a vote, he said.",
        '"Go ahead, please," he said.',
        # Whose it is not, and what only looks like an undertaking.
        "The king voiced support for the people's right to self-determination.",
        "He reiterated the interests of Ghana in the strait.",
        '"I fully agree with you on this," he said.',
        "Chile called in the envoy on Sunday to lodge a complaint.",
        "The minister said neither side has asked for one.",
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


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Prime Minister Donald Tusk said Poland would never recognise the border.", "never recognise the border"),
        ("The minister said Norway will not sell its shares.", "not sell its shares"),
    ],
)
def test_what_is_not_to_be_done_is_told_with_its_negation(text, act):
    (commitment,) = commitments(text)
    assert commitment.act == act


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


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Putin to visit Hanoi in May", "plan"),
        ("President Otieno to pay visit to Norway", "plan"),
        ("Kenyan, Norwegian leaders to meet in Oslo", "plan"),
        ("Kremlin: Putin, Macron to speak on Thursday", "plan"),
        ("Kenya, Uganda agree to reopen border", "agreement"),
        ("Kenya, Uganda sign fishing pact", "agreement"),
        ("Uganda must lift tariffs: Kenyan minister", "request"),
    ],
)
def test_headlines_undertake_without_verbs_of_saying(headline, kind):
    text = f"{headline}\n\nOSLO - The fish market opened on Monday."
    assert [found.kind for found in commitments(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "mechanism"),
    [
        (
            "The two ministers agreed to hold a session of the Joint Economic Commission in Oslo.",
            "Joint Economic Commission",
        ),
        ("The next meeting of the Kenya-Norway Joint Commission is planned for June.", "Kenya-Norway Joint Commission"),
        ("The two ministers agreed to hold a summit in Oslo.", None),
    ],
)
def test_the_standing_body_within_which_it_is_undertaken(text, mechanism):
    (found,) = commitments(text)
    assert found.mechanism == mechanism


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
