"""Words of labels: who speaks without a name, and what stands in offices and organisations but in no personal name."""

from kzru_forums.model import StatementKind

ONE = {
    "question": StatementKind.QUESTION,
    "reply": StatementKind.REPLY,
    "response": StatementKind.REPLY,
    "answer": StatementKind.REPLY,
    "remark": StatementKind.REMARK,
    "comment": StatementKind.REMARK,
    **dict.fromkeys(
        """operator moderator host presenter anchor announcer voice interviewer journalist correspondent reporter
        interpreter translator participant student worker man woman girl boy child speaker soldier sailor cadet veteran
        resident volunteer""".split(),
        StatementKind.SPEECH,
    ),
}
"""A label for one unnamed speaker, and what it says their statement is."""

SEVERAL = {
    "questions": StatementKind.QUESTION,
    "remarks": StatementKind.REMARK,
    "comments": StatementKind.REMARK,
    "replies": StatementKind.REPLY,
    "responses": StatementKind.REPLY,
    "answers": StatementKind.REPLY,
    **dict.fromkeys(
        """audience voices all everyone everybody together chorus children students workers participants servicemen
        soldiers sailors cadets journalists presenters anchors hosts residents veterans volunteers""".split(),
        StatementKind.SPEECH,
    ),
}
"""A label for several speakers, and what it says their statement is."""

_OFFICES = frozenset(
    """
    academician acting adjutant administrator admiral adviser advisor aide akim ambassador anchor archbishop
    archimandrite architect artist assistant astronaut athlete attorney author ayatollah bishop blogger bloggers
    brigadier captain cardinal catholicos ceo chair chairman chairperson chairwoman champion chancellor chief
    co-chair co-chairman co-chairperson coach colonel columnist commander commander-in-chief commissioner composer
    comrade conductor consul coordinator corporal correspondent cosmonaut councillor dean delegate deputy designer
    director director-general doctor dr editor editor-in-chief emir employee engineer ensign entrepreneur envoy
    executive farmer father fellow foreman founder general governor guard head headmaster hegumen hero holiness host
    imam inspector instructor interviewer journalist judge king lady lama lawyer lead leader lecturer lieutenant
    lord major manager marshal master mayor member metropolitan midshipman minister moderator mother mufti
    negotiator nurse officer ombudsman owner partner patriarch physician pilot player plenipotentiary pope premier
    presenter president priest prince princess principal prof professor prosecutor queen rabbi rapporteur rector
    reporter representative researcher resident reverend schoolteacher scientist secretary secretary-general senator
    sergeant shareholder sheikh sir soldier speaker specialist spokesman spokesperson spokeswoman student sultan
    superintendent superior supervisor surgeon teacher technician trainer translator veteran vice-chairman
    vice-premier vice-president vicepresident volunteer winner worker writer
    """.split()
)
_ORGANISATIONS = frozenset(
    """
    1st 2nd 3rd academic academy accounts action activities activity aerospace affairs african against agency
    agrarian agreement agricultural agriculture air airborne aircraft airlines all all-russia all-russian alliance
    ambassador-at-large ambassadors and anti-corruption anti-monopoly antimonopoly apparatus arab archive archives
    arctic armaments armed army art artillery arts asian assembly assistance association astana at atomic authority
    automobile autonomous aviation bank banking banks basin battalion battery bishops black board border branch
    brigade broadcasting budget building bureau business cabinet capital center central centre chamber channel
    charitable charity chemical child children children's children’s christian church cinema circus city civic civil
    clinic clinical club college command commerce commission commissions committee committees commonwealth
    communication communications communist communities community companies company competition complex concern
    confederation conference congress conservative conservatoire conservatory constitutional construction
    constructions consultative consumer control cooperation cooperative corporation corps corruption cosmonautics
    council counsel countries country court crisis critical cultural culture cup customs daily data day defence
    defense democratic demography department design development digital diplomatic direct directorate directors
    disaster district division drama duma east eastern economic economy education educational elections electric
    electronic emergencies emergency energy engineering enterprise entrepreneurs environment environmental
    establishment eurasian europe european exchange executive expert experts export extraordinary faction factory
    faculty family far federal federation festival figure film finance financial first fisheries fleet fleet's
    fleet’s food football for force forces foreign forestry forum foundation friendship front fuel fund galleries
    gallery gas general-purpose geographic geographical government governors grand group guards gymnasium hall
    headquarters health healthcare heritage high higher highway historical hockey holding home honorary honoured
    hospice hospital house housing human humanitarian ice in industrial industries industry infantry information
    infrastructure initiative initiatives innovation innovations inspectorate institute institution instrument
    insurance intelligence interdepartmental interfax intergovernmental interior internal international internet
    interregional interstate invest investigation investigative investment investments islamic jewish joint journal
    just justice kindergarten kingdom knesset kremlin laboratory labour land language law leadership league legal
    legislative legislature liberal library lieutenant-general life local lyceum machine magazine major-general
    management manufacturers marine marines maritime market marketing mass media medical medicine meeting
    member-states memorial metallurgical migration military military-industrial mining ministers ministry missile
    mission monitoring monopoly motor movement municipal municipality museum museums music muslim muslims mutual
    national nationalities nations natural naval navy news newspaper nobel non-governmental north north-western
    northern northwestern nuclear of office officers oil olympic olympics on operation operations opposition optical
    orchestra order organisation organisations organising organization organizing orthodox outer oversight
    paralympic parents parliament parliamentary parties party pension people people's people’s personnel petroleum
    pharmaceutical philharmonic plant platform politburo political polytechnic popular port post power presidential
    presidium press prevention primary privy pro-rector procurement production products programme programmes project
    projects property prosecutor's prosecutor’s protection province psychological public publishing radio rail
    railway railways rank red reform reforms region regional regions regulation relations relief religious renewable
    representatives republic republics research reserve resources rf rights rocket rouble rural russia russia's
    russian russia’s safety sanitary satellite school schools science sciences scientific sea second secretariat
    security senate senior separate service servicemen services settlement settlements shipbuilding shipping
    shipyard situations small social societies society sole south southern sovereign space special sport sports
    squad squadron staff standards state statistics steel strategic studies studio submarine supervision supervisory
    supply support supreme surveillance sustainable system systems tank tax team technical technological
    technologies technology telecom television territorial territory the theatre third to tourism town trade trading
    trainers transport transportation treasury troops trust tv ukraine union united universities university urban
    veterans vice video village vocational voluntary volunteers water welfare west western wildlife winter women
    women's women’s work workers working works world yard young youth
    """.split()
)


def _bare(token: str) -> str:
    return token.strip(".").lower()


def is_office(token: str) -> bool:
    """Whether a word names an office, a rank or a trade."""
    return _bare(token) in _OFFICES


def is_role_word(token: str) -> bool:
    """Whether a word stands in offices or organisations: by the tables, as an acronym, or by a mark of its own."""
    low = _bare(token)
    if low in _OFFICES or low in _ORGANISATIONS:
        return True
    if low.endswith(("’s", "'s", "s’", "s'")) or token[0] in '(“"':
        return True
    parts = token.split("-")
    return len(parts) > 1 and all(part.lower() in _OFFICES or part.lower() in _ORGANISATIONS for part in parts if part)
