"""Relevance: a document is about the subject when both sides act in it."""

from __future__ import annotations

import pytest

from tests.support.documents import document
from tumen.model import ReasonCode, ReasonStep

ABOUT = [
    "Kim Jong Un receives Shoigu in Pyongyang",
    "Шойгу прибыл в Пхеньян с поручением Путина",
    "북러 정상회담, 내달 개최 가능성",
    "북러 조약 전문 공개",
    "Seoul says North sent 1,500 soldiers to Russia",
    "Rutte briefed on North Korean soldiers",
    "Ударом під Донецьком уражено шістьох офіцерів КНДР",
    "Зеленський: дві бригади з КНДР готують до боїв",
    "Студенты из Владивостока поедут в Университет имени Ким Ир Сена",
    "Studenci w obwodzie kurskim widzieli żołnierzy Kima",
    "Студенты ДВФУ начали семестр в Пхеньяне",
    "朝鲜外相崔善姬抵达莫斯科",
    "北朝鮮兵がロシア西部クルスク州に派遣",
    "Korea Północna wysłała do Rosji kolejnych saperów",
    "Nordkoreanische Soldaten kämpfen für Russland in Kursk",
    "Ukraine says debris of a KN-23 missile was found in Kharkiv",
    "Zelensky shows captured North Korean soldiers to reporters in Kyiv as Moscow stays silent",
]
# One side stands there by name; the other by what only it has, or in words that hide its name.
MEANT = [
    "Минтранс: паром в КНДР пойдёт раз в месяц",
    "ДВФУ набирает студентов из КНДР",
    "Аэрофлот опроверг слухи о рейсах в Пхеньян",
    "Путёвки в КНДР стоят от 80 тысяч рублей",
    "Строители из КНДР приедут в ДНР",
    "Rosneft crude seen at Nampo, North Korea",
    "Брянск: на складе нашли северокорейские снаряды",
    "У Торопці зберігали північнокорейські снаряди",
    "Зеленський: на фронт везуть три бригади з КНДР",
    "NATO chief briefed on North Korean soldiers",
    "북 파병 장병 가족 초청",
    "北朝鮮、派兵の勲章を授与",
    "북러 조약 4조 전문 공개",
    "국정원: 러시아에 공병 2천명 추가 도착",
    "Seoul says the North has sent 900 more sappers to Russia",
    "4 tys. żołnierzy Kima w obwodzie kurskim",
    "プーチン氏、金氏に親書",
    # Places, bodies and people that are only one side's.
    "Timber crews from the DPRK are back in Tomsk",
    "Швеи из Пхеньяна приедут в Кострому",
    "平壌の修理工がシベリアへ",
    "Krasnov inaugure une salle de lecture à Pyongyang",
    "Szef TASS w Pjongjangu: delegacja TASS podpisała umowę",
    "Гундяєв нагородив послів КНДР",
    "Lazarus moved stolen coins through Garantex",
    "만리경 2호에 러시아 부품",
    # Kim by surname, his army by possessive, an army by "Korean" where only one fights.
    "Kim and Belousov review an honour guard",
    "Kim sends flowers to the Russian president",
    "Кім і Шойгу обмінялися шаблями",
    "Les soldats de Kim creusent des tranchées à Koursk",
    "Kims Pioniere räumen Felder bei Kursk",
    "Корейские бойцы получили медали в Курске",
    # A side that the happening implies.
    "Lisbon asks the EU to name Kim's soldiers a party to the war",
    "Fronteinsatz: Pjöngjang zeigt einen Film",
    "MSMT counts 200 howitzers and missiles",
    "Pyongyang sends million rounds more",
    "Rajin: containers wait on pier two",
    "平壌の美術館に派兵の壁画",
    "Abkhazia opens a trade office in Pyongyang",
    "Kyiv severs ties with North Korea",
    "Armoured train waits at Khasan",
    "해방탑에 꽃바구니…평양 주민들 참가",
    # One character for each state.
    "ウラジオの工場で北労働者が増加",
    "俄工地招朝工",
    "정제유 北으로…보스토치니항 포착",
]
NOT_ABOUT = [
    "Минтранс: паром на Сахалин пойдёт раз в месяц",
    "국정원: 공병 2천명 규모 훈련 정황",
    "NATO chief briefed on Russian soldiers",
    "Seoul: the North Atlantic alliance and Russia",
    "В ДНР приедут строители из Ростова",
    "Russia and South Korea agree on fishing quotas",
    "North Korea fires a cruise missile into the Yellow Sea",
    "Seoul says North Atlantic allies and Russia hold talks",
    "현대차, 신형 전기차 공개",
    "한강 북러닝 크루 모집",
    "В Южной Корее открылась выставка российских художников",
    "Korea Południowa podpisała umowę z Rosją o połowach",
    "Kim są nowi doradcy Putina",
    "Kim jesteśmy? Rosjanie na emigracji",
    "Defence Minister Kim: Seoul will send Russia no parts",
    "Kim wins the tennis final, a Russian comes second",
    "Bank in Kaluga goes to Igor Kim, the Kremlin says",
    "Putin receives Andy Kim and other senators",
    "Кострома встречает гостей из Сеула",
    "Russia's northern fleet trains sappers",
    "Putin on horseback, Kim Basinger on screen",
    "Lazarus rises: a Moscow premiere",
    "東北製の機械をロシアへ輸出",
    "清朝工匠与俄商",
    "Armoured train of Russian sappers in Donbas",
]

# Headlines, with the beginning of a text where there is one, in which both sides are named.
IN_NAME_ONLY = [
    (
        "rivals in a list",
        "US warns of hackers from Russia, North Korea and Iran",
        "The agencies ask firms to update their software.",
    ),
    ("rivals in a list", "China, Russia and North Korea test new missiles in one week", ""),
    ("rivals in a list", "Senator: sanctions on Iran, Russia and North Korea must stay", ""),
    ("rivals in a list", "Dutch service counts Russia, China, Iran and North Korea among cyber threats", ""),
    ("rivals in a list", "Евросоюз продлил санкции против России, Белоруссии, Ирана и КНДР", ""),
    (
        "rivals in a list",
        "В докладе об угрозах названы Китай, Россия, Иран и Северная Корея",
        "Доклад занимает сорок страниц.",
    ),
    ("rivals in a list", '미 정보당국 "북중러 사이버 위협 커져"', ""),
    ("rivals in a list", "북·중·러·이란 해커 동향 보고서 공개", ""),
    ("rivals in a list", "美报告称中国、俄罗斯、伊朗和朝鲜构成网络威胁", ""),
    ("rivals in a list", "中国・ロシア・北朝鮮の核戦力に懸念、防衛白書", ""),
    ("rivals in a list", "Verfassungsschutz warnt vor Spionage durch Russland, China, Iran und Nordkorea", ""),
    ("rivals in a list", "Raport: Rosja, Chiny, Iran i Korea Północna stoją za cyberatakami", ""),
    ("rivals in a list", "Cyberattaques : la Chine, la Russie, l'Iran et la Corée du Nord pointés du doigt", ""),
    ("rivals in a list", "Corea del Norte, Rusia, Irán y Cuba, fuera de la cumbre de gobiernos abiertos", ""),
    ("rivals in a list", "Литва назвала загрозами росію, Білорусь, Китай та КНДР", ""),
    ("rivals in a list", "Nine powers spend more: Russia, China, France, Pakistan, Israel and North Korea", ""),
    ("stories in a row", "Morning briefing: Kremlin on grain; Pyongyang opens a pool; Oslo votes", ""),
    ("stories in a row", "早报：普京谈粮食；平壤办画展；北欧降温", ""),
    ("stories in a row", "Co wydarzyło się w nocy: Putin o zbożu, w Pjongjangu targi, w Oslo wybory", ""),
    (
        "stories in a row",
        "World in brief",
        "Putin speaks on grain. In Asia, Kim Jong Un opens a pool. Oslo votes on Sunday.",
    ),
    ("comparisons", "Georgia turning into North Korea of Europe, exile tells Moscow radio", ""),
    ("comparisons", "Rusia se parece cada vez más a Corea del Norte, dice un poeta", ""),
    ("comparisons", "「北朝鮮化」進むロシアの放送", ""),
    ("comparisons", "俄罗斯封网如同朝鲜", ""),
    ("comparisons", "評論家：俄國恐成第二個北韓", ""),
    ("comparisons", "Russia is turning into a closed country like North Korea, exiled economist says", ""),
    ("comparisons", "Internet shutdowns make Moscow feel like North Korea, residents complain", ""),
    ("comparisons", "North Korea jails film viewers; as in Russia, judges hardly ever acquit", ""),
    ("comparisons", "Russland schottet sein Netz ab wie Nordkorea", ""),
    ("comparisons", "Rosja odcina internet jak Korea Północna", ""),
    ("comparisons", "Депутат Госдумы: мы не хотим жить как в Северной Корее", ""),
    ("comparisons", "러시아, 북한처럼 인터넷 차단 나서나", ""),
    (
        "comparisons",
        "Putin and Pezeshkian sign pact",
        "Unlike the treaty with North Korea, it contains no clause on defence.",
    ),
    ("comparisons", "Россия и Иран подписали договор", "В отличие от договора с КНДР, он не обязывает помогать."),
    (
        "comparisons",
        "Rosja i Iran podpisały umowę",
        "W odróżnieniu od umowy z Koreą Północną nie ma w niej słowa o obronie.",
    ),
    (
        "comparisons",
        "Russland und Iran unterzeichnen Pakt",
        "Anders als der Vertrag mit Nordkorea enthält er keine Beistandsklausel.",
    ),
    (
        "comparisons",
        "La Russie et l'Iran signent un pacte",
        "Contrairement au traité avec la Corée du Nord, il n'oblige à rien.",
    ),
    ("comparisons", "러시아·이란 협정 서명", "북한과 달리 상호방위 조항은 없다."),
    ("names of languages", "Hotline for North Korean refugees opens with staff who speak Russian and English", ""),
    ("names of languages", "탈북민 상담 전화, 러시아어·중국어로도 제공", ""),
    ("names of languages", "В Сеуле издали словарь северокорейского диалекта с переводом на русский язык", ""),
    ("names of languages", "Museum on North Korean art offers guides in Russian and Korean", ""),
    ("names of languages", "Wystawa o Korei Północnej z opisami w języku rosyjskim", ""),
    ("the verb 나서다", "러시아 시장 공략에 나선 화장품 업체들", ""),
    ("the verb 나서다", "모스크바 거리로 나선 시민들", ""),
    ("the verb 나서다", "러시아 규탄에 앞장서 나선 유학생회", ""),
    ("datelines and outlets", "North Korea opens ski resort for the winter - The Moscow Times", ""),
    ("datelines and outlets", "Storm cuts power in Primorye | Pyongyang Times", ""),
    (
        "datelines and outlets",
        "Floods destroy 400 homes in North Korea",
        "MOSCOW, July 13 (TASS) - Heavy rain hit three provinces.",
    ),
    (
        "datelines and outlets",
        "Ким Чен Ын осмотрел новый завод",
        "МОСКВА, 3 сен - РИА Новости. Завод выпускает обувь, сообщает ЦТАК.",
    ),
    (
        "datelines and outlets",
        "북한, 새 병원 준공식 개최",
        "(모스크바=연합뉴스) 평양에 새 종합병원이 문을 열었다고 조선중앙통신이 전했다.",
    ),
]
ACTING = [
    ("lists", "Kim, Putin and Xi stand side by side at the Beijing parade", ""),
    ("lists", "Japan, the US and South Korea condemn arms trade between Russia and North Korea", ""),
    ("lists", "Washington, Seoul and Tokyo warn over North Korean troops in Russia", ""),
    ("lists", "Лидеры Китая, России и КНДР встретились в Пекине", ""),
    ("lists", "Iran sends drones to Russia, North Korea sends shells", ""),
    ("lists", "북중러 정상, 톈안먼 망루에 나란히", ""),
    ("lists", "EU sanctions firms in China, Iran and the Emirates for shipping North Korean shells to Russia", ""),
    ("lists", "Indie, Chiny i Korea Północna kupują rosyjską ropę; Pjongjang bierze z Rosji najwięcej", ""),
    ("lists", "Russia, China and North Korea to hold joint naval drill", ""),
    ("lists", "美日韩谴责朝鲜向俄罗斯提供炮弹", ""),
    ("lists", "Russia, Lavrov Says, North Korea's Friend", ""),
    ("stories in a row", "Morning briefing: Putin's shells from Pyongyang; Oslo votes; snow in Rome", ""),
    ("stories in a row", "Kremlin thanks Kim; more talks to come", ""),
    (
        "stories in a row",
        "Morning briefing: Kremlin on grain; Pyongyang opens a pool; Oslo votes",
        "The Kremlin thanked North Korea for a gift of apples. Oslo votes on Sunday.",
    ),
    ("comparisons", "卫星图像朝鲜船只抵俄罗斯", ""),
    ("comparisons", "В отличие от прошлого года, КНДР отправила в Россию детей", ""),
    ("comparisons", "Like last year, North Korean children travel to a camp in Russia", ""),
    ("comparisons", "Russia hails North Korea's soldiers as heroes like those of Stalingrad", ""),
    ("comparisons", "Как и в прошлом году, дети из КНДР отдохнут в России", ""),
    ("comparisons", "Nordkoreas Soldaten sterben wie die Fliegen für Russland, sagt Kiew", ""),
    ("comparisons", "북한 노동자들, 러시아에서 노예처럼 일해", ""),
    (
        "names of languages",
        "North Korea makes Russian a compulsory subject from the fourth grade",
        "Moscow will send teachers.",
    ),
    ("names of languages", "Российские преподаватели будут учить русскому языку студентов в Пхеньяне", ""),
    (
        "names of languages",
        "북한 병사들, 러시아어 못해 전선에서 혼란",
        "우크라이나 쿠르스크 전선의 러시아군과 말이 통하지 않는다.",
    ),
    ("names of languages", "朝鲜学校增设俄语课 俄罗斯派教师赴平壤", ""),
    ("the place 나선", "러시아 대표단, 나선 경제특구 방문", ""),
    ("the place 나선", "북한 나선시에 러시아 관광객 도착", ""),
    ("the place 나선", "나선항 통해 러시아로 컨테이너 운송", ""),
    ("short names", "N.Korean, Russian ministers sign rail deal", ""),
    ("short names", "N.Korea says its envoy left for Moscow", ""),
    ("short names", "S.Korea sees signs of N.Korean troops leaving for Russia", ""),
    ("short names", "N.K. leader sends message to Putin", ""),
    ("datelines and outlets", "Lavrov lands in Wonsan - The Moscow Times", ""),
    (
        "datelines and outlets",
        "Builders from the North seen at Khasan - Daily NK",
        "North Korean workers were seen on the Russian side.",
    ),
    (
        "datelines and outlets",
        "Floods in North Korea: Russia sends flour",
        "PYONGYANG, July 13 (TASS) - The first wagons have arrived.",
    ),
    (
        "datelines and outlets",
        "Ким Чен Ын принял министра культуры РФ",
        "ПХЕНЬЯН, 3 сен - РИА Новости. Встреча прошла во дворце.",
    ),
    ("datelines and outlets", "김정은, 러시아 국방장관 접견", "(모스크바=연합뉴스) 회담은 평양에서 열렸다."),
    (
        "datelines and outlets",
        "Putin empfängt Nordkoreas Außenministerin",
        "MOSKAU (dpa) - Das Treffen fand im Kreml statt.",
    ),
    (
        "datelines and outlets",
        "Poutine remercie Pyongyang pour ses soldats",
        "MOSCOU (AFP) - Le président russe a écrit à Kim Jong Un.",
    ),
    ("datelines and outlets", "Sikorski: Korea Północna wysłała Rosji miliony pocisków", ""),
    ("datelines and outlets", "Зеленський: росія отримала від КНДР нові гармати", ""),
    ("datelines and outlets", "ロシア外相、北朝鮮・元山に到着", ""),
]


@pytest.mark.parametrize("title", ABOUT)
def test_a_report_on_both_sides_is_about_the_subject(title):
    found = document(title)

    assert found.relevant, found.reasons


@pytest.mark.parametrize("title", MEANT)
def test_a_side_may_be_named_by_what_is_only_its_own(title):
    found = document(title)

    assert found.relevant, found.reasons


@pytest.mark.parametrize("title", NOT_ABOUT)
def test_a_report_on_one_side_or_on_look_alikes_is_not(title):
    found = document(title)

    assert not found.relevant
    assert found.reasons


@pytest.mark.parametrize(("kind", "title", "text"), IN_NAME_ONLY)
def test_a_side_that_only_gives_its_name_makes_no_report_about_the_subject(kind, title, text):
    found = document(title, text)

    assert not found.relevant, (kind, found.reasons)


@pytest.mark.parametrize(("kind", "title", "text"), ACTING)
def test_the_same_words_make_a_report_where_both_sides_act(kind, title, text):
    found = document(title, text)

    assert found.relevant, (kind, found.reasons)


def test_a_list_does_not_run_from_the_headline_into_the_text():
    found = document("North Korea feasts with guests from China and Russia", "Pyongyang holds a parade tonight.")

    assert found.relevant


def test_two_stories_on_one_page_are_kept_as_background():
    filler = "The weather in the mountains stays mild and the harvest is expected early this year. " * 14

    found = document(
        "Bulletin of the day", f"North Korea holds a parade in its capital. {filler}Russia lowers its key rate."
    )

    assert not found.relevant
    assert found.relevance > 0
    assert found.reasons[0].code == "apart"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Ударом під Донецьком уражено шістьох громадян КНДР",
            "Київ. 4 жовтня. Про удар повідомило агентство. Усі шестеро – офіцери.",
        ),
        (
            "Студенты из Владивостока готовятся к поездке",
            "ВЛАДИВОСТОК, 16 июля. /ТАСС/. Десять студентов едут в сентябре. Они будут учиться в Пхеньяне.",
        ),
    ],
)
def test_a_dateline_is_no_sentence_and_the_headline_helps_to_say_what_is_meant(title, text):
    assert document(title, text).reasons[0].code == "title_and_lead"


def test_a_list_of_countries_is_no_report_about_two_of_them():
    text = "The envoy named China, Russia, Iran and North Korea as the countries his office watches."

    found = document("Envoy takes office", text)

    assert not found.relevant
    assert found.reasons[0].code == "list_of_countries"


def test_mojibake_is_never_evidence():
    found = document("Ð¨Ð¾Ð¹Ð³Ñƒ Ð¿Ñ€Ð¸Ð±Ñ‹Ð» Ð² ÐŸÑ…ÐµÐ½ÑŒÑÐ½")

    assert not found.relevant
    assert found.reasons[0].code == "mojibake"


def test_every_document_has_a_reason():
    assert all(document(title).reasons for title in (*ABOUT, *NOT_ABOUT, "", "x"))


@pytest.mark.parametrize(
    ("round_up", "report", "lead"),
    [
        (
            "This week in shipping: a strike in Rotterdam",
            "Ships and crews",
            "Russian tankers wait off Malta. Elsewhere, a North Korean crew was rescued.",
        ),
        (
            "Najważniejsze wydarzenia dnia: strajk w porcie",
            "Statki i załogi",
            "Rosyjskie tankowce czekają u brzegów Malty. Uratowano załogę z Korei Północnej.",
        ),
        ("[오늘의 뉴스] 항만 파업", "선박과 선원", "러시아 유조선이 대기 중이다. 북한 선원이 구조됐다."),
    ],
)
def test_two_items_of_a_short_round_up_are_two_stories(round_up, report, lead):
    assert not document(round_up, lead).relevant
    assert document(report, lead).relevant


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Russia rejects missile claim as council debates Ukraine", "Moscow's envoy said no North Korean missile had been used."),
        ("Посольство РФ в Токио назвало новые санкции недружественным шагом", "Связи Москвы и Пхеньяна не направлены против Японии."),
        ("МИД РФ осудил заявление Киева", "Сотрудничество с КНДР законно, сказано в нём."),
        ("Moskau weist Vorwurf aus Washington zurück", "Die Zusammenarbeit mit Nordkorea sei legal, hieß es."),
    ],
)  # fmt: skip
def test_what_a_side_rejects_is_no_other_story_than_its_answer(headline, lead):
    code = next(reason.code for reason in document(headline, lead).reasons if reason.step is ReasonStep.RELEVANCE)

    assert code is not ReasonCode.THIRD_PARTY


def test_what_a_third_party_does_with_one_side_stays_another_story():
    code = document("Putin receives the president of Vietnam", "A week earlier he was in North Korea.").reasons[0].code

    assert code is ReasonCode.THIRD_PARTY


@pytest.mark.parametrize(
    "headline",
    [
        "Kim Jong Un leaves Pyongyang en route to Russia, South Korean official says",
        "Kim Jong Un on way to Russia, Seoul says",
    ],
)
def test_a_third_party_that_only_says_so_has_no_story_of_its_own(headline):
    assert document(headline, "A train left on Monday.").reasons[0].code is not ReasonCode.THIRD_PARTY
