"""Country domains to ISO 3166-1 alpha-3, for the hosts of governments ("mfa.gov.tr"). Source: ISO 3166, IANA."""

_PAIRS = """
ad AND ae ARE af AFG ag ATG al ALB am ARM ao AGO ar ARG at AUT au AUS az AZE ba BIH bb BRB bd BGD be BEL bf BFA bg BGR
bh BHR bi BDI bj BEN bn BRN bo BOL br BRA bs BHS bt BTN bw BWA by BLR bz BLZ ca CAN cd COD cf CAF cg COG ch CHE ci CIV
cl CHL cm CMR cn CHN co COL cr CRI cu CUB cv CPV cy CYP cz CZE de DEU dj DJI dk DNK dm DMA do DOM dz DZA ec ECU ee EST
eg EGY er ERI es ESP et ETH fi FIN fj FJI fm FSM fr FRA ga GAB gd GRD ge GEO gh GHA gm GMB gn GIN gq GNQ gr GRC gt GTM
gw GNB gy GUY hn HND hr HRV ht HTI hu HUN id IDN ie IRL il ISR in IND iq IRQ ir IRN is ISL it ITA jm JAM jo JOR jp JPN
ke KEN kg KGZ kh KHM ki KIR km COM kn KNA kp PRK kr KOR kw KWT kz KAZ la LAO lb LBN lc LCA li LIE lk LKA lr LBR ls LSO
lt LTU lu LUX lv LVA ly LBY ma MAR mc MCO md MDA me MNE mg MDG mh MHL mk MKD ml MLI mm MMR mn MNG mr MRT mt MLT mu MUS
mv MDV mw MWI mx MEX my MYS mz MOZ na NAM ne NER ng NGA ni NIC nl NLD no NOR np NPL nr NRU nz NZL om OMN pa PAN pe PER
pg PNG ph PHL pk PAK pl POL ps PSE pt PRT pw PLW py PRY qa QAT ro ROU rs SRB ru RUS rw RWA sa SAU sb SLB sc SYC sd SDN
se SWE sg SGP si SVN sk SVK sl SLE sm SMR sn SEN so SOM sr SUR ss SSD st STP sv SLV sy SYR sz SWZ td TCD tg TGO th THA
tj TJK tl TLS tm TKM tn TUN to TON tr TUR tt TTO tv TUV tz TZA ua UKR ug UGA uk GBR uy URY uz UZB va VAT vc VCT ve VEN
vn VNM vu VUT ws WSM ye YEM za ZAF zm ZMB zw ZWE
"""
_WORDS = _PAIRS.split()

BY_DOMAIN: dict[str, str] = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))

GOVERNMENT_LABELS = frozenset({"gov", "gob", "gouv", "gub", "govt", "go", "mfa", "government", "mil"})
"""Second-level labels that only governments may use under a country domain (go.jp, gob.mx, gouv.fr, govt.nz)."""
