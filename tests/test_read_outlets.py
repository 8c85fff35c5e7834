"""The outlet of a report and its country."""

import pytest

from memcon.read import read_text
from memcon.read.agencies import OUTLETS
from memcon.read.countries import BY_DOMAIN

BODY = "The foreign minister met his counterpart in the capital on Monday and spoke of trade."


@pytest.mark.parametrize(
    ("url", "outlet", "country"),
    [
        ("https://en.mehrnews.com/news/1/x", "Mehr News Agency", "IRN"),
        ("https://www.aa.com.tr/en/x", "Anadolu Agency", "TUR"),
        ("https://www.mfa.gov.tr/no-1.en.mfa", "mfa.gov.tr", "TUR"),
        ("https://lusaka-be.mfa.gov.tr/x", "lusaka-be.mfa.gov.tr", "TUR"),
        ("https://mfa.gov.ct.tr/x", "mfa.gov.ct.tr", None),
        ("https://www.mofa.go.jp/x", "mofa.go.jp", "JPN"),
        ("https://www.gov.uk/government/news/x", "GOV.UK", "GBR"),
        ("https://www.example.gov/x", "example.gov", "USA"),
        ("https://bidenwhitehouse.archives.gov/x", "The White House", "USA"),
        ("https://www.archives.gov/x", "archives.gov", "USA"),
        ("https://some-paper.com.pk/x", "some-paper.com.pk", None),
        ("en.irna.ir/news/1", "Islamic Republic News Agency", "IRN"),
        ("not an address", None, None),
        ("https://[", None, None),
    ],
)
def test_by_address(url: str, outlet: str | None, country: str | None) -> None:
    article = read_text(BODY, url=url)
    assert (article.outlet, article.outlet_country) == (outlet, country)


def test_given_outlet_is_kept_as_given() -> None:
    article = read_text(BODY, outlet="IRNA", url="https://example.org/x")
    assert (article.outlet, article.outlet_country) == ("IRNA", "IRN")
    assert read_text(BODY, outlet="Some Paper").outlet_country is None


@pytest.mark.parametrize(
    ("text", "outlet", "country"),
    [
        (f"Tehran (IP) – {BODY}", "Iran Press", "IRN"),
        (f"ISLAMABAD (Valley News) – {BODY}", "Valley News", None),
        (f"{BODY}\n–IANS", "Indo-Asian News Service", "IND"),
        (f"{BODY} (ANI)", "Asian News International", "IND"),
        (f"By Valley News\n{BODY}", "Valley News", None),
        (f"By John Smith\n{BODY}", None, None),
        (f"{BODY}\nPhoto: Reuters", None, None),
        (f"{BODY}\nAP/TASS", None, None),
        (f"The agency IRNA said so. {BODY}", None, None),
        (f"{BODY}\n(ANI)\nSource: TASS", None, None),
    ],
)
def test_by_signs_of_the_text(text: str, outlet: str | None, country: str | None) -> None:
    article = read_text(text)
    assert (article.outlet, article.outlet_country) == (outlet, country)


def test_tables_are_sound() -> None:
    hosts = [host for outlet in OUTLETS for host in outlet.hosts]
    signs = [sign for outlet in OUTLETS for sign in {sign.casefold() for sign in outlet.signs}]
    assert len(hosts) == len(set(hosts))
    assert len(signs) == len(set(signs))
    countries = set(BY_DOMAIN.values())
    assert all(len(country) == 3 and country.isupper() for country in countries)
    assert {outlet.country for outlet in OUTLETS} - {None, "USA"} <= countries
    assert len(BY_DOMAIN) == len(countries)
