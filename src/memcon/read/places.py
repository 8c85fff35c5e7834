"""Cities that datelines name without an agency or a date ("Islamabad: …"), as data.

Capitals and the cities where diplomats meet; English spellings, lower case. Only for telling a dateline from a
headline with a colon: nothing is resolved to a place here.
"""

_CITIES = """
abu dhabi|abuja|accra|addis ababa|aden|al-quds|aleppo|alexandria|algiers|almaty|amman|amsterdam|ankara|antalya|asmara
ashgabat|astana|asuncion|athens|auckland|baghdad|baku|bali|bamako|bangkok|barcelona|basra|beijing|beirut|belgrade
benghazi|berlin|bern|berne|bishkek|bogota|bonn|brasilia|bratislava|brazzaville|brussels|bucharest|budapest
buenos aires|cairo|canberra|caracas|colombo|conakry|copenhagen|dakar|damascus|davos|delhi|dhaka|djibouti|doha
donetsk|dubai|dublin|dushanbe|edinburgh|erbil|frankfurt|gaza|gaza city|geneva|guatemala city|hanoi|harare|havana
helsinki|hong kong|isfahan|islamabad|istanbul|izmir|jakarta|jeddah|jerusalem|johannesburg|juba|kabul|kampala|karachi
kathmandu|kazan|khartoum|kiev|kigali|kinshasa|kuala lumpur|kuwait|kuwait city|kyiv|lagos|lahore|lima|lisbon|ljubljana
london|los angeles|luanda|lusaka|luxembourg|madrid|makkah|malabo|male|manama|manila|maputo|mashhad|mecca|medina
mexico city|minsk|mogadishu|monrovia|montevideo|moscow|mosul|mumbai|munich|muscat|nairobi|najaf|nakhchivan|naypyidaw
n'djamena|new delhi|new york|niamey|nicosia|nouakchott|nur-sultan|osh|oslo|ottawa|ouagadougou|panama city|paris
peshawar|phnom penh|podgorica|port louis|prague|pretoria|pristina|pyongyang|qom|quetta|quito|rabat|ramallah|rawalpindi
reykjavik|riga|rio de janeiro|riyadh|rome|samarkand|san francisco|san jose|sana'a|sanaa|santiago|santo domingo|sarajevo
seoul|shanghai|sharjah|sharm el-sheikh|shiraz|singapore|skopje|sochi|sofia|st petersburg|st. petersburg|stockholm
strasbourg|suleimani|sulaymaniyah|sydney|tabriz|taipei|tallinn|tashkent|tbilisi|tegucigalpa|tehran|teheran|tel aviv
the hague|thimphu|tirana|tokyo|toronto|tripoli|tunis|ufa|ulaanbaatar|ulan bator|united nations|vatican|vatican city
vienna|vientiane|vilnius|vladivostok|warsaw|washington|washington d.c.|washington dc|wellington|windhoek|yangon
yaounde|yerevan|zagreb|zurich
"""

KNOWN_PLACES = frozenset(name.strip() for name in _CITIES.replace("\n", "|").split("|") if name.strip())
