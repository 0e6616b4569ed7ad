"""The words that invented demo records are made of; a pair is a Dutch line and the English line under it."""

from __future__ import annotations

Pair = tuple[str, str]


def _pairs(text: str) -> tuple[Pair, ...]:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return tuple(zip(lines[::2], lines[1::2], strict=True))


def _words(text: str, between: str | None = None) -> tuple[str, ...]:
    return tuple(" ".join(text.split()).split(between))


# Syllables that make no existing word or organisation when put together: Zalv-i-mondra.
STEM_STARTS = _words("""
    Zalv Quim Drex Blun Vrom Klix Snorv Twij Ozul Plonk Grum Jask Mirv Fliep Wolm Knarp Hupt Lurf Brodz
    Spijk Trunz Vlekt Zwinj Dralm Ijzp Ankr Eump Urgl Oeft Chalp Yorv Rilk Nubr Gaspl
    """)
STEM_MIDDLES = _words("a e i o u an el ir or um")
STEM_ENDS = _words("""
    vero dexa lingo mondra tavo quista zerum strelo nelja pootra dijkra wolda zanti fendo bruzo kelmi
    rasta huima parze tendri loora gimpa sneuw vaakti toermi
    """)

# A trade, and the sector and the kind that go with it when the charter has those codes.
TRADES = tuple(tuple(trade.split("|")) for trade in _words("""
    Zorggroep|zorg|semipubliek Ziekenhuis|zorg|semipubliek Thuiszorg|zorg|semipubliek
    Kinderopvang|zorg|maatschappelijk Bouw|bouw|bedrijf Installatietechniek|bouw|bedrijf
    Machinefabriek|industrie|bedrijf Voeding|industrie|bedrijf Papier|industrie|bedrijf
    Logistiek|vervoer|bedrijf Busvervoer|vervoer|bedrijf Havenbedrijf|vervoer|semipubliek
    Notarissen|zakelijk|bedrijf Accountants|zakelijk|bedrijf Verzekeringen|zakelijk|bedrijf
    Advocaten|zakelijk|bedrijf Software|ict|bedrijf Datacenters|ict|bedrijf
    Hogeschool|onderwijs|semipubliek Scholengroep|onderwijs|semipubliek
    Museum|cultuur|maatschappelijk Theater|cultuur|maatschappelijk Omroep|cultuur|maatschappelijk
    Waterschap|overheid|publiek Veiligheidsregio|overheid|publiek Omgevingsdienst|overheid|publiek
    Hotels|horeca|bedrijf Catering|horeca|bedrijf Kwekerijen|groen|bedrijf Hoveniers|groen|bedrijf
    """))

PLACES = _words("""
    Alkmaar / Almelo / Almere / Alphen aan den Rijn / Amersfoort / Amstelveen / Amsterdam / Apeldoorn /
    Arnhem / Assen / Bergen op Zoom / Breda / Capelle aan den IJssel / Delft / Den Haag / Den Helder /
    Deventer / Doetinchem / Dordrecht / Ede / Eindhoven / Emmen / Enschede / Gouda / Groningen / Haarlem
    / Haarlemmermeer / Heerenveen / Heerlen / Helmond / Hengelo / 's-Hertogenbosch / Hilversum /
    Hoogeveen / Hoorn / IJmuiden / Kampen / Leeuwarden / Leiden / Lelystad / Maastricht / Meppel /
    Middelburg / Nijmegen / Oss / Purmerend / Roermond / Rotterdam / Schiedam / Sittard / Sneek /
    Súdwest-Fryslân / Terneuzen / Tiel / Tilburg / Utrecht / Veenendaal / Venlo / Vlissingen / Zaandam /
    Zoetermeer / Zutphen / Zwolle
    """, " / ")

FIRST_NAMES = _words("""
    Aisha Anouk Bram Çelik Daan Elif Esther Fatima Femke Gijs Hanna Ilse Imran Jasmijn Jeroen Kees Lotte
    Mehmet Merel Naima Noud Omar Renske Ruben Samira Sanne Sjoerd Thijs Umar Wouter Yara Zoë
    """)
SURNAME_STARTS = _words("""
    van Zalver / de Quim / Drexel / van der Blun / Klixe / Snorve / Twijl / Plonke / Gruma / Jaskel /
    ten Mirv / Fliepe / Wolme / Knarpel / in 't Hupt / Lurfe
    """, " / ")
SURNAME_ENDS = _words("dam mans stra ink huizen sma veld kamp")

ROLES = _pairs("""
directeur
director
voorzitter van de raad van bestuur
chair of the board
directeur personeel en organisatie
director of human resources
lid van de directie
member of the management
algemeen directeur
managing director
eigenaar
owner
""")
EVENTS = _pairs("""
Diversiteitsdag
Diversity Day
Werkconferentie over inclusief werven
Working conference on inclusive recruitment
Bijeenkomst van de regio over werk
Regional meeting on work
Avond voor werkgevers
Evening for employers
Week van de inclusieve werkvloer
Week of the inclusive workplace
""")
QUOTES = _pairs("""
Een handtekening is een begin. Het gaat om wat je daarna doet.
A signature is a beginning. What matters is what you do next.
Wij leren vandaag van elkaar. Dat blijven wij doen.
Today we learn from each other. We will keep doing that.
Goede plannen ontstaan niet achter een bureau. Ze ontstaan in gesprek met collega's.
Good plans are not made behind a desk. They are made in conversation with colleagues.
Ik ben trots op iedereen die hieraan heeft gewerkt.
I am proud of everyone who worked on this.
""")
BODY = _pairs("""
In {place} kwamen werkgevers bij elkaar om hun handtekening te zetten.
In {place} employers came together to put their names to the charter.
De bijeenkomst begon met koffie en een rondleiding door het gebouw.
The meeting began with coffee and a tour of the building.
Daarna vertelde iedere ondertekenaar in een paar minuten wat de organisatie wil bereiken.
After that every signatory told in a few minutes what the organisation wants to achieve.
De plannen lopen uiteen, maar de toon was overal dezelfde: **gewoon beginnen**.
The plans differ, but the tone was the same everywhere: **just begin**.
Wie tekent, schrijft daarna een plan van aanpak en kijkt elk jaar terug op wat is gelukt.
Those who sign then write a plan of action and look back every year at what has worked.
Na het tekenen was er tijd om ervaringen te delen en afspraken te maken.
After the signing there was time to share experiences and to make appointments.
Verschillende organisaties spraken af om bij elkaar op bezoek te gaan.
Various organisations agreed to visit each other.
De gastheer wees op het belang van een lange adem.
The host pointed out how important it is to keep going.
""")
OPENINGS = _pairs("""
{name} wil een werkgever zijn waar iedereen zichzelf kan zijn.
{name} wants to be an employer where everyone can be themselves.
Bij {name} telt wat mensen kunnen en willen leren.
At {name} what people can do and want to learn is what counts.
{name} wil dat het personeel een afspiegeling is van de mensen voor wie wij werken.
{name} wants its staff to reflect the people for whom we work.
In {seat} kent iedereen {name}, en wij willen dat ook iedereen er welkom is.
In {seat} everyone knows {name}, and we want everyone to be welcome there too.
""")
THEMES = _pairs("""
Wij werken aan het thema {label}, want daar valt bij ons het meeste te winnen.
We work on the theme {label}, because that is where we can gain the most.
Voor het thema {label} maken wij een apart plan met duidelijke stappen.
For the theme {label} we make a separate plan with clear steps.
Het thema {label} krijgt een vaste plaats in onze overleggen.
The theme {label} gets a fixed place in our meetings.
""")
MEASURES = _pairs("""
{when} organiseren wij {what} voor {who}.
{when} we organise {what} for {who}.
Wij schrijven vacatures in gewone taal en vragen alleen wat echt nodig is.
We write vacancies in plain language and ask only for what is really needed.
Sollicitatiegesprekken voeren wij {where} altijd met meer mensen en met vaste vragen.
We always hold job interviews {where} with several people and with fixed questions.
Wij zoeken {where} actief naar talent dat wij nu nog over het hoofd zien.
We actively look {where} for talent that we still overlook today.
Leidinggevenden leren hoe zij verschillen in hun team kunnen bespreken.
Managers learn how they can talk about differences in their teams.
Wij vragen {who} wat hen helpt om goed te kunnen werken.
We ask {who} what helps them to work well.
Wie zich niet veilig voelt, kan {where} terecht bij een vertrouwenspersoon.
Those who do not feel safe can go to a confidential adviser {where}.
Werkplekken en roosters passen wij aan als dat iemand helpt.
We adapt workplaces and rotas when that helps someone.
Wij maken {where} ruimte voor stages en leerbanen.
We make room {where} for work placements and apprenticeships.
{when} kijken wij hoe ver wij zijn en delen wij dat met {who}.
{when} we look at how far we have come and share it with {who}.
Wij doen {what} in onze introductie, zodat iedereen weet waar wij voor staan.
We make {what} part of our introduction, so that everyone knows what we stand for.
Onze beelden en teksten laten zien wie er werkelijk bij ons werken.
Our pictures and texts show who really work with us.
Met scholen en buurthuizen in {seat} maken wij afspraken over kennismaken en meelopen.
With schools and community centres in {seat} we agree on meetings and job shadowing.
Bij gelijke geschiktheid kiezen wij voor de kandidaat die het team aanvult.
When candidates are equally suitable we choose the one who adds to the team.
Wij betalen gelijk loon voor gelijk werk en controleren dat {when}.
We pay equal wages for equal work and check this {when}.
Leveranciers vragen wij om op dezelfde manier naar mensen te kijken.
We ask suppliers to look at people in the same way.
Een groep collega's denkt mee, geeft advies en houdt ons scherp.
A group of colleagues thinks along, gives advice and keeps us alert.
Doorgroeien moet voor iedereen kunnen, ook voor wie in deeltijd werkt.
Promotion must be possible for everyone, also for those who work part-time.
Wij koppelen {who} aan een mentor uit een ander deel van de organisatie.
We link {who} to a mentor from another part of the organisation.
Feestdagen kunnen collega's {where} ruilen voor een dag die voor hen belangrijk is.
Colleagues can swap public holidays {where} for a day that matters to them.
Wat niet werkt, stoppen wij; wat wel werkt, doen wij {where} vaker.
What does not work we stop; what does work we do more often {where}.
Wij plannen {what} samen met {who}, want zij weten wat er speelt.
We plan {what} together with {who}, because they know what is going on.
""")
CLOSINGS = _pairs("""
Zo bouwen wij stap voor stap aan een organisatie waar mensen graag blijven.
In this way we build, step by step, an organisation where people like to stay.
Over een jaar willen wij laten zien wat er veranderd is, ook als dat minder is dan gehoopt.
In a year we want to show what has changed, even if it is less than we hoped.
Wij vertellen graag aan andere werkgevers wat wij leren, en wij leren graag van hen.
We like to tell other employers what we learn, and we like to learn from them.
""")
SLOTS: dict[str, tuple[Pair, ...]] = {
    "when": _pairs("""
        elk voorjaar
        every spring
        ieder kwartaal
        every quarter
        aan het begin van het jaar
        at the start of the year
        elke maand
        every month
        na de zomer
        after the summer
        """),
    "where": _pairs("""
        op ons hoofdkantoor
        at our head office
        in onze vestigingen
        at our branches
        op alle afdelingen
        in all departments
        in de buitendienst
        in the field service
        in de ploegendienst
        on the shift teams
        op de werkvloer
        on the shop floor
        """),
    "who": _pairs("""
        nieuwe collega's
        new colleagues
        onze leidinggevenden
        our managers
        onze stagiairs
        our trainees
        collega's met een tijdelijk contract
        colleagues on temporary contracts
        alle medewerkers
        all staff
        teams in {seat}
        teams in {seat}
        """),
    "what": _pairs("""
        een open gesprek
        an open conversation
        een korte training
        a short training course
        een gezamenlijke lunch
        a shared lunch
        een middag over vooroordelen
        an afternoon on prejudice
        een bezoek aan een andere werkgever
        a visit to another employer
        """),
}
