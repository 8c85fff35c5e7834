"""Well-known news agencies and outlets, as data: the names they sign with, their hosts, the country they report from.

Country is ISO 3166-1 alpha-3, None for outlets of no one country. Only outlets whose country is not in doubt are here;
an outlet that is missing is still named by its host, without a country.
"""

from typing import NamedTuple


class Outlet(NamedTuple):
    """An outlet: full name, country, and how a report or an address names it."""

    name: str
    country: str | None
    signs: tuple[str, ...]
    hosts: tuple[str, ...]


def _outlet(name: str, country: str, signs: str, hosts: str) -> Outlet:
    return Outlet(name, country or None, (name, *filter(None, signs.split("|"))), tuple(hosts.split()))


OUTLETS: tuple[Outlet, ...] = (
    _outlet("Islamic Republic News Agency", "IRN", "IRNA", "irna.ir"),
    _outlet("Iran Press", "IRN", "IP|Iran Press News Agency", "iranpress.com"),
    _outlet("Defa Press", "IRN", "defapress|Defapress News Agency|DefaPress", "defapress.ir"),
    _outlet("Mehr News Agency", "IRN", "MNA|Mehr|Mehr News", "mehrnews.com"),
    _outlet("Tasnim News Agency", "IRN", "Tasnim|Tasnim News", "tasnimnews.com tasnimnews.ir"),
    _outlet("Fars News Agency", "IRN", "FNA|Fars|Fars News", "farsnews.ir farsnews.com farsnews.net"),
    _outlet("ISNA", "IRN", "Iranian Students' News Agency|Iranian Students News Agency", "isna.ir"),
    _outlet("ICANA", "IRN", "", "icana.ir"),
    _outlet("ABNA", "IRN", "", "abna24.com"),
    _outlet("Press TV", "IRN", "PressTV", "presstv.ir presstv.com presstv.co.uk"),
    _outlet("Tehran Times", "IRN", "", "tehrantimes.com"),
    _outlet("Iran Front Page", "IRN", "IFP|IFP News|IFP Media Wire", "ifpnews.com"),
    _outlet("ParsToday", "IRN", "Pars Today", "parstoday.ir parstoday.com"),
    _outlet("Iran Daily", "IRN", "", "iran-daily.com irandaily.ir"),
    _outlet("Shafaqna", "", "", "shafaqna.com"),
    _outlet("President of the Islamic Republic of Iran", "IRN", "", "president.ir"),
    _outlet("Ministry of Foreign Affairs of Iran", "IRN", "", "mfa.ir mfa.gov.ir"),
    _outlet("Anadolu Agency", "TUR", "AA|Anadolu|Anadolu Ajansı|Anadolu Ajansi", "aa.com.tr"),
    _outlet("Hürriyet Daily News", "TUR", "Hurriyet Daily News", "hurriyetdailynews.com"),
    _outlet("Daily Sabah", "TUR", "", "dailysabah.com"),
    _outlet("TRT World", "TUR", "", "trtworld.com"),
    _outlet("A News", "TUR", "", "anews.com.tr"),
    _outlet("Demirören News Agency", "TUR", "DHA", "dha.com.tr"),
    _outlet("Presidency of the Republic of Türkiye", "TUR", "", "tccb.gov.tr"),
    _outlet("TASS", "RUS", "Itar-Tass|ITAR-TASS", "tass.com tass.ru itar-tass.com"),
    _outlet("Sputnik", "RUS", "", "sputniknews.com sputnikglobe.com"),
    _outlet("RIA Novosti", "RUS", "RIA", "ria.ru rian.ru"),
    _outlet("Interfax", "RUS", "", "interfax.com interfax.ru"),
    _outlet("RT", "RUS", "", "rt.com"),
    _outlet("President of Russia", "RUS", "", "kremlin.ru"),
    _outlet("Ministry of Foreign Affairs of Russia", "RUS", "", "mid.ru"),
    _outlet("Xinhua", "CHN", "Xinhuanet|Xinhua News Agency", "xinhuanet.com news.cn"),
    _outlet("China Daily", "CHN", "", "chinadaily.com.cn"),
    _outlet("Global Times", "CHN", "", "globaltimes.cn"),
    _outlet("CGTN", "CHN", "", "cgtn.com"),
    _outlet("Ministry of Foreign Affairs of China", "CHN", "", "fmprc.gov.cn mfa.gov.cn"),
    _outlet("Associated Press of Pakistan", "PAK", "APP", "app.com.pk"),
    _outlet("Dunya News", "PAK", "", "dunyanews.tv"),
    _outlet("Dawn", "PAK", "", "dawn.com"),
    _outlet("The News International", "PAK", "", "thenews.com.pk"),
    _outlet("The Express Tribune", "PAK", "", "tribune.com.pk"),
    _outlet("Radio Pakistan", "PAK", "", "radio.gov.pk"),
    _outlet("UrduPoint", "PAK", "UrduPoint News|UrduPoint / Pakistan Point News|Pakistan Point News", "urdupoint.com"),
    _outlet("Indo-Asian News Service", "IND", "IANS", "ians.in"),
    _outlet("Asian News International", "IND", "ANI", "aninews.in"),
    _outlet("Press Trust of India", "IND", "PTI", "ptinews.com"),
    _outlet("The Hindu", "IND", "", "thehindu.com"),
    _outlet("The Times of India", "IND", "TNN", "timesofindia.indiatimes.com"),
    _outlet("NDTV", "IND", "", "ndtv.com"),
    _outlet("Ministry of External Affairs of India", "IND", "", "mea.gov.in"),
    _outlet("Saudi Press Agency", "SAU", "SPA", "spa.gov.sa"),
    _outlet("Arab News", "SAU", "", "arabnews.com"),
    _outlet("Asharq Al-Awsat", "SAU", "", "aawsat.com"),
    _outlet("Emirates News Agency", "ARE", "WAM", "wam.ae"),
    _outlet("The National", "ARE", "", "thenationalnews.com thenational.ae"),
    _outlet("Gulf News", "ARE", "", "gulfnews.com"),
    _outlet("Khaleej Times", "ARE", "", "khaleejtimes.com"),
    _outlet("Qatar News Agency", "QAT", "QNA", "qna.org.qa"),
    _outlet("Al Jazeera", "QAT", "", "aljazeera.com aljazeera.net"),
    _outlet("The Peninsula", "QAT", "", "thepeninsulaqatar.com"),
    _outlet("Kuwait News Agency", "KWT", "KUNA|Kuwait News Agency (KUNA)", "kuna.net.kw"),
    _outlet("Kuwait Times", "KWT", "", "kuwaittimes.com kuwaittimes.net"),
    _outlet("Oman News Agency", "OMN", "ONA", "omannews.gov.om"),
    _outlet("Bahrain News Agency", "BHR", "BNA", "bna.bh"),
    _outlet("Syrian Arab News Agency", "SYR", "SANA", "sana.sy sana-syria.org"),
    _outlet("National News Agency", "LBN", "NNA", "nna-leb.gov.lb"),
    _outlet("Al-Manar", "LBN", "", "almanar.com.lb"),
    _outlet("The Daily Star", "LBN", "", "dailystar.com.lb"),
    _outlet("Jordan News Agency", "JOR", "Petra", "petra.gov.jo"),
    _outlet("The Jordan Times", "JOR", "", "jordantimes.com"),
    _outlet("Iraqi News Agency", "IRQ", "INA", "ina.iq"),
    _outlet("Shafaq News", "IRQ", "", "shafaq.com"),
    _outlet("Rudaw", "IRQ", "", "rudaw.net"),
    _outlet("WAFA", "PSE", "", "wafa.ps"),
    _outlet("The Times of Israel", "ISR", "", "timesofisrael.com"),
    _outlet("The Jerusalem Post", "ISR", "", "jpost.com"),
    _outlet("Middle East News Agency", "EGY", "MENA", "mena.org.eg"),
    _outlet("Ahram Online", "EGY", "", "english.ahram.org.eg"),
    _outlet("Egypt Today", "EGY", "", "egypttoday.com"),
    _outlet("Daily News Egypt", "EGY", "", "dailynewsegypt.com"),
    _outlet("AZERTAC", "AZE", "Azertag|AzerTAc", "azertag.az"),
    _outlet("Trend News Agency", "AZE", "Trend", "trend.az"),
    _outlet("APA", "AZE", "", "apa.az"),
    _outlet("News.Az", "AZE", "", "news.az"),
    _outlet("AzerNews", "AZE", "", "azernews.az"),
    _outlet("Armenpress", "ARM", "", "armenpress.am"),
    _outlet("NEWS.am", "ARM", "", "news.am"),
    _outlet("Kazinform", "KAZ", "", "inform.kz"),
    _outlet("KazTAG", "KAZ", "", "kaztag.info kaztag.kz"),
    _outlet("The Astana Times", "KAZ", "", "astanatimes.com"),
    _outlet("UzA", "UZB", "", "uza.uz"),
    _outlet("Khaama Press", "AFG", "", "khaama.com"),
    _outlet("Pajhwok Afghan News", "AFG", "Pajhwok", "pajhwok.com"),
    _outlet("TOLOnews", "AFG", "", "tolonews.com"),
    _outlet("Reuters", "GBR", "Reuters Staff|Thomson Reuters", "reuters.com"),
    _outlet("BBC", "GBR", "BBC News", "bbc.com bbc.co.uk"),
    _outlet("The Guardian", "GBR", "", "theguardian.com"),
    _outlet("GOV.UK", "GBR", "", "gov.uk"),
    _outlet("Agence France-Presse", "FRA", "AFP", "afp.com"),
    _outlet("France 24", "FRA", "", "france24.com"),
    _outlet("Deutsche Presse-Agentur", "DEU", "dpa", "dpa.com dpa-international.com"),
    _outlet("Deutsche Welle", "DEU", "DW", "dw.com"),
    _outlet("ANSA", "ITA", "", "ansa.it"),
    _outlet("EFE", "ESP", "EFE news", "efe.com"),
    _outlet("Ukrinform", "UKR", "", "ukrinform.net ukrinform.ua"),
    _outlet("Euronews", "", "", "euronews.com"),
    _outlet("Associated Press", "USA", "AP|The Associated Press", "apnews.com ap.org"),
    _outlet("United Press International", "USA", "UPI", "upi.com"),
    _outlet("Bloomberg", "USA", "", "bloomberg.com"),
    _outlet("CNN", "USA", "", "cnn.com"),
    _outlet("Voice of America", "USA", "VOA|VOA News", "voanews.com"),
    _outlet("The New York Times", "USA", "", "nytimes.com"),
    _outlet("The Washington Post", "USA", "", "washingtonpost.com"),
    _outlet("U.S. Department of State", "USA", "", "state.gov"),
    _outlet(
        "The White House",
        "USA",
        "",
        "whitehouse.gov bidenwhitehouse.archives.gov trumpwhitehouse.archives.gov obamawhitehouse.archives.gov"
        " georgewbush-whitehouse.archives.gov",
    ),
    _outlet("Kyodo News", "JPN", "Kyodo", "kyodonews.net"),
    _outlet("Yonhap News Agency", "KOR", "Yonhap", "yna.co.kr yonhapnews.co.kr"),
    _outlet("KCNA", "PRK", "Korean Central News Agency", "kcna.kp kcna.co.jp"),
    _outlet("Vietnam News Agency", "VNM", "VNA", "vnanet.vn vietnamplus.vn"),
    _outlet("Bernama", "MYS", "", "bernama.com"),
    _outlet("Antara", "IDN", "ANTARA News", "antaranews.com"),
    _outlet("News Agency of Nigeria", "NGA", "NAN", "nannews.ng"),
    _outlet("United News of Bangladesh", "BGD", "UNB", "unb.com.bd"),
    _outlet("Bangladesh Sangbad Sangstha", "BGD", "BSS", "bssnews.net"),
    _outlet("MENAFN", "JOR", "", "menafn.com"),
    _outlet("UN News", "", "", "news.un.org"),
)

BY_SIGN: dict[str, Outlet] = {sign.casefold(): outlet for outlet in OUTLETS for sign in outlet.signs}
BY_HOST: dict[str, Outlet] = {host: outlet for outlet in OUTLETS for host in outlet.hosts}

SIGNED_ALONE = frozenset(
    sign
    for outlet in OUTLETS
    for sign in outlet.signs
    if sign not in {"Trend", "Petra", "Fars", "Mehr", "RT", "Dawn", "AP", "AA", "IP", "The National", "RIA", "DW"}
)
"""Signs that name an agency even without brackets ("Tehran, IRNA –"); the left out ones are words or too short."""
