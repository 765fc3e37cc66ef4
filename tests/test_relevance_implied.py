"""Relevance where Russia is not named: what soldiers of the north do in its war, and what they do at home."""

from __future__ import annotations

import pytest

from tests.support.documents import document

IN_THE_WAR = [
    "Hundreds of N. Korean soldiers wounded since New Year, agency in Seoul estimates",
    "Officials: 300 North Korean troops killed in first clash",
    "Two North Korean soldiers interrogated in a cell, video shows",
    "North Korean soldiers pulled from the front lines for rest",
    "DPRK troops are back in combat zones, allied officers say",
    "North Korea throws men into 'human wave' charges, diplomats say",
    "Paris: North Koreans used as cannon fodder",
    "Pyongyang has shipped off 1,500 more troops, Tokyo believes",
    "More North Korean soldiers on their way, lawmakers are told",
    "North Korean prisoners in Kyiv ask for books",
    "Lisbon condemns Pyongyang's direct support and its soldiers",
    "Тысяча северокорейских солдат убиты за месяц, сообщили в Вашингтоне",
    "Северокорейцев вернули на передовую после отдыха",
    "Северокорейских бойцов бросают в мясные штурмы",
    "Пхеньян дополнительно отправил две тысячи солдат",
    "Танкеры КНДР снова в порту Восточный",
    "Північнокорейських солдатів відвели з передової",
    "За тиждень убито сто північнокорейських військових",
    "Північнокорейців кинули у м'ясний штурм",
    "КНДР додатково направила півтори тисячі бійців",
    "북한군 300명 사망·2천명 부상 추정",
    '북한군 최전선서 철수…"재정비"',
    "북한 병사 심문 영상 공개",
    "북한, 병력 추가 파견 징후",
    "북한군 인해전술로 큰 피해",
    "朝军士兵死亡逾五百 官员披露",
    "北韓兵重返前線",
    "北韓士兵遭人海戰術送死",
    "朝鲜再派千名士兵",
    "北韓兵審訊影片曝光",
    "北朝鮮兵３００人死亡か　米政府分析",
    "北朝鮮兵、前線から撤退",
    "北朝鮮が千人規模の部隊を追加派遣",
    "北朝鮮兵、人海戦術で突撃",
    "Stu żołnierzy z Korei Północnej zginęło w tydzień",
    "Północnokoreańscy żołnierze wycofani z linii frontu",
    "Pjongjang wysłał kolejnych żołnierzy",
    "Hunderte nordkoreanische Soldaten verwundet oder tot",
    "Nordkoreanische Soldaten von der Front abgezogen",
    "Nordkorea schickt weitere Soldaten",
    "Nordkoreaner in Menschenwellen verheizt",
    "Des soldats nord-coréens tués par centaines",
    "Les soldats nord-coréens retirés de la ligne de front",
    "Pyongyang envoie des soldats supplémentaires",
    "Deux prisonniers nord-coréens filmés à Kiev",
    "Cientos de soldados norcoreanos muertos, según Washington",
    "Tropas norcoreanas vuelven a la primera línea",
    "Pionyang enviará más soldados",
    "UE: le 16e paquet de sanctions vise un ministre nord-coréen",
    "EU adopts its 15th sanctions package, lists North Korean officers",
    "Oil for shells: tankers exceed the UN cap",
    "Moscow thanks Kim with air-defence batteries, an adviser in Seoul says",
    "Officer from the DPRK buried; 40 North Korean soldiers killed in one strike",
]
AT_HOME = [
    "Three North Korean soldiers killed by a landmine near the DMZ",
    "North Korean soldiers wounded laying mines at the border",
    "North Korean soldier killed as typhoon buries barracks",
    "Remains of North Korean soldiers killed in 1950 are dug up",
    "N. Korean soldier injured while crossing the demarcation line",
    "North Korean troops march in parade, one faints dead tired",
    "North Korean soldier defects, wounded in the leg",
    "Thousand North Koreans killed by floods, charity says",
    "North Korea sends more troops to border with China",
    "North Korea sends more soldiers to flooded villages",
    "North Korean pilots killed in Vietnam War are honoured",
    "More troops needed on the peninsula, North Korea warns",
    "North Korea's army holds drill in the hills, two soldiers injured",
    "Fisheries official killed by North Korean troops: court rules again",
    "More North Koreans own a phone",
    "Prisoners in North Korea tell of camps",
    "South Korea's front-line troops watch the North",
    "На мине у границы погибли солдаты КНДР",
    "Северокорейские солдаты погибли при наводнении",
    "КНДР дополнительно направила войска на границу с Южной Кореей",
    "В КНДР найдены останки солдат, погибших в Корейской войне",
    "Північнокорейські солдати загинули на міні біля кордону",
    "КНДР провела парад, солдатів більше ніж торік",
    "북한군, 비무장지대 지뢰 폭발로 사망",
    "북한군 수해 복구 중 부상",
    "북한군 병사 군사분계선 넘어 귀순",
    "6·25 전사 북한군 유해 송환",
    "북한, 최전방에 병력 증강",
    "서해 공무원 피격…북한군에 사망",
    "朝军士兵在非军事区触雷死亡",
    "北韓兵越過軍事分界線受傷",
    "朝鲜增派士兵抗洪",
    "朝鲜战争中死亡的朝鲜士兵遗骸",
    "北朝鮮兵、非武装地帯で地雷により死亡",
    "北朝鮮、洪水の被災地に部隊を追加派遣",
    "北朝鮮兵、軍事境界線越え負傷",
    "Żołnierze z Korei Północnej zginęli na minie przy granicy",
    "Korea Północna: kolejne oddziały na defiladzie",
    "Nordkoreanische Soldaten bei Minenexplosion an der Grenze verletzt",
    "Nordkorea schickt weitere Soldaten in das Hochwassergebiet",
    "Nordkoreanischer Soldat an der Demarkationslinie verwundet",
    "Des soldats nord-coréens tués par une mine à la frontière",
    "Des soldats nord-coréens blessés lors des inondations",
    "Soldado norcoreano herido en la frontera al desertar",
    "Corea del Norte envía más soldados a la zona desmilitarizada",
    "Corea del Norte: desfile con más tropas",
    "Russian-born skater trains a pair from North Korea",
    "EU adopts its 15th sanctions package",
    "US sends more troops to Seoul as North Korea fires rockets",
    "Washington: additional troops for the peninsula after North Korean test",
    "Seoul court: soldier killed in the North Korean shelling of 2010",
    "South Korean soldier wounded by North Korean troops' gunfire at the fence",
    "South Korea shoots film about North Korean soldiers, one dead actor honoured",
    "북한군 사망 사고…훈련 중 폭발",
    "Novelist on the North Korean soldiers who died of hunger",
    "Nordkoreaner verhört: Grenzübertritt im Norden Chinas",
    "North Korea loses to Iran in the World Cup qualifier, two injured",
    "Направить дополнительные войска на полуостров США призвали после пуска ракет КНДР",
    "美国向韩国增派部队 应对朝鲜",
    "米軍、北朝鮮警戒で韓国に部隊増派",
    "UN cap on refugees lifted, soldiers help",
]


@pytest.mark.parametrize("title", IN_THE_WAR)
def test_what_happens_to_its_soldiers_in_the_war_is_about_the_subject(title):
    found = document(title)

    assert found.relevant, found.reasons


@pytest.mark.parametrize("title", AT_HOME)
def test_what_happens_to_soldiers_at_home_and_in_past_wars_is_not(title):
    found = document(title)

    assert not found.relevant, found.reasons


def test_a_text_that_takes_the_headline_home_makes_it_no_report_of_the_war():
    headline = "Two North Korean soldiers killed"

    assert document(headline).relevant
    assert not document(
        headline, "A mine went off near the demilitarized zone. The north has not said a word."
    ).relevant
