"""Words that occur in labels: unnamed speakers, offices and organisations.

This module contains all tables of such words. Look-ups take a word as printed and ignore case and a final full stop.
"""

from functools import lru_cache

from kzru_forums.facts.countries import country_of_adjective
from kzru_forums.facts.given_names import is_given_name
from kzru_forums.model import StatementKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ONE = {
    **dict.fromkeys(("question", "q"), StatementKind.QUESTION),
    **dict.fromkeys(("reply", "response", "answer", "a"), StatementKind.REPLY),
    **dict.fromkeys(("remark", "comment", "exclamation", "shout", "cry"), StatementKind.REMARK),
    **dict.fromkeys(
        """operator moderator host presenter anchor announcer voice interviewer journalist correspondent reporter
        interpreter translator participant student worker man woman girl boy child speaker soldier sailor cadet veteran
        resident volunteer""".split(),
        StatementKind.SPEECH,
    ),
}
"""Labels for one unnamed speaker, with the kind of their statement."""

SEVERAL = {
    "questions": StatementKind.QUESTION,
    **dict.fromkeys(("replies", "responses", "answers"), StatementKind.REPLY),
    **dict.fromkeys(("remarks", "comments", "exclamations", "shouts", "cries"), StatementKind.REMARK),
    **dict.fromkeys(
        """audience voices all everyone everybody together chorus children schoolchildren students workers participants
        servicemen soldiers sailors cadets journalists presenters anchors hosts moderators residents veterans
        volunteers""".split(),
        StatementKind.SPEECH,
    ),
    "all together": StatementKind.SPEECH,
}
"""Labels for several speakers, with the kind of their statement."""

WHICH = _words("female male young old little unknown unidentified")
"""Words that may precede the word for an unnamed speaker."""

RANKS = _words(
    """
    adm admiral brigadier capt captain col colonel commander corporal cpl ensign gen general hegumen jr lieutenant
    lt maj major marshal midshipman officer petty private seaman sergeant sgt sr warrant
    """
)
"""Ranks, which may precede a family name on its own."""
CLERGY_AND_ROYALTY = _words(
    """
    abbot aga archbishop archimandrite archpriest ayatollah bishop caliph cardinal catholicos crown duchess duke
    emir emperor empress grand hegumen imam infanta king lama metropolitan mufti patriarch pontiff pope primate
    prince princess queen rabbi rebbe shah sheik sheikh sheikha sultan
    """
)
"""Titles of people who are known by a given name alone; their see may follow the name."""

_POLITICS = _words(
    """
    akim ambassador ambassador-at-large attache attaché chancellor chargé commissar commissioner congressman
    congresswoman consul councillor delegate deputy emissary envoy governor governor-general governors head heads
    leader legislator mayor member mep minister ministers mp negotiator ombudsman ombudsperson parliamentarian
    plenipotentiary politician prefect premier president president-elect presidents rapporteur representative
    secretary secretary-general senator sherpa speaker spokesman spokesperson spokeswoman statesman taoiseach
    vice-chancellor vice-governor vice-mayor vice-minister vice-premier vice-president vice-rector vice-speaker
    vicepresident
    """
)
_MANAGEMENT = _words(
    """
    acting adjutant administrator adviser advisor aide assistant auditor banker boss businessman businesswoman ceo
    cfo chair chairman chairperson chairwoman chief co-chair co-chairman co-chairperson co-chairwoman co-founder
    co-ordinator co-owner commander-in-chief controller coo coordinator cto curator director director-general
    dispatcher editor editor-in-chief employee entrepreneur executive foreman foreperson founder head headmaster
    headmistress industrialist inspector investor lead manager organiser organizer owner partner principal
    pro-rector proprietor prorector rector shareholder superintendent superior supervisor treasurer trustee
    vice-chair vice-chairman
    """
)
_TRADES = _words(
    """
    academician accountant activist actor actress agronomist analyst anchor animator announcer archaeologist
    architect archivist artist astronaut astronomer athlete attorney author baker ballerina barista bartender
    beekeeper biathlete biochemist biologist biotechnologist blacksmith blogger bloggers botanist boxer breeder
    builder captain cardiologist carpenter cashier cellist champion chef chemist choirmaster choreographer
    cinematographer clerk climber coach collector columnist comedian commentator composer conductor conservationist
    contractor cook correspondent cosmonaut counsellor craftsman craftswoman critic cyclist dancer dean dentist
    designer developer diplomat diver docent doctor documentarian dr draftsman driver ecologist economist educator
    electrician employer engineer ethnographer explorer farmer fellow fencer filmmaker firefighter fisherman fitter
    footballer forester gardener geneticist geographer geologist goalkeeper grandmaster guard guide gymnast
    hairdresser handyman historian host hotelier housewife illustrator immunologist instructor interpreter
    interviewer inventor jeweller journalist judge jurist kindergartener laureate lawyer lecturer librarian linguist
    logger machinist magistrate mathematician mechanic medic mentor metallurgist meteorologist midwife milkmaid
    miner moderator musician narrator neurologist neurosurgeon notary novelist nurse nutritionist oceanographer
    oilman oncologist operator orderly paediatrician painter paralympian paramedic paratrooper pastor pathologist
    pediatrician pharmacist pharmacologist philanthropist philologist philosopher photographer physician physicist
    physiologist pianist pilot pioneer player playwright ploughman plumber poet police policeman policewoman
    presenter priest printer producer prof professor programmer prosecutor psychiatrist psychologist publicist
    publisher rancher reader receptionist reindeer-herder reporter rescuer researcher restorer retailer reviewer
    rower runner sailor salesman saleswoman schoolteacher scientist screenwriter scriptwriter sculptor seamstress
    serviceman servicewoman shepherd shipbuilder singer skater skier skipper sniper sociologist soldier soloist
    specialist sportsman sportswoman statistician steelmaker steelworker stewardess stylist surgeon surveyor swimmer
    tailor tanker teacher technician technologist therapist toolmaker tracker trader trainer translator trooper
    turner tutor typist urbanist vet veterinarian violinist virologist warden weaver weightlifter welder worker
    wrestler writer zoologist
    """
)
_PERSONS = _words(
    """
    applicant aunt baby beneficiary boy bride brother caller candidate captive champion child citizen colleague
    comrade contestant dad daughter elder entrant family father finalist friend gentleman girl graduate grandchild
    granddaughter grandfather grandmother grandson granny guest heir hero heroine holder holiness honouree husband
    inhabitant intern lady laureate listener lord man medallist mother mum neighbour newlywed orphan parent
    participant passenger passer-by patient pensioner postgraduate probationer pupil recipient refugee resident
    retiree reverend schoolboy schoolchild schoolgirl settler shopper sir sister son spectator spouse student
    tourist trainee twin undergraduate user veteran viewer villager visitor voice volunteer widow wife winner
    witness woman youngster
    """
)

_PREFIXES = _words("vice co ex pro sub under arch")
"""Prefixes of offices, followed by a hyphen."""

OFFICES = frozenset().union(RANKS, CLERGY_AND_ROYALTY, _POLITICS, _MANAGEMENT, _TRADES, _PERSONS)
"""Offices, ranks, trades, and other words for a single person."""

_IRREGULAR_PLURALS = _words(
    "men women children people servicemen servicewomen sportsmen businessmen businesswomen policemen fishermen wives"
    " schoolchildren grandchildren audience voices staff crew family spouses"
)

GIVEN_OFFICES = _words("dean king prince earl duke major")
"""Offices that are also given names."""

OF_MANY = _words(
    """
    academician adviser advisor aide ambassador anchor artist assistant athlete captain champion colonel columnist
    consul corporal correspondent cosmonaut delegate deputy doctor editor employee engineer ensign envoy fellow
    general hero host inspector journalist judge lawyer lecturer lieutenant major marshal member midshipman nurse
    officer owner participant pilot player presenter priest private professor reporter representative resident
    scientist senator sergeant soldier specialist student teacher technician trainer veteran vice vice-president
    volunteer winner worker writer
    """
)
"""Offices that several people hold at the same time."""

TAKE_A_NAME = _words(
    """
    academy agency airline airlines association bank brand broadcaster center centre chain channel club combine
    company concern conglomerate consortium cooperative corporation daily enterprise faction factory farm firm
    foundation fund group holding hotel institute magazine mill mine movement network newspaper operator outlet
    party plant platform portal programme project publisher radio refinery restaurant school service ship shipyard
    society start-up startup station store studio television theater theatre tv university website weekly works yard
    """
)
"""Words for organisations that may be followed by a proper name (`Corporation Loomprom`)."""

ORGANISATIONS = TAKE_A_NAME | _words(
    """
    1st 2nd 3rd academic accounts action activities activity aerospace affairs african against agrarian agreement
    agreements agricultural agriculture agro-industrial air airborne aircraft airforce airport all all-russia
    all-russian alliance allied ambassadors american and anniversary anti-corruption anti-monopoly antimonopoly
    apartment apparatus application applied arab archaeological archive archives arctic area armaments armed
    armoured army art artillery arts asian assembly assistance assurance at atomic attorney authority automobile
    automotive autonomous auxiliary aviation award awards banking banks base basin basketball battalion battery
    battleship biathlon biological bishops black block board bodies border borough boxing branch brigade
    broadcasting budget building bureau business businesses cabinet cadet cancer canton capital car cardiology care
    cargo cathedral central century chairmanship chamber championship championships charitable charity chemical
    chief children children's children’s choir christian church cinema circle circus city civic civil civilian
    clerical client clinic clinical cluster coal coalition coast college command commerce commercial commission
    commissioners commissions committee committees commodity common commonwealth communal communication
    communications communist communities community companies competition competitions complex computer concert
    confederation conference congregation congress conservation conservative conservatoire conservatory constituency
    constitution constitutional construction constructions consulate consultative consulting consumer control
    convention cooperation corporate corporations corps corruption cosmonaut cosmonautics council counsel countries
    country county course court creative credit crisis critical cruiser cultural culture cup customs dance data day
    deaf debt decree defence defense delegation democratic demography dental department departmental departments
    depot design destroyer detachment development diamond diaspora digital diocese diplomatic direct direction
    directorate directors disabilities disabled disaster disease district districts division dormitory drama duma
    duties east eastern ecological ecology economic economics economy education educational elections electoral
    electric electrical electricity electronic electronics embassy emergencies emergency emirate employers
    employment energy engineering english enterprises entrepreneurs entrepreneurship environment environmental
    episcopal equipment establishment estate ethnic eurasian euro-asian europe european evangelical exchange
    exhibition expedition experimental expert experts export extraordinary faculties faculty families far fashion
    federal federation federative female festival field fifth figure film finance financial fire first fiscal
    fisheries fishery fishing fleet fleet's fleet’s flight food football for force forces foreign forest forestry
    former forum fourth free freedom friendship frigate front fuel full galleries gallery game games garrison gas
    gender general-purpose geographic geographical geological government governmental governors grain grammar grand
    great ground guards gymnasium gymnastics hall handball headquarters health healthcare heart heat heavy
    helicopter helicopters heritage high higher highway highways historic historical history hockey holy home
    honorary honored honoured hospice hospital hospitality house housing human humanitarian hydrometeorological ice
    icebreaker immigration imperial import in independent industrial industries industry infantry informatics
    information infrastructure initiative initiatives innovation innovations innovative inspectorate institution
    institutions instrument insurance integrated integration intelligence intensive inter-parliamentary
    inter-regional interdepartmental interfaith interfax intergovernmental interim interior internal international
    internet interparliamentary interregional interreligious interstate invest investigation investigations
    investigative investment investments investors islamic island islands jewish joint journal junior just justice
    kindergarten kingdom knesset korean krai kray kremlin labor laboratory labour land language law laws league
    legal legislative legislature leisure liberal liberation libraries library lieutenant-general life light limited
    literary literature local logistics lower lutheran lyceum machine machinery main major-general majority
    management manufacturers manufacturing marine marines maritime market marketing markets mass master mayor’s
    mechanical media mediation medical medicine medicines meeting member-states memorial men's men’s mercantile
    metallurgical metropolis metropolitanate micro middle migration military military-industrial mining ministerial
    ministry minorities minority missile mission mobile monetary monitoring monopoly monument mosque motor
    motorsport mountain multifunctional municipal municipalities municipality museum museums music musical muslim
    muslims mutual national nationalities nations natural nature naval navigation navy new news nobel non-ferrous
    non-governmental non-profit north north-eastern north-west north-western northeastern northern northwestern
    nuclear oblast of offensive office officers offices oil oil-and-gas olympic olympics on oncology online open
    opera operation operations opposition optical orchestra order orders organ organisation organisational
    organisations organising organization organizations organizing orthodox outer oversight paediatric palace paper
    paralympic parents parish parliament parliamentary parties patriotic peace peacekeeping pediatric pension people
    people's peoples people’s personnel petrochemical petroleum pharmaceutical philharmonic physical physics
    planetary planning plenary polar policies policy politburo political poll polytechnic popular port ports post
    postal power precinct prefecture presidency presidential presidium press prevention primary prime prison privy
    prize pro-government processing procurement production products professional programmes progress progressive
    projects promotion property prosecutor's prosecutor’s protected protection protestant province provincial
    psychological public publishing quality radiation radiological rail railroad railway railways rank recreation
    red reform reforms refugees regiment region regional regions registration regulation regulatory rehabilitation
    reindeer relations relief religion religions religious renewable representation representatives republic
    republican republics rescue research reserve residential resources retail retired rf rifle rights river road
    roads rocket rouble royal rule rural russia russia's russian russia’s safety sanctuary sanitary satellite
    savings schoolchildren’s schools science sciences scientific sea seat second secondary secretariat section
    sector securities security seismic self-defence self-government senate senior separate servicemen services
    session settlement settlements shanghai shipbuilding shipping situations skating ski skiing small small-scale
    social socialist societies soil sole south south-eastern south-western southeastern southern southwestern
    sovereign space special specialised specialized speed sport sporting sports squad squadron staff stage
    standardisation standards state state-owned statistics statute steel stock strategic strategy structural
    students’ student’s studies submarine subsidiary suburban sultanate supervision supervisory supplies supply
    support supreme surgery surveillance sustainable swimming synagogue system systems table tank target tariff task
    tatar tax taxation team technical technological technologies technology tel telecom telecommunications telegraph
    tennis territorial territories territory textile the theatrical theological third timber to tourism tourist
    tournament town trade trades trading traffic trainers training transit transport transportation treasury treaty
    tribal tribunal troops trust ukraine under union unions unit united units universal universities university
    upper urban valley vehicle vehicles vessel veterans veterinary vice video village virtual visual vocational
    volleyball voluntary volunteers volunteers’ war ward warship water waterways weapons weather welfare west
    western wildlife winter with women women's women’s wood work workers working workshop world wrestling yacht
    young younger youth zone zoo
    """
)
"""Words from the names of organisations and from descriptions of offices."""

BODIES = _words(
    """
    assembly cabinet chamber commission committee council court department directorate duma federation government
    inspectorate legislature ministry office parliament prosecutor’s region republic senate service state
    """
)
"""Public bodies, before which `The` has no capital; the names of newspapers keep it."""

LEGAL_FORMS = _words(
    "a.g ab ag asa co corp gmbh inc jsc kg kgaa llc llp ltd mbh n.v nv oyj plc s.a s.p.a sa sarl se spa srl"
)
"""Suffixes of company names."""

FAMILY_NAMES = _words(
    """
    abbot archer baker ball banks bell bishop black brown bush carpenter case church clark coach cook day dean
    driver farmer field fisher ford gates gray green guard hall hunter judge justice king knight land law long major
    marine marshal mason may miller moon page parish park parks pope potter power powers price prince rivers sharp
    shepherd singer small smith stone strong tailor tanner turner ward weaver west white wood woods young
    """
)
"""Words for offices and organisations that are family names after a given name."""

ACRONYMS = _words(
    """
    ADB AFK AIIB ANO APEC ASEAN ASI BASF BBC BMW BP BRICS CBS CCTV CEC CEO CFO CIS CNBC CNN CNPC COO CPC CSTO CTO
    EAEU EBRD EDB EEC ENI EU EUROFIMA FAO FAS FIA FIBA FIDE FIFA FIG FIS FISU FSB GCEF GDP GECF GRU GUM IAEA IATA
    ICRC IEA IMF IOC IOM IRENA ISS ITAR ITF KGB KHL LDPR LLC LNG LUKOIL MEPHI MGIMO MIA MSU NATO NBC NGO NHK NOC
    NOVATEK NPO NTV OAO OECD OIC OJSC OMV ONF OOO OPEC OSCE PACE PAO PJSC RAN RANEPA RAO RAS RBC RDIF RGS RIA RSPP
    RT RUSADA RUSNANO RZD SCO SIBUR STS TASS TNK TV UAE UEFA UK UN UNDP UNESCO UNICEF UNIDO US USA USSR VEB VGTRK
    VSMPO VTB WADA WBA WBC WHO WTO ZAO ZDF
    """
)
"""Abbreviations that stay in capitals when wrong capitals are corrected."""

NOT_NAMES = _words(
    """
    a absolutely according actually addendum address advantages afternoon agenda all also amount an annex answer
    anyway appendix application applications article attention author’s background because before beginning besides
    but by calendar caption certainly chapter citation clearly colleagues comment conclusion conclusions contact
    contacts contents continuation correct correctly cost could date day deadline deadlines dear decided despite
    details director’s discussion do document duration e-mail each email entry evening every exactly example excuse
    fact facts fax figure finally first firstly following for format former fortunately friends from further good
    gratitude great greetings guests happy headline hello here hi homepage honestly hotline however if imagine
    important in incidentally indeed information instead introduction isn’t issue it item key languages last later
    latest learn lesson listen literally location look luckily main meanwhile message miscellaneous mobile moreover
    morning most my naturally next night no nominations not note notes nothing now number obviously of oh okay one
    online only options or order our overall paragraph particularly people’s phone photo photograph photos picture
    place please plus point points post-script postscript price problem programme proposal proposals ps published
    quotation quote rather read recommendations reference references regarding registration remember requirements
    result results schedule second secondly section see sessions several share similarly since site so sometimes
    soon sorry source sources speaking special specifically still subject subscribe subtitle such suddenly summary
    sure surely table tag tags tel telephone text thank thanks that the theme then there therefore these they third
    thirdly this thus ticket tickets time timetable title to today together tomorrow topic topics total translation
    truly type understandably unfortunately updated url venue very video was watch we web webpage website welcome
    well what when where which while who whose why with without working yes yesterday you your
    """
)
"""Words that begin sentences, captions and contact fields, but not personal names."""

FIELDS = _words(
    """
    address calendar contact contacts cost date deadline deadlines e-mail email fax headline homepage hotline info
    languages location mail mobile note notes number phone phones photo photos price registration schedule site
    skype source sources subject tag tags tel telegram telephone theme ticket tickets time timetable title topic
    topics total updated url venue viber video web webpage website whatsapp
    """
)
"""Words that end the name of a contact or form field (`Press contact`, `Application deadline`)."""

SENTENCE_WORDS = _words(
    """
    added again also am answered are arrived ask asked attended be because been but can chaired congratulated
    continued could did discussed do does Firstly firstly following follows give given had has have He he held Her
    her Here here His his how if included Is is It it Its its joined just know let like made may met might Mr Mr.
    Mrs Mrs. Ms Ms. must My my need no not noted now once opened Our our presented received replied said say says
    Secondly secondly see shall She she should so spoke stressed tell than thanked That that Their their then There
    there These these They they think This this Those those told took visited want was We we were what when why will
    would writes wrote You you Your your
    """
)
"""Words, as printed, that occur in sentences but not in labels."""

SENTENCE_OPENERS = _words(
    "And But So If As For With At In On Let After Before During According Dear Thank Thanks Please Listen Remember"
    " Imagine Together Along"
)
"""Words that begin sentences but not labels."""

HONORIFICS = _words("Holiness Majesty Highness Excellency Eminence Beatitude Grace")
"""Words that form titles with `His` and `Her`."""

_TRADE_ENDINGS = ("er", "or", "ist", "eer", "ian", "man", "woman", "smith", "wright", "ologist")


def bare(token: str) -> str:
    """Normalise a word for look-up: lower case, without a final full stop."""
    return token.strip(".").lower()


def is_office(token: str) -> bool:
    """Whether a word is an office, a rank, a trade or another word for a person; also `Vice-President`."""
    low = bare(token)
    if low in OFFICES:
        return True
    first, hyphen, last = low.rpartition("-")
    return bool(hyphen) and last in OFFICES and (first in _PREFIXES or first in OFFICES or first in ORGANISATIONS)


@lru_cache(maxsize=16384)
def is_role_word(token: str) -> bool:
    """Whether a word occurs in offices or organisations: by the tables, as an adjective of a country, or by its form.

    Such forms are possessives, quotation marks, brackets, and two such words joined by a hyphen.
    """
    low = bare(token)
    if is_office(token) or low in ORGANISATIONS or is_several(token):
        return True
    if low.endswith(("’s", "'s", "s’", "s'")) or token[0] in '([“"«':
        return True
    parts = token.split("-")
    if len(parts) > 1 and all(part.lower() in OFFICES or part.lower() in ORGANISATIONS for part in parts if part):
        return True
    return token[0].isupper() and country_of_adjective(token) is not None and not is_given_name(token)


def is_several(word: str) -> bool:
    """Whether a word means several people: the plural of an office, a trade or another word for a person."""
    low = bare(word)
    return low in SEVERAL or low in _IRREGULAR_PLURALS or (low.endswith("s") and low[:-1] in OFFICES)


def may_be_trade(word: str) -> bool:
    """Whether a word that is not in the tables ends like the name of a trade (`Dyer`, `Glaciologist`)."""
    return len(word) > 3 and word.lower().endswith(_TRADE_ENDINGS)
