"""Phrases that indicate whether a turn asks, answers, gives the floor or is only polite."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:[-’'‑][^\W\d_]+)*|\d+")
_STOP = frozenset(
    """about after again also because been before being between both could does doing down during each ever from further
    have having here into just know like made make many more most much once only other over people president really
    said same should since some such than that their them then there these they think this those through today under
    until very want well went were what when where which while whom whose will with would year years your yours
    going""".split()
)


def words(text: str) -> list[str]:
    """The words and numbers of a text."""
    return _WORD.findall(text)


def has_words(text: str) -> bool:
    """Whether a text contains a word or a number."""
    return _WORD.search(text) is not None


def content(text: str) -> set[str]:
    """The stems of the words that describe the subject of a text."""
    return {word[:6] for word in map(str.lower, words(text)) if len(word) > 3 and word not in _STOP}


def left(pattern: re.Pattern[str], text: str) -> list[str]:
    """The words that remain after removing all matches of a pattern."""
    return words(pattern.sub(" ", text))


def is_only(pattern: re.Pattern[str], text: str) -> bool:
    """Whether nothing is `left` of a text; the first word is checked first, because most texts fail there."""
    first = _WORD.search(text)
    return not first or (pattern.match(text, first.start()) is not None and not left(pattern, text))


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


YOU = _any_of("you", "your", "yours", "yourself")

REQUEST = _any_of(
    r"(?:I|we)(?: would|’d|'d|’ll|'ll) (?:\w+ ){0,2}(?:like|love) (?:\w+ ){0,2}"
    r"to (?:ask|know|hear|learn|clarify|understand|return to)",
    r"(?:I|we) (?:want|wanted) to (?:ask|know|hear|clarify|understand)",
    r"(?:tell|explain to) (?:us|me|everyone)",
    r"(?:could|can|would|will|may|might) (?:you|I|we) (?:\w+ ){0,2}"
    r"(?:tell|comment|explain|clarify|say|share|describe|name|elaborate|specify|ask|push|press|return)",
    r"please (?:\w+ )?(?:comment|explain|clarify|share|describe|name|elaborate|specify|answer|help)",
    r"(?:my|the|a|one|another|our|next|first|second|this|quick|short|simple) "
    r"question (?:is|was|to you|to both|concerns|about|for|has to do)",
    r"(?:I|we) have (?:\w+ ){0,2}questions?",
    r"there is (?:\w+ ){0,2}question",
    r"asking (?:\w+ ){0,2}(?:for|if|whether|about|how|what|why|when|to)",
    r"your (?:opinion|view|views|take|assessment|comments?|attitude|thoughts) (?:on|of|about|is|regarding)",
    r"(?:are|were|is|was|keep|been) (?:\w+ )?asking",
    r"(?:asks?|asked|wonders?|wondering|curious|interested) (?:\w+ ){0,3}"
    r"(?:about|if|whether|how|what|why|when|who|to know)",
)
"""Poses a question without a question mark."""

TELL = _any_of(r"(?:tell|explain to) (?:us|me)", r"please (?:describe|explain|clarify|specify|elaborate)")
"""Asks for information so clearly that no question mark is needed."""

PLEA = _any_of(
    r"(?:please|kindly) (?:help|support|consider|look|assist|take)",
    r"(?:I|we) (?:would like to |want to )?(?:ask|beg|urge) (?:you|for)",
    r"(?:help|support|assistance) (?:is|are) (?:\w+ )?needed",
    r"(?:I|we) (?:do not|don’t|don't) know (?:what|who|where|how)",
    r"(?:our|my) (?:last|only) hope",
    r"(?:I|we) (?:\w+ )?(?:request|need your|propose|suggest)",
)
"""Asks for help, or proposes something."""

RUNNING = _any_of(
    r"(?:may|can|could|shall|should|let|might) (?:I|we|us)(?: please| also| just)? "
    r"(?:begin|start|go|take|have|add|say|give|show|continue|proceed|finish|move|interrupt|speak|present|do that|join)",
    r"(?:may|can) I",
    r"shall we",
    r"(?:take|have) (?:a|some|our) (?:\w+ )?(?:picture|photo|photograph|selfie)s?",
    r"(?:do|does|would|did) (?:you|anyone|anybody|someone|somebody) (?:\w+ )?(?:have|like|want|wish|care) "
    r"(?:(?:\w+ ){0,2}(?:questions?|ideas|proposals|suggestions|objections|comments?|remarks|anything)"
    r"|to (?:add|say|speak|comment|begin|come in|respond|react|join))",
    r"(?:any|more|other|further) (?:\w+ )?(?:questions|comments|remarks)",
    r"(?:who|which of you) (?:is|will be|goes|wants|would like) (?:\w+ )?(?:next|first|to)",
    r"(?:what|where) (?:will|shall|should|would|do) (?:you|we) (?:\w+ ){0,2}"
    r"(?:begin|start|propose|talk|know|ask|discuss)",
    r"what are we (?:going|here) to",
    r"is (?:this|that) (?:the whole|all|the end|everything)",
    r"(?:can|do) you hear",
    r"are you (?:back|there|ready|with us|on the line)(?=,|\?)",
    r"what is your (?:question|concern|problem)",
)
"""A procedural question."""

HANDOVER = _any_of(
    r"go ahead",
    r"(?:has|have|take|give|gives|giving|is) (?:\w+ ){0,3}the floor",
    r"the floor (?:is|goes)",
    r"over to",
    r"on (?:the|this) (?:line|air)",
    r"(?:you are|you’re|you're) (?:on|live)",
    r"(?:ask|is|here’s|here is|repeat) your question",
    r"your questions?,? please",
    r"introduce yourself",
    r"(?:joins|joining|joined) (?:us|by)",
    r"you (?:can|may) (?:\w+ )?(?:ask|talk|speak|address|put)",
    r"let(?:’s|'s| us) (?:\w+ ){0,2}(?:hear|cross|listen|ask|give|take|go|invite|move|see|watch|begin|start|continue)",
    r"(?:next|another|last) (?:question|speaker)",
    r"(?:is|are) (?:there|with us|here with us|working|reporting|online)(?: now)?",
    r"(?:invite|call on|call upon|hand over)",
    r"please (?:continue|proceed|start|begin|speak|report)",
    r"please(?=\W*\Z)",
)
"""Gives the floor to the next speaker."""

INVITES = _any_of(r"go ahead", r"(?:has|have|take) the floor", r"please(?=\W*\Z)", r"over to", r"let us (?:hear|ask)")
"""Asks somebody to speak."""

NAMED = _any_of(r"(?:mr|ms|mrs|madam|president|minister|professor)(?: [\w’'-]+){0,2}", r"please", r"and")
"""Addresses somebody by name."""

ADDRESSED = re.compile(
    r"\b(?:Mr|Ms|Mrs|Madam|President|Minister|Governor|Colleagues|Friends) ?[\w’'-]*,|, (?:Mr|Ms|Mrs|Madam) \w+"
)
"""Addresses somebody by name in a sentence."""

COURTESY = _any_of(
    r"thank(?:s| you)(?: \w+){0,6}",
    r"(?:good|nice) (?:afternoon|morning|evening|day|luck|bye|to see you)",
    r"hello|hi|greetings|welcome|good-?bye|see you(?: \w+){0,2}|all the best|congratulations|please|go ahead",
    r"you are welcome",
    r"(?:mr|madam|ms|mrs) \w+",
    r"(?:dear )?(?:colleagues|friends|ladies and gentlemen)",
    r"(?:excuse|pardon) me|(?:I am |I’m )?sorry",
    r"I (?:wish you|congratulate you)(?: \w+){0,6}",
)
"""Greets, thanks, wishes well."""

BACKCHANNEL = _any_of(
    r"yes|no|yeah|ok|okay|right|true|good|great|fine|excellent|exactly|correct|indeed|certainly|absolutely|naturally",
    r"sure|of course|all right|alright|I see|I understand|I know|I agree|very (?:good|well)|well|clear|agreed",
    r"(?:that is|that’s|that's) (?:right|true|clear|it)|quite so|oh|so|and|really|by all means|no doubt|will do",
    r"understood|thank you|please|mr president|it is|it does|they do|it will|I hope so|not at all|no idea|not yet",
    r"never",
)
"""Only signals that somebody is listening, or says yes or no."""

TAG = _any_of(
    r"all right|alright|right|agreed|ok|okay|is that clear|clear|deal|you see|you know",
    r"do you (?:hear|remember|understand)(?: \w+){0,4}",
)
"""A question that only asks for confirmation."""

TEASER = _any_of(r"do you (?:know|see) (?:what|why|how|that)", r"you know (?:what|why)")
"""A question that the speaker then answers."""

PRESSING = re.compile(
    r"(?:(?:yes|well|no|ok|okay|all right|of course|certainly|exactly|fine|excuse me|sorry|mr president),? "
    r"(?:but|and|then|so|still|yet)\b"
    r"|(?:but|still|however|yet|nevertheless|even so|and yet|then|so|come on|in other words"
    r"|that is not|that’s not|that's not|this is not|it is not|not (?:only|always|quite)"
    r"|you (?:said|have said|promised|mean|mentioned|are not|did not|have not))\b)",
    re.IGNORECASE,
)
"""The beginning of a turn that presses or contradicts; matched at its start."""

CONJUNCTION = re.compile(r"(?:and|but|or|so|then|as|like|for|with|in|from|by|on)\b", re.IGNORECASE)
"""The beginning of an incomplete question (`And in winter?`); matched at its start."""

THEN = re.compile(r", then\?\W*\Z")
"""The end of a question that draws a conclusion from the previous turn."""

ANNOUNCES = _any_of(
    r"questions?|ask|quote|remind you|mention|return to|subject|topic",
    r"my name is|I (?:am|work|live|study|come)|I’m|I'm|this is",
)
"""Announces a topic, or introduces the speaker."""

BOTH = _any_of(
    r"(?:both|all|each|two|three) of you|you (?:both|all)",
    r"(?:both|two|three|all) (?:presidents|leaders|sides|ministers)",
    r"(?:for|to) (?:both|everyone|all|either of you)|(?:each|every) (?:president|leader|side|participant)",
)
"""Poses a question to several people."""

ABOUT_THE_QUESTION = _any_of(
    r"ask|asking|asked|mean|question|referring|refer|talking about|repeat|what about|about what"
)
"""A counter-question about the question."""

ABOUT_THE_ASKER = _any_of(
    r"your (?:first |full |last )?name",
    r"(?:where|which \w+) (?:are you|do you live|is that)",
    r"are you (?:from|married|a|an|in)",
    r"how old",
    r"you are (?:from|a|an)",
    r"which (?:agency|newspaper|channel|media|publication) are you",
)
"""A counter-question about the asker."""

PRESS = _any_of(
    r"journalists?|correspondent|reporter|anchor(?:man|woman)?|presenter|moderator|interviewer|columnist|commentator",
    r"editor(?:-in-chief| in chief)?|(?:TV|television|radio|talk show|programme|show) host",
)
OUTLETS = _any_of(r"news agency|newspaper|magazine|TV|television|radio|broadcaster|channel|gazette|journal")
OFFICES = _any_of(
    r"director|head|president|chairman|chairwoman|minister|chief executive|CEO|general|owner|founder|deputy"
)
FORMER = _any_of(r"former|formerly|ex-\w+")


def is_press(role: str) -> bool:
    """Whether a role is that of a journalist, and not of somebody who runs an outlet."""
    return bool(PRESS.search(role) or (OUTLETS.search(role) and not OFFICES.search(role)))


_NAME = r"[A-Z][^\W\d_]*(?:[-’'][A-Z]?[^\W\d_]+)*"
_INTRODUCTION = re.compile(
    rf"\b[Mm]y name is ({_NAME}(?: {_NAME}){{0,2}})"
    rf"|\b(?:I am|I’m|I'm|[Tt]his is) ({_NAME}(?: {_NAME}){{1,2}})(?=[,.;]| from )"
)
_NOBODY = _any_of(
    r"news|agency|tv|channel|radio|newspaper|times|post|gazette|television|media|magazine|press|direct line"
)


def name_given(text: str) -> str | None:
    """The name with which speakers introduce themselves; names of agencies do not count."""
    match = _INTRODUCTION.search(text)
    name = match and (match[1] or match[2])
    return name if name and not _NOBODY.search(name) else None
