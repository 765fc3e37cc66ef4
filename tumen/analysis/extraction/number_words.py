"""Numbers spelled in letters, multipliers and vague amounts, by language."""

from __future__ import annotations

# Multipliers that stand behind digits or a number word.
SCALES: dict[float, str] = {
    1e2: "hundred сотен сотни",
    1e3: (
        "thousand thousands k тыс. тыс тысяч тысячах тысячам тысячи тисячах тысячу тысяча тысячами тис. тис "
        "тисяч тисячі тисячу tys. tys tysiąc "
        "tysiące tysięcy tausend mille mil tsd. tsd"
    ),
    1e6: (
        "million millions m mn mln mln. mio mio. млн млн. миллион миллиона миллионов миллионах мільйон "
        "мільйона мільйонів milion "
        "miliony milionów millionen millón millones"
    ),
    1e9: (
        "billion billions bn млрд млрд. миллиард миллиарда миллиардов мільярд мільярда мільярдів mld mld. "
        "miliard miliardy miliardów milliarden mrd mrd. milliards"
    ),
}
# Signs that multiply in the scripts of East Asia; below 10^4 they add up inside one group, from there on they close it.
SIGNS: dict[str, int] = {
    "십": 10,
    "백": 100,
    "천": 1000,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "兆": 10**12,
}
HAN_DIGITS: dict[str, int] = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
KOREAN_COUNT: dict[str, int] = {
    "한": 1,
    "두": 2,
    "세": 3,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
}
# Whole words for small numbers, in the cases in which they count things.
WORDS: dict[float, str] = {
    1: "one один одного одна одну jeden jednego jedną",
    2: "two двумя двома dwoma два две двух двое двоих двоє дві двох dwa dwie dwóch dwoje zwei deux dos",
    3: "three тремя трьома trzema три трех трое троих троє трьох trzy trzech troje drei trois tres",
    4: "four четырьмя чотирма czterema четыре четырех четверо чотири чотирьох cztery czterech vier quatre cuatro",
    5: "five пятью п'ятьма пять пяти пятеро п'ять п'яти pięć pięciu fünf cinq cinco",
    6: "six шесть шести шестеро шість шести sześć sześciu sechs seis",
    7: "seven семь семи семеро сім семи siedem siedmiu sieben sept siete",
    8: "eight восемь восьми вісім osiem ośmiu acht huit ocho",
    9: "nine девять девяти дев'ять dziewięć dziewięciu neun neuf nueve",
    10: "ten десять десяти dziesięć dziesięciu zehn dix diez",
    11: "eleven одиннадцать одинадцять jedenaście jedenastu elf onze once",
    12: "twelve двенадцать двенадцати дванадцять dwanaście dwunastu zwölf douze doce dozen",
    13: "thirteen тринадцать тринадцять trzynaście",
    14: "fourteen четырнадцать чотирнадцять czternaście",
    15: "fifteen пятнадцать п'ятнадцять piętnaście fünfzehn quinze",
    16: "sixteen шестнадцать",
    17: "seventeen семнадцать",
    18: "eighteen восемнадцать",
    19: "nineteen девятнадцать",
    20: "twenty двадцать двадцяти dwadzieścia dwudziestu zwanzig vingt veinte",
    30: "thirty тридцать тридцять trzydzieści dreißig trente treinta",
    40: "forty сорок czterdzieści vierzig quarante",
    50: "fifty пятьдесят п'ятдесят pięćdziesiąt fünfzig cinquante",
    60: "sixty шестьдесят sześćdziesiąt sechzig",
    70: "seventy семьдесят siedemdziesiąt siebzig",
    80: "eighty восемьдесят osiemdziesiąt achtzig",
    90: "ninety девяносто dziewięćdziesiąt neunzig",
    100: "hundred сотни сотні сто sto hundert cent cien",
    200: "двести двісті dwieście",
    300: "триста trzysta",
    400: "четыреста czterysta",
    500: "пятьсот п'ятсот pięćset",
    600: "шестьсот шістсот sześćset",
    1000: "thousand тысяча тысячу тысяч тысячи тисяча тисячу тисячі tysiąc tysiąca tysiące tausend mille mil",
    1.5: "полтора полутора półtora",
    1500: "полторы",
    1e6: "million миллион milion мільйон",
}
# Words that are numbers in one language and something else in another ("once", Polish "ten").
ONLY_IN: dict[str, tuple[str, ...]] = {
    "ten": ("en", "und"),
    "once": ("es",),
    "sept": ("fr",),
    "cent": ("fr",),
    "elf": ("de",),
    "dos": ("es",),
    "mil": ("es", "pt"),
    "tres": ("es", "pt"),
    "six": ("en", "fr"),
    "jeden": ("pl",),
    "sto": ("ru", "pl"),
    "dix": ("fr",),
    "vier": ("de",),
}
# Amounts without a figure: (low, high) of what a careful reader would understand.
VAGUE: dict[tuple[float, float], str] = {
    (2, 9): "several|a few|a handful of|несколько|кілька|kilka|kilku|einige|plusieurs|varios",
    (
        20,
        99,
    ): (
        "dozens|scores|десятки|десятков|десятками|десятків|dziesiątki|dziesiątek|kilkadziesiąt|dutzende|"
        "dizaines|decenas|수십|数十|數十|几十"
    ),
    (24, 99): "several dozen|несколько десятков|кілька десятків",
    (200, 999): (
        "hundreds|several hundred|a few hundred|сотни|несколько сотен|кілька сотень|сотні|setki|kilkaset|"
        "kilkuset|hunderte|"
        "centaines|cientos|수백|数百|數百|几百|上百"
    ),
    (2000, 9999): (
        "thousands|several thousand|a few thousand|тысячи|несколько тысяч|кілька тисяч|тисячі|tysiące|kilka tysięcy|"
        "tausende|milliers|miles|수천|数千|數千|几千|上千"
    ),
    (
        20_000,
        99_999,
    ): "tens of thousands|десятки тысяч|десятки тисяч|dziesiątki tysięcy|zehntausende|수만|数万|數萬|几万|上万",
    (
        200_000,
        999_999,
    ): "hundreds of thousands|сотни тысяч|сотні тисяч|setki tysięcy|hunderttausende|수십만|数十万|几十万",
    (
        2_000_000,
        9_999_999,
    ): "millions|several million|миллионы|несколько миллионов|мільйони|miliony|millionen|수백만|数百万|几百万",
}
# Beside a figure: it is meant as about, at least or at most.
APPROXIMATE = (
    "about around some roughly approximately nearly almost over more at least up to as many than under "
    "fewer less close "
    "estimated only near ~ + > < ≈ около примерно почти более свыше до порядка не менее минимум близько майже понад "
    "щонайменше około ponad prawie blisko niemal do co najmniej etwa rund über mehr bis fast mindestens "
    "environ plus près "
    "jusqu'à unos más casi 약 최소 최대 무려 거의 大约 约 約 近 超过 超過 至少 最多 逾 およそ 少なくとも 最大"
)
