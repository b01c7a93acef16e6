# ruff: noqa: E501 - names in rows read better whole
"""How texts name countries beyond their plain names: short forms, adjectives, who speaks for them, and groups.

Plain names in English, French and Spanish come from the CLDR through Babel.  This table is data: a plan between
parties that are not in it names them with `--party CODE=Name`.
"""

from __future__ import annotations

# code | who heads it (as texts call the office) | names | adjectives
NATIONS = """
ARG|president|Argentine Republic|Argentine,Argentinian,argentin,argentine,argentino,argentina
AUS|prime minister|Commonwealth of Australia|Australian,australien,australienne,australiano,australiana
AUT|chancellor||Austrian,autrichien,autrichienne,austriaco,austriaca
BEL|prime minister||Belgian,belge,belga
BGD|prime minister||Bangladeshi
BLZ|prime minister||Belizean
BOL|president|Bolivia,Bolivie|Bolivian,bolivien,bolivienne,boliviano,boliviana
BRA|president|Federative Republic of Brazil|Brazilian,brésilien,brésilienne,brasileño,brasileña
BRB|prime minister||Barbadian
CAN|prime minister||Canadian,canadien,canadienne,canadiense
CHE|president|Swiss Confederation|Swiss,suisse,suizo,suiza
CHL|president|Chili|Chilean,chilien,chilienne,chileno,chilena
CHN|president|People's Republic of China,PRC|Chinese,chinois,chinoise,chino,china
COL|president||Colombian,colombien,colombienne,colombiano,colombiana
CRI|president||Costa Rican,costaricien,costaricienne,costarricense
CUB|president||Cuban,cubain,cubaine,cubano,cubana
CZE|prime minister|Czech Republic,République tchèque,República Checa|Czech,tchèque,checo,checa
DEU|chancellor|Federal Republic of Germany|German,allemand,allemande,alemán,alemana
DNK|prime minister|Kingdom of Denmark|Danish,danois,danoise,danés,danesa
DOM|president||Dominican,dominicain,dominicaine,dominicano,dominicana
ECU|president||Ecuadorian,équatorien,équatorienne,ecuatoriano,ecuatoriana
EGY|president||Egyptian,égyptien,égyptienne,egipcio,egipcia
ESP|president||Spanish,espagnol,espagnole,español,española
EST|prime minister||Estonian
ETH|prime minister||Ethiopian
FIN|president||Finnish,finlandais,finlandaise,finlandés,finlandesa
FRA|president|French Republic,République française|French,français,française,francés,francesa
GBR|prime minister|United Kingdom,UK,U.K.,Great Britain,Royaume-Uni,Reino Unido|British,britannique,británico,británica
GHA|president||Ghanaian
GRC|prime minister||Greek,grec,grecque,griego,griega
GTM|president||Guatemalan,guatémaltèque,guatemalteco,guatemalteca
GUY|president||Guyanese
HND|president||Honduran,hondurien,hondurienne,hondureño,hondureña
HTI|prime minister||Haitian,haïtien,haïtienne,haitiano,haitiana
IDN|president||Indonesian,indonésien,indonésienne,indonesio,indonesia
IND|prime minister|Republic of India,Bharat|Indian,indien,indienne,indio,india
IRL|taoiseach||Irish,irlandais,irlandaise,irlandés,irlandesa
ISR|prime minister||Israeli,israélien,israélienne,israelí
ITA|prime minister|Italian Republic|Italian,italien,italienne,italiano,italiana
JAM|prime minister||Jamaican
JOR|king|Hashemite Kingdom of Jordan|Jordanian
JPN|prime minister||Japanese,japonais,japonaise,japonés,japonesa
KEN|president||Kenyan,kényan,kényane,keniano,keniana
KOR|president|Republic of Korea,ROK,South Korea,Corée du Sud,Corea del Sur|Korean,coréen,coréenne,coreano,coreana
LBN|president||Lebanese
MAR|king||Moroccan,marocain,marocaine,marroquí
MEX|president|United Mexican States|Mexican,mexicain,mexicaine,mexicano,mexicana
MYS|prime minister||Malaysian
NGA|president||Nigerian
NLD|prime minister|The Netherlands,Holland|Dutch,néerlandais,néerlandaise,neerlandés,neerlandesa
NOR|prime minister||Norwegian,norvégien,norvégienne,noruego,noruega
NZL|prime minister|Aotearoa New Zealand|
PAK|prime minister||Pakistani
PAN|president||Panamanian,panaméen,panaméenne,panameño,panameña
PER|president||Peruvian,péruvien,péruvienne,peruano,peruana
PHL|president|The Philippines|Filipino,Philippine
POL|president||Polish,polonais,polonaise,polaco,polaca
PRT|prime minister||Portuguese,portugais,portugaise,portugués,portuguesa
PRY|president||Paraguayan,paraguayen,paraguayenne,paraguayo,paraguaya
ROU|president||Romanian
RWA|president||Rwandan
SAU|king|Kingdom of Saudi Arabia|Saudi
SEN|president||Senegalese,sénégalais,sénégalaise,senegalés,senegalesa
SGP|prime minister||Singaporean
SLV|president||Salvadoran,salvadorien,salvadorienne,salvadoreño,salvadoreña
SWE|prime minister||Swedish,suédois,suédoise,sueco,sueca
THA|prime minister||Thai
TTO|prime minister||Trinidadian
TUN|president||Tunisian,tunisien,tunisienne,tunecino,tunecina
TUR|president|Turkey,Türkiye,Republic of Türkiye,Turquie,Turquía|Turkish,turc,turque,turco,turca
UGA|president||Ugandan
UKR|president||Ukrainian,ukrainien,ukrainienne,ucraniano,ucraniana
URY|president||Uruguayan,uruguayen,uruguayenne,uruguayo,uruguaya
USA|president|United States,United States of America,U.S.,US,U.S.A.,USA,États-Unis,États-Unis d'Amérique,Estados Unidos,Estados Unidos de América,EE. UU.,EE.UU.|American,américain,américaine,estadounidense
VEN|president|Venezuela|Venezuelan,vénézuélien,vénézuélienne,venezolano,venezolana
VNM|prime minister|Viet Nam,Vietnam|Vietnamese
ZAF|president|Republic of South Africa|South African,sud-africain,sud-africaine,sudafricano,sudafricana
"""

# Bodies that stand for their country when they are the subject; acronyms only where no other country's body shares them.
BODIES = {
    "USA": "USAID,NOAA,NASA,Department of State,State Department,Department of Justice,Department of Homeland Security,Department of Defense,"
    "Department of Commerce,Department of Labor,Department of Energy,Department of Agriculture,Department of the Treasury,Treasury Department,"
    "Department of the Interior,Department of Transportation,Department of Education,Department of Health and Human Services,"
    "Department of Housing and Urban Development,Environmental Protection Agency,EPA,FEMA,DHS,HHS,USDA,USTR,CDC,FDA,FBI,DOJ,NSF,"
    "U.S. Agency for International Development,Agency for International Development,Development Finance Corporation,DFC,EXIM,Peace Corps,"
    "Biden-Harris Administration,Biden Administration,Trump Administration,Obama Administration,White House,Departamento de Estado,"
    "Departamento de Seguridad Nacional,Departamento de Justicia,Département d'État",
    "CAN": "Global Affairs Canada,Public Safety Canada,Health Canada,Parks Canada,RCMP,IRCC,Environment and Climate Change Canada,ECCC,"
    "Natural Resources Canada,NRCan,Affaires mondiales Canada,Santé Canada,Parcs Canada",
    "MEX": "SRE,SEMARNAT,SENER,Secretaría de Relaciones Exteriores,Secretaría de Economía,COFEPRIS,CONANP,INPI,COMAR",
    "GBR": "FCDO,Foreign Commonwealth and Development Office,Home Office,DEFRA,DESNZ,HM Treasury,Cabinet Office",
    "FRA": "Agence française de développement,AFD,Quai d'Orsay",
    "DEU": "GIZ,KfW,BMZ,Auswärtiges Amt",
    "JPN": "JICA,METI,MOFA,JBIC,JAXA",
    "IND": "ISRO,MeitY,NITI Aayog",
    "AUS": "DFAT,CSIRO",
    "BRA": "Itamaraty,Embrapa,BNDES",
    "KOR": "KOICA,MOTIE",
    "ESP": "AECID",
}

GROUPS = {
    "G7": "CAN DEU FRA GBR ITA JPN USA",
    "G20": "ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF",
    "BRICS": "BRA CHN IND RUS ZAF",
    "AUKUS": "AUS GBR USA",
    "Quad Leaders": "AUS IND JPN USA",
    "North American Leaders": "CAN MEX USA",
    "Pacific Alliance": "CHL COL MEX PER",
    "Weimar Triangle": "DEU FRA POL",
    "Quad": "AUS IND JPN USA",
    "ASEAN": "BRN IDN KHM LAO MMR MYS PHL SGP THA VNM",
    "Nordic": "DNK FIN ISL NOR SWE",
    "Baltic States": "EST LTU LVA",
    "Benelux": "BEL LUX NLD",
    "Five Eyes": "AUS CAN GBR NZL USA",
    "I2U2": "ARE IND ISR USA",
    "Visegrad": "CZE HUN POL SVK",
    "Mercosur": "ARG BRA PRY URY",
    "Alianza del Pacífico": "CHL COL MEX PER",
    "Alliance du Pacifique": "CHL COL MEX PER",
    "Líderes de América del Norte": "CAN MEX USA",
    "Leaders nord-américains": "CAN MEX USA",
}

# Names inside which a country's name is not that country.
NOT_A_PARTY = (
    "New Mexico", "Indian Ocean", "South China Sea", "East China Sea", "Gulf of Mexico", "Latin American", "Latin America",
    "North American", "South American", "Central American", "North America", "South America", "Central America", "Pan American",
    "Inter-American", "Native American", "African American", "American Indian", "Norwegian Sea", "Philippine Sea", "Sea of Japan",
    "English Channel", "French Guiana", "New England", "Golfo de México", "Golfe du Mexique", "océan Indien", "Océano Índico",
    "Northern Ireland",
)  # fmt: skip
