"""What is counted, who is meant, and what became of them: the words around a figure, in ten languages."""

from __future__ import annotations

from tumen.analysis.matching.lexicon import Lexicon


def _table(rows: str) -> dict[str, list[str]]:
    """Rows "kind: form, form" with continuation lines indented by one space."""
    pairs = (row.split(":", 1) for row in rows.strip().replace("\n ", " ").split("\n"))
    return {kind.strip(): [form.strip() for form in forms.split(",") if form.strip()] for kind, forms in pairs}


# Counted things; `apart` are words that only look like one. `person` and `troops` are read together with what became of
# them (FATES).
NOUNS = Lexicon(
    _table("""
troops: deployment of, batch of, wave of, reinforcement*, force, contingent, headcount, контингент*, kontyngent*,
 Kontingent,  troop*, soldier*, servicem*,
 military personnel, personnel, service members, combatants, fighters, special forces, forces, men, servicewomen,
 солдат*, военнослужащ*, военных, военные, военного, бойц*, боец, спецназ*, військов*, бійц*, боєць, żołnierz*,
 żołnierzy, wojskow*, Soldat*, Mann, Truppen, Kämpfer, soldats, militaires,
 soldados, efectivos, militares, tropas, 병력, 북한군, 군인, 병사, 장병, 특수부대, 특수작전부대, 군사, 병사들,
 추가 파병, 파병, 士兵, 军人, 軍人, 兵力, 部队,
 部隊, 派兵, 朝军, 特种兵, 官兵, 兵士, 兵員, 北朝鮮兵, 将兵, 特殊部隊, 朝鮮兵
person: Russians, россиян*, росіян*, Rosjan, 러시아인, 俄罗斯人, 俄罗斯公民, ロシア人, employee*, сотрудник*,
 співробітник*, people, persons, North Koreans, citizens of North Korea, nationals,
 человек, чел., людей, северокорейцев,
 граждан КНДР, північнокорейців, осіб, osób, osoby, Koreańczyków z Północy, Menschen, Nordkoreaner*, personnes,
 Nord-Coréens, personas, norcoreanos, norte-coreanos, 명, 名, 人, 북한인, 朝鲜人, 北朝鮮人, 人员
workers: worker*, laborer*, labourer*, workforce, builder*, construction worker*, military construction worker*,
 construction unit*, construction troop*, construction soldier*, military construction troop*,
 military builder*, военн* строител*, военн* рабоч*, військов* будівельник*, budowniczych wojskow*,
 Militärbauarbeiter*, Bauarbeiter*, Bausoldat*, 군사건설자, 군사 건설자, 군사건설, 군사 건설, 건설부대, 건설병,
 建筑工人, 建设工人, 建筑人员, 建设人员, 軍事建設, 建設要員, 建設労働者, 建設部隊,
 рабоч*, строител*, работник*, трудящ*, робітник*, працівник*, будівельник*, robotnik*, robotników, pracownik*,
 budowniczych,
 Arbeiter*, Arbeitskräfte, obrero*, trabajador*, ouvriers, travailleurs, operários, trabalhadores, 노동자, 로동자,
 근로자,
 인력, 건설 인력, 건설인력, 劳工, 工人, 劳动者, 労働者, 作業員
engineers: engineer*, sapper*, deminer*, mine clearer*, bomb disposal, demining specialist*,
 military engineer*, combat engineer*, сапер*, инженер*, інженер*, saper*,
 inżynier*, Pionier*,
 Minenräumer*, zapadores, sapeurs, démineurs, 공병, 지뢰 제거, 지뢰제거, 工兵, 排雷
shells: shell*, artillery round*, round*, munition*, ammunition, ammo, pieces of ammunition, снаряд*, боеприпас*,
 боєприпас*, pocisk*,
 amunicj*, Granat*, Artilleriegeschoss*, obus, proyectiles, projéteis, 포탄, 탄약, 발, 炮弹, 砲彈, 弹药, 砲弾, 弾薬
containers: container*, shipping container*, контейнер*, kontener*, conteneurs, contenedores, contêineres, 컨테이너,
 集装箱, 货柜, コンテナ
missiles: missile*, ballistic missile*, ракет*, rakiet*, pocisk* balistyczn*, Rakete*, misil*, mísseis, 미사일,
 탄도미사일,
 导弹, 導彈, ミサイル
artillery_pieces: howitzer*, self propelled gun*, self propelled howitzer*, self propelled artillery,
 artillery piece*, pieces of heavy artillery, pieces of artillery, heavy artillery, artillery system*,
 artillery gun*, rocket launcher*, multiple rocket launcher*, MLRS,
 Raketenwerfer*, long range artillery, long range gun*, launchers, guns,
 гаубиц*, самоход*, САУ, РСЗО, реактивн* систем*, орудий, орудия, установок, установки, пусков* установ*,
 артиллерийск* систем*,
 артсистем*, гармат*, самохідн*, РСЗВ, САУ, артилерійськ* систем*, haubic*,
 wyrzutni*, dział,
 Haubitzen, obusiers, obuses, 자주포, 방사포, 장사정포, 곡사포, 야포, 火炮, 榴弹炮, 自行火炮, 自走砲, 火箭炮,
 放射砲, 火砲, 榴弾砲
oil_barrels: barrel*, баррел*, барел*, барелів, barył*, Fass Öl, barils, barriles, barris, 배럴, 桶, バレル
tourists: tourist*, traveller*, traveler*, holidaymaker*, visitors, skiers, турист*, путешественник*, turyst*,
 Tourist*, touristes, turistas, 관광객, 여행객, 游客, 遊客, 観光客
students: 学员, cadet*, курсант*, student*, schoolchildren, pupils, children, студент*, школьник*, детей, учащ*,
 studentów, uczniów,
 Studenten, étudiants, estudiantes, 학생, 유학생, 어린이, 留学生, 学生, 子ども
flights: flights, direct flight*, рейс*, lotów, Flüge, vols, vuelos, 항공편, 직항편, 편의 항공기, 航班, 便
delegation: delegation of, delegation, делегац*, делегаці*, delegacj*, Delegation, délégation, delegación, 대표단,
 代表団,
 代表团, 代表團
crews: строительн* бригад*, строительн* отряд*, будівельн* бригад*, construction brigade*, brygad* budowlan*,
 건설여단, 建筑旅, 建設旅団
carriages: carriage*, 객차, 客车车厢
coffins: coffin*, casket*, grave, graves, tombstone*, portrait*, urns, body bags, гроб*, могил*, портрет*, труна,
 труни,
 трун, trumn*, trumien, groby, grobów, portret*, Särge*, Gräber*, Porträt*, cercueil*, ataúd*, 유해, 영정, 묘비,
 棺, 灵柩, 骨灰盒, 遗像, 遺影, 墓碑, 棺材
trains: trains, train services, railcars, rail cars, freight cars, wagons, поездов, поезда, вагон*, поїзд*, pociąg*,
 wagonów, Züge, trenes, 열차, 화차, 列车, 列車, 车皮
sorties: 往返, 寄港, 入港, 입항, заходов в порт, sortie*, voyages, trips, port calls, вылет*, лотів, рейдов, 출격,
 차례 운항, 架次
aid: tons of aid, tonnes of aid, humanitarian aid, tons of flour, tonnes of flour, tons of wheat, tonnes of wheat,
 tons of rice, tons of corn, tons of grain, tonnes of grain, tonnes of rice, tonnes of corn, тонн муки,
 тонн пшеницы, тонн зерна, тонн риса, тонн гуманитарн*, goats, тонн кукурузы, 밀가루, 식량 지원, 吨粮食, 吨面粉
heads: passenger*, пассажир*, pasażer*, пасажир*, Passagier*, 승객, 탑승객, 乗客, 乘客, generals, officers, генерал*,
 офицер*, офіцер*, generałów, oficerów, Offiziere, Generäle, oficiales, generales, 장교, 장성, 장군, 军官, 将军, 将领,
 将校, 将軍
other: photo*, фотограф*, zdjęć, Fotos, 사진, 照片, 写真, concert*, концерт*, koncert*, Konzert*, 공연, 公演, 演出,
 drone*, UAV*, unmanned aerial vehicle*,
 landing ship*, ships, vessels, cargo ship*, tankers, warships,
 brigade*, battalion*, hectare*, =га, =ha, mines, explosive devices, unexploded ordnance, settlements,
 villages, horses, aircraft, fighter jets, planes,
 tanks, vehicles, cars, trucks, lorries, air defence vehicle*, air defense vehicle*, animals, pigeons, documents,
 agreements, regions, беспилотник*, дронов, дрона, БПЛА, кораблей,
 кораблях, судов, судна, судах, танкер*, бригад*, батальон*, гектар*, мин, взрывоопасн* предмет*,
 автомобил*, машин, машины, грузовик*, бронемашин*, населенных пунктов, лошадей, самолет*, животн*, документ*,
 автомобілів, вантажівок, безпілотник*, суден, бригад, dronów, drony, statków, statki, okrętów, brygad*, hektar*,
 generałów, oficerów, Drohnen, Schiffe, Brigaden, Offiziere, Generäle, drones, buques, barcos, brigadas, oficiales,
 generales, 차량, 방공차량, 전차, 트럭, 드론, 무인기, 선박, 유조선, 상륙함, 함정, 여단, 대대, 헥타르, 폭발물, 지뢰,
 말,
 항공기, 동물, 마을,
 车辆, 辆汽车, 卡车, 無人機, 无人机, 船只, 船舶, 艘船, 登陆舰, 个旅, 公顷, 地雷, 爆炸物, 飞机, 动物, 無人機, 隻の船,
 隻,
 旅団, ヘクタール, 爆発物, 動物, 艘, 척
apart: air force, task force, police force, 毫米, 厘米, 밀리미터, ミリメートル, ミリ
duration: months, month, месяц*, місяц*, miesiąc*, miesięcy, Monate, 개월, 个月, か月, カ月
length: metre*, meter*, =m, =km, kilometre*, kilometer*, метр*, =м, =км, километр*, =метрів, metrów, Meter, mètres,
 metros, 미터, 킬로미터, 米, 公里, メートル, キロ
""")
)
# What became of the people counted. The wounded alone are their own kind: beside "4,700 killed or wounded" their figure
# would read as another count of the same losses.
FATES = Lexicon(
    _table("""
casualties: casualt*, losses, killed or wounded, killed or injured, killed and wounded, killed and injured,
 dead or wounded, dead and wounded, dead or injured, dead and injured, killed or missing,
 lost, losing, потери, потерь, потерял, потеряла, потеряли, убитыми и ранеными, погибли и ранены, погибших и раненых,
 убитых и раненых,
 погибли или ранены,
 втрати, втрат, втратила, втратили, загиблих і поранених, вбитих і поранених, straty, strat, ofiar,
 zabitych i rannych, zginęło lub zostało rannych, Verluste, verloren, verlor,
 tote und verletzte, getötet oder verwundet, tote oder verletzte, tot oder verwundet, pertes, bajas,
 mortos ou feridos, muertos o heridos, 사상자, 사상,
 인명피해, 인명 피해, 죽거나 다, 죽거나 부상, 숨지거나 다, 다치거나 숨, 다치거나 죽, 伤亡, 傷亡, 死傷
wounded: wounding, wounded, injured, hurt, wounds, ранен*, ранил*, поранен*, ranny*, rannych, ranionych, ranion*,
 verwundet*,
 Verwundete*, verletzt*, blessés, heridos, feridos, 부상, 다쳤, 다친, 受伤, 负伤, 負傷, 重伤
troops_killed: slain, помер*, умер*, скончал*, zmarł*, gestorben, ums leben, 死去, 牺牲, 殉職, 戦没, 순직, kill,
 kills, killing, killed, dead, died, dying, death toll, deaths, fatalities, fallen,
 perished,
 war dead,
 безповоротн*, безвозвратн*, lost their lives, nine lives, погиб*, убит*, убил*, смерт*, гибел*, загиб*, загинул*,
 вбит*, вбил*, zabit*, zabił*,
 zginęł*, zginął, poległ*, ofiar śmiertelnych, śmierć, śmierci, getötet*, tote, toten, gefallen*, starben, tués,
 morts, muertos, mortos, murieron,
 fallecidos, 사망, 전사, 숨졌, 숨진, 희생, 목숨, 죽음, 阵亡, 死亡, 身亡, 戦死, 犠牲, 死者
held: seized, detained, задержан*, zatrzyman*, 체포
prisoners: prisoner*, POW, POWs, captive*, captured, captivity, плену, плена, полоні, полону, niewoli,
 Gefangenschaft, taken prisoner, capture, capturing, пленн*, плен, пленил*,
 захватил*, захвачен*, полонен*, полон, захопил*, jeńc*, jeniec, schwyta*, pojmał*, do niewoli, Gefangen*,
 Kriegsgefangen*, prisonniers, capturés, prisioneros, capturados, capturó, 포로, 생포, 붙잡, 俘虏, 战俘, 戰俘,
 被俘, 俘获, 捕虜, 拘束
""")
)
# What runs between the two countries.
VEHICLES = Lexicon(
    _table("""
rail: train*, rail*, поезд*, железнодорож*, железн* дорог*, поїзд*, потяг*, pociąg*, kolej*, Zug, Züge, Bahn*, tren,
 trenes, 열차, 철도, 列车, 列車, 火车, 鉄道, 铁路
air: flight*, airline*, plane*, jet, рейс*, авиа*, самолет*, літак*, lotów, loty, samolot*, Flug*, Flüge, vols,
 vuelo*, 항공, 직항, 여객기, 항공편, 航班, 航空, 直行便, 飞机
sea: ferr*, суда, судов, кораб*, ship, ships, vessel*, паром*, судно, теплоход*, пором*, promem, Fähre*, 여객선,
 페리, 渡轮,
 フェリー,
 bus, buses, автобус*, autobus*, 버스
""")
)
# Whose they are, and what the sentence is about.
SIDES = Lexicon(
    _table("""
both: 북러, 러북, 조로, 조러, 북·러, 러·북, 俄朝, 朝俄, 露朝, ロ朝, Туманн*, Tumen*, 두만강
dprk: 平壤, 平壌, Wonsan, Rason, Rajin, Вонсан*, Раджин*, Расон*, 원산, 나진, 나선, 元山, 罗先, 羅先, 羅津, 罗津,
 North Korea*, =Kim!,
 =Kima!, =Kimem!, =Ким!, =Кима!, =Кимом!, Kim's, =DPRK, Pyongyang, Kim Jong Un, =NK, N Korea*,
 N. Korea*, NKorea*, N.K., North Korean*, КНДР, корейц*, корейців, корейск* военн*, корейск* бойц*, корейск* солдат*,
 Северн* Коре*, северокоре*, северо корейск*, Пхеньян*, Ким Чен Ын*,
 Північн* Коре*, північнокоре*, Пхеньян*, Кім Чен Ин*, Kore* Północn*, Kore* Płn, północnokoreań*, Pjongjang*,
 Phenian*, Kim Dzong Un*, Koreańczyk* z Północy,
 Nordkorea*, nordkorean*, Corée du Nord, nord coréen*, Corea del Norte, norcorean*, Coreia do Norte, norte corean*,
 북한, 북측, 평양, 김정은, 조선인민군, 北, 북은, 북이, 북에, 북으로, 북의, 북·, 북 주민, 朝鲜,
 朝鮮, 北朝鮮, 北韓, 金正恩, 朝方, 朝军
russia: Russia, Russia's, Moscow*, Kremlin*, Putin*, Kursk*, Vladivostok, Khabarovsk*, Хабаровск*, Sakhalin*,
 Сахалин*, 하바롭스크, 사할린, 哈巴罗夫斯克, ハバロフスク, Yelabuga, Tatarstan, Елабуг*, Татарстан*,
 Alabuga, Primor*, Khasan, Medvedev*,
 Медведев*, 메드베데프, 梅德韦杰夫, メドベージェフ, Shoigu*, Lavrov*,
 Лавров*, Шойгу, Песков*, Peskov*, Примор*, Хасан*, Росси*, Москв*,
 РФ, Кремл*, Путин*, Курск*, Владивосток*, Алабуг*, Росія, Росії, Росією, РФ, Путін*, Москв*, Кремл*, Курщин*,
 Rosj*, Moskw*, Kreml*, Putin*, Kursk*, Russland*, Moskau*, Russie, Koursk, Rusia, 러시아, 로씨야, 모스크바, 푸틴,
 쿠르스크, 꾸르스크,
 파병, 연해주, 블라디보스토크, 하산, 쇼이구, 라브로프, 绍伊古, 拉夫罗夫, ショイグ, ラブロフ, 海参崴,
 俄罗斯, 俄羅斯, 俄, 莫斯科, 普京, 库尔斯克, 庫爾斯克, ロシア, 露, モスクワ, プーチン, クルスク, Moscú, Rússia
russians: Russian*, российск*, русск*, російськ*, rosyjsk*, russisch*, russe*, rus*, 러시아군, 俄军, 俄軍,
 ロシア兵, ロシア軍
war: Ukraine*, Ukrainą, Kyiv, Kiev, Donetsk, Kharkiv, Украин*, Україн*, Киев*, Київ*, Ukrain*, 우크라이나, 乌克兰,
 烏克蘭,
 ウクライナ, Ucrania
strangers: Ukrainian*, Ukraine lost, Wagner*, Chinese, American*, South Korean troops, South Korean soldiers,
 South Korean workers, South Korean tourists,
 South Korean forces, South Korean citizens, US troops, U.S. troops, =US, =U.S.,
 British, Iranian*, Polish, Japanese, Belarusian*, Cuban*, convicts, civilians, Vietnamese, Soviet, NATO, украинск*,
 вагнер*, китайск*, американск*, южнокорейск*, иранск*, мирных, ВСУ, советск*, українськ*,
 китайськ*, американськ*, ЗСУ, ukraińsk*, chińsk*, amerykańsk*, Wagner*, ukrainisch*, ukrainien*, ucranian*,
 우크라이나군,
 한국군, 미군, 국군, 주한미군, 중국, 민간인, 미국인, 乌军, 烏軍, 美军, 韩军, 平民, 中国, ウクライナ兵, 民間人,
 米軍, 韓国軍, 韩国
test: launch*, fired, sea, East Sea, Sea of Japan, test fired, test fire*, into waters, fires, morz*, wystrzeli*,
 Японск* мор*, запустил*, запуск*, 동해, 시험발사, 발사, 日本海, 試射, 试射, 発射
border: demarcation line, =MDL, =DMZ, demilitarized zone, демаркационн*, 군사분계선, 비무장지대, 军事分界线,
 軍事境界線
supply: suppl*, deliver*, ship, shipped, shipping, provid*, поставля*, постав*, dostarcz*, zaopatr*, liefer*, 공급,
 지원, 供应, 供給
crime: hack*, crypto*, stolen, stole, steal*, heist, theft, bitcoin*, launder*, хакер*, крипт*, kryptow*, 해킹,
 가상자산,
 암호화폐, 탈취, 加密货币, 黑客, 暗号資産, ハッカー
strike: strike, struck, shelling, apartment*, residential, civilian*, Kyiv strike, attack on Kyiv, жилой, жилом,
 жилого, многоэтаж*, мирн* жител*, мирных, житлов*, цивільн*, cywil*, blok mieszkalny, Wohnhaus, zivilist*, 아파트,
 민간인, 住宅楼, 公寓, 平民, アパート, 住宅
bridge: bridge*, мост*, міст, моста, мосту, most, mostu, Brücke*, pont, puente, ponte, 다리, 교량, 도로교,
 자동차교, 대교, 大桥,
 公路桥, 桥, 橋
trade: trade, trade turnover, turnover, exports, imports, товарооборот*, торговл*, экспорт*, импорт*, товарообіг*,
 handlow*, obroty, handel, Handel*, commerce, comercio, comércio, 교역, 무역, 교역액, 수출, 수입, 贸易, 貿易, 出口,
 进口
help: aid, humanitarian, donat*, assistance, помощ*, гуманитарн*, допомог*, pomoc, Hilfe, 지원, 원조, 援助
""")
)
# The nouns, and the metrics, that count people.
PEOPLE = frozenset({"troops", "person", "workers", "engineers", "students"})
PEOPLE_METRICS = frozenset(
    {"troops_deployed", "troops_killed", "casualties", "wounded", "prisoners", "engineers", "workers"}
)
# What a claim is called where no metric of its own exists.
OTHERS = frozenset({"crews", "thing", "wounded", "delegation", "coffins", "length", "duration", "heads", "together"})
