"""The names of those who can stand behind a report, in ten languages; read by `parties`."""

from __future__ import annotations

# id | label | kind | forms, divided by commas. A stem ends in *, =X counts only in these letters.
# A spokesperson is a form of the body spoken for, so that "Kirby" and "the White House" are one origin.
NAMED = """
nis | NIS (South Korea) | official | National Intelligence Service, =NIS, South Korea* spy agency,
 South Korean spy agency,
 Seoul* spy agency, South Korean intelligence*, South Korea* intelligence*, Seoul* intelligence*, Cho Tae Yong,
 국가정보원, 국정원, 조태용, 한국 정보당국, 한국 정보 당국, Национальн* служб* разведки, =НСР, =НРС,
 южнокорейск* разведк*, разведк* Южной Кореи,
 разведк* Сеула, південнокорейськ* розвідк*, розвідк* Південної Кореї, południowokoreański* wywiad*,
 wywiad* Korei Południowej, wywiad* Korei Płd, wywiad* w Seulu,
 国家情报院, 國家情報院, 国家情報院, 国情院, südkoreanisch* Geheimdienst*, Geheimdienst Südkoreas,
 renseignement* sud-coréen*,
 inteligencia surcoreana, Servicio Nacional de Inteligencia
rok-jcs | JCS (South Korea) | official | Joint Chiefs of Staff in Seoul, South Korea* Joint Chiefs,
 South Korean Joint Chiefs, =JCS,
 South Korea* military, South Korean military, Seoul* military, 합동참모본부, 합참, =ОКНШ,
 Объединенн* комитет* начальников штабов,
 韩国联合参谋本部, 韩联参, 韓国軍, 韩国军方, 合同参謀本部, południowokoreańska armia, południowokoreańskie wojsko
rok-mnd | Defence Ministry (South Korea) | official | South Korea* Defen* Intelligence Agency, Seoul* defen* agency,
 South Korea* defen* minist*, South Korean defen* minist*,
 Seoul* defen* minist*,
 Shin Won Sik, министр* обороны Южной Кореи, министр* обороны РК, министерств* обороны Южной Кореи, 국방정보본부,
 국방부, 韩国国防部, 韓国国防省, 韓国の国防省, Defense Intelligence Agency of Seoul, Минобороны Южной Кореи,
 Минобороны РК
rok-unification | Unification Ministry (South Korea) | official | Unification Ministry, Ministry of Unification,
 Unification Minister,
 통일부, Министерств* объединения, 统一部, 統一省, 統一部
rok-mofa | Foreign Ministry (South Korea) | official | South Korea* foreign minist*, South Korean foreign minist*,
 Seoul* foreign minist*,
 Cho Tae Yul, Park Jin, 외교부, МИД Южной Кореи, МИД РК, 韩国外交部
rok-president | Presidential Office (South Korea) | official | South Korea* president*, South Korean president*,
 Yoon Suk Yeol, Lee Jae Myung,
 대통령실, 윤석열, 이재명, Юн Сок Ель, Юн Сок Ёль, 尹锡悦, 尹錫悦, 李在明
rok-lawmakers | South Korean lawmakers | relay | South Korean lawmaker*, South Korean MP*, Lee Seong Kweun,
 Park Sun Won, Yu Yong Weon,
 Yoo Sang Bum, 이성권, 박선원, 유용원, 정보위원회, 정보위, 국회 정보위
rok | South Korea | state | South Korea, Seoul, 한국 정부, 우리 정부, 정부 당국, 韩方, 한국 측, 韓国側, 韩国,
 韓国政府, Сеул,
 Южная Корея, Korea Południowa,
 Korei Południowej, Korea Płd, Korei Płd, Seul, Südkorea,
 Corea del Sur, Сеула, Séoul, 서울, Південна Корея
white-house | White House (US) | official | White House, John Kirby, Kirby, Jake Sullivan,
 National Security Council, Karine Jean Pierre, Joe Biden, Biden,
 Donald Trump, Trump, Белый дом, Белого дома, Белом доме, Кирби, Салливан, Білий дім, Білого дому, Кірбі, Салліван,
 Biały Dom, Białego Domu,
 Johna Kirby*, Weißes Haus, Weiße Haus, Weißen Haus, Maison Blanche, Casa Blanca, 백악관, 커비, 설리번, 바이든,
 트럼프, 白宫, 白宮,
 柯比, 沙利文, ホワイトハウス, カービー
pentagon | Pentagon (US) | official | Pentagon, Pentagonu, Pentagonie, Пентагон*, US Department of Defense,
 U.S. Department of Defense, Lloyd Austin, Austin, Pat Ryder, Ryder, Sabrina Singh, Singh, Pete Hegseth,
 US defen* secretary, Остин, Райдер, Сингх, 펜타곤, 미 국방부, 미국 국방부, 오스틴, 라이더, 五角大楼, 美国国防部,
 国防総省, 米国防総省
us-state | State Department (US) | official | State Department, Department of State, Antony Blinken, Blinken,
 Matthew Miller, Vedant Patel, Marco Rubio,
 Tammy Bruce, Госдеп*, Блинкен, Держдеп*, Блінкен, Departament Stanu, 국무부, 블링컨, 밀러, 파텔, 루비오,
 美国国务院, 国务院发言人, 布林肯,
 国務省, 米国務省, ブリンケン
us-treasury | Treasury (US) | official | US Treasury, U.S. Treasury, Treasury Department, =OFAC, Минфин США,
 Минфина США, 미 재무부, 미국 재무부, 美国财政部, 財務省外国資産管理局
us-justice | Justice Department (US) | official | US Justice Department, Justice Department, =DoJ, =FBI, 미 법무부
us-intelligence | US intelligence | official | US intelligence*, U.S. intelligence*, American intelligence*, =CIA,
 Defense Intelligence Agency, =DIA, =ODNI,
 американск* разведк*, разведк* США, американськ* розвідк*, 미 정보당국, 미국 정보당국, 美国情报*, 米情報機関,
 amerykański* wywiad*,
 wywiad* USA
us-officials | US officials | group | US official*, U.S. official*, American official*, Western and US officials,
 американск* чиновник*, официальн* лиц* США,
 представител* США, американськ* посадов*, 미국 당국자*, 미 당국자, 미 관리, 미국 관리, 美国官员, 米政府高官,
 米当局者, amerykańscy urzędnicy,
 amerykański urzędnik, US-Beamte
us | United States | state | United States, =US, =U.S., Washington, =USA, США, Вашингтон, 미국, 미 정부, 美国, 米国,
 Waszyngton, Stany Zjednoczone, Estados Unidos, EE.UU., États-Unis
kremlin | Kremlin (Russia) | official | Kremlin, Dmitry Peskov, Peskov, Vladimir Putin, Putin, Yuri Ushakov,
 Ushakov, Кремл*, Песков*, Путин, Ушаков, Кремль, Путін, Пєсков,
 Kreml*, Pieskow, Putina, 크렘린궁, 크렘린, 페스코프, 푸틴, 우샤코프, 克里姆林宫, 克宫, 佩斯科夫, 普京, 乌沙科夫,
 クレムリン, ペスコフ, プーチン, ロシア大統領府
ru-mfa | Foreign Ministry (Russia) | official | Russia* foreign minist*, Russian foreign minist*, Sergei Lavrov,
 Sergey Lavrov, Lavrov, Maria Zakharova, Zakharova, Andrei Rudenko, Rudenko,
 МИД России, МИД РФ, МИД, МИДа, Лавров, Захаров*, Руденко, МЗС РФ, Лавров*, Ławrow, Zacharowa, 러시아 외무부,
 라브로프, 자하로바,
 루덴코, 俄外交部, 俄罗斯外交部, 拉夫罗夫, 扎哈罗娃, ロシア外務省, ラブロフ, ザハロワ
ru-mod | Defence Ministry (Russia) | official | Russia* defen* minist*, Russian defen* minist*, Andrei Belousov,
 Belousov, Минобороны РФ, Минобороны России, Минобороны, Белоусов,
 러시아 국방부, 벨로우소프, 俄国防部, 俄罗斯国防部, 别洛乌索夫, ロシア国防省, ベロウソフ
ru-general-staff | General Staff (Russia) | official | Valery Gerasimov, Gerasimov, Герасимов, Герасимова, 게라시모프,
 格拉西莫夫, ゲラシモフ
ru-security-council | Sergei Shoigu (Security Council, Russia) | official | Russia* Security Council,
 Russian Security Council, Secretary of Russia* Security Council, Shoigu, Schoigu, Sergei Shoigu,
 Sergey Shoigu, Сергей Шойгу, Сергій Шойгу, секретар* Радбез*, секретар* Совбез*, секретар* Совета безопасности РФ,
 Радбез*, Совбез*, Совет* безопасности РФ, Sekretarz Rady Bezpieczeństwa Rosji, Siergiej Szojgu, Sergej Schoigu,
 세르게이 쇼이구, 러시아 국가안보회의 서기, 러 안보서기, 安全会议秘书, 俄联邦安全会议, 安全保障会議書記, Совбез РФ,
 Шойгу, Szojgu, Shoigú, 쇼이구, 绍伊古, ショイグ
ru-government | Government (Russia) | official | Mishustin, Мишустин, 미슈스틴, 米舒斯京, ミシュスチン,
 Alexander Kozlov, Kozlov,
 Козлов, 코즐로프, 科兹洛夫, コズロフ, Минприроды, Минтранс*, Минкультуры РФ, Минкультуры России, Минвостокразвити*,
 Минэкономразвит*,
 Минсельхоз*,
 министерств* транспорта, Russia* transport minist*, Russia* natural resources minist*, Russia* culture minist*,
 러시아 교통부, 러 교통부, 러시아 천연자원부, 러 천연자원부, 천연자원환경부, 러시아 문화부, 俄罗斯交通部, 俄交通部,
 俄自然资源部, 俄罗斯自然资源部, ロシア運輸省, ロシア天然資源省, Russian transport ministry, Минсельхоз,
 Минэкономразвития
ru-duma | State Duma (Russia) | official | State Duma, Volodin, Госдум*, Володин, 볼로딘, Medvedev, Медведев
ru-railways | Russian Railways | official | Russian Railways, Koleje Rosyjskie, Kolei Rosyjskich,
 Russische* Eisenbahn*, 俄罗斯铁路公司, 俄铁, Російськ* залізниц*,
 Российск* железн* дорог*, =RZD, РЖД, 러시아철도공사, 러시아 철도공사, ロシア鉄道
primorye | Primorye government (Russia) | official | Primorye, Primorsky, Kozhemyako, Кожемяко,
 правительств* Приморья, 코제먀코, 연해주 정부, 연해주
kursk-governor | Governor of Kursk (Russia) | official | Khinshtein, Хинштейн, 힌시테인, Kursk governor,
 クルスク州知事,
 губернатор Курской области
ru-embassy | Russian embassy in Pyongyang | official | Matsegora, Мацегора, 마체고라, 马采戈拉, マツェゴラ,
 Russian embassy,
 посольств* России, Russian ambassador, посол РФ, посол России
fsb | FSB (Russia) | official | =FSB, ФСБ
russia | Russia | state | Moscow, Russia, Москва, Россия, 모스크바, 러시아 측, 러시아, 俄方, 俄罗斯, ロシア,
 Moskwa, Rosja, Moskau,
 Moscou, Moscú
kcna | KCNA (North Korea) | official | =KCNA, Korean Central News Agency, North Korea* state media,
 North Korean state media, Pyongyang* state media, North Korea* state TV, North Korean state TV,
 North Korea* state television, North Korean state television, Pyongyang* state TV, Korean Central TV,
 северокорейск* телевидени*, Центральн* телевидени* Кореи, ЦТК, 朝鲜中央电视台, 朝鮮中央テレビ, 北朝鮮国営テレビ,
 północnokoreańsk* telewizj*, nordkoreanisch* Staatsmedien, nordkoreanisch* Staatsfernsehen,
 media państwowe Korei Północnej,
 state news agency KCNA, North Korea* official news agency, Rodong Sinmun, ЦТАК,
 Центральн* телеграфн* агентств* Кореи, Нодон синмун, 조선중앙통신, 노동신문, 로동신문, 중앙통신,
 朝中社, 朝鲜中央通讯社, 朝鲜中央通信, 劳动新闻, 朝鮮中央通信, 労働新聞, północnokoreańsk* media państwow*,
 północnokoreańsk* agencj* KCNA,
 państwowa agencja KCNA, північнокорейськ* державн* ЗМІ,
 Korean Central Television, 조선중앙TV
dprk-mfa | Foreign Ministry (North Korea) | official | North Korea* foreign minist*, North Korean foreign minist*,
 Choe Son Hui, Choi Son Hui, Choe Sun Hui, МИД КНДР, Цой Сон Хи, 북한 외무성, 외무성, 최선희, 朝鲜外务省, 崔善姬,
 崔善姫, 北朝鮮外務省
kim-yo-jong | Kim Yo Jong | official | Kim Yo Jong, Ким Е Чжон, Ким Ё Чжон, 김여정, 金与正
kim-jong-un | Kim Jong Un | official | Kim Jong Un, =Kim!, Ким Чен Ын*, Кім Чен Ин*, Kim Dzong Un*, 김정은, 金正恩
dprk | North Korea | state | North Korea, Pyongyang, =DPRK, Пхеньян, КНДР, Північна Корея, Пхеньян*, 평양, 북한,
 朝鲜, 平壤,
 北朝鮮, Korea Północna, Pjongjang, Phenian, Nordkorea, Corée du Nord, Corea del Norte
hur | HUR (Ukraine) | official | =HUR, =GUR, Ukrain* military intelligence, Ukrain* defen* intelligence,
 Ukrainian intelligence*, Ukraine* intelligence*, Kyrylo Budanov, Budanov, Skibitskyi, Skibitsky, Andriy Yusov,
 Yusov, Andriy Cherniak,
 Defence Intelligence of Ukraine, Main Directorate of Intelligence, Main Intelligence Directorate, =ГУР,
 Главн* управлени* разведки, Буданов*, Скибицк*, Юсов, Черняк, украинск* разведк*, разведк* Украины,
 Головн* управління розвідки, Скібіцьк*, українськ* розвідк*,
 воєнн* розвідк*, 우크라이나 국방부 정보총국, 우크라이나 군 정보총국, 국방정보국, 정보총국, 우크라이나 정보당국,
 부다노프, 스키비츠키, スキビツキー, 斯基比茨基, 乌克兰情报*, 乌克兰国防部情报总局, 情报总局,
 布达诺夫, ウクライナ国防省情報総局, 情報総局, ブダノフ, ukraiński* wywiad*, Kyryło Budanow*, Budanow*,
 wywiad* Ukrainy,
 ukrainisch* Militärgeheimdienst*, Militärgeheimdienst
ua-president | President (Ukraine) | official | Ukraine* president*, Ukrainian president*,
 Zelensky*, Zelenskiy*, Zelenskyy*, Зеленск*, Зеленськ*, Zełenski*,
 Selenskyj*, Zelenski*, 젤렌스키, 泽连斯基, ゼレンスキー, Yermak, Podolyak, Ермак, Єрмак
ua-general-staff | General Staff (Ukraine) | official | General Staff, Syrskyi, Syrsky, Генштаб, Генеральн* штаб*,
 Сырск*, Сирськ*, 총참모부, 시르스키
sbu | SBU (Ukraine) | official | =SBU, =СБУ, Security Service of Ukraine, Служб* безопасности Украины,
 Служб* безпеки, 우크라이나 보안국, ウクライナ保安局, 乌克兰安全局
ua-sof | Special Operations Forces (Ukraine) | official | Special Operations Forces, =SSO, ССО, Kindratenko,
 Сил* спец*операц*, 특수작전군
ua-cdp | Centre for Countering Disinformation (Ukraine) | official | Kovalenko, Коваленко,
 Center for Countering Disinformation, Centre for Countering Disinformation, 코발렌코
ua-mod | Defence Ministry (Ukraine) | official | Umerov, Умеров, 우메로프, Ukrain* defen* minist*, 우크라이나 국방부
ua-mfa | Foreign Ministry (Ukraine) | official | Sybiha, Сибига, Сибіга, Kuleba, Кулеба, Ukrain* foreign minist*,
 시비하, 우크라이나 외무부
ua-officials | Ukrainian officials | group | Ukrainian official*, Ukrainian authorit*, 우크라이나 당국자,
 우크라이나 당국,
 українськ* посадов*, украинск* чиновник*, украинск* власт*, 乌克兰官员, 乌官员, ウクライナ当局, ukraińsk* urzędnic*,
 ukraińsk* władz*
ukraine | Ukraine | state | Kyiv, Kiev, Ukrainian military, Ukraine, Киев,
 Київ, 우크라이나군, 우크라이나 측, 우크라이나, 乌克兰, 乌方, України, ウクライナ軍,
 ウクライナ, Kijów, Ukraina, Kijow
uk-mod | Defence Intelligence (UK) | official | Britain* defen* minist*, Britain* Ministry of Defence,
 British defen* minist*,
 British intelligence*, UK intelligence*,
 British defen* intelligence, UK defen* intelligence, UK defen* minist*, British defen* minist*,
 UK Ministry of Defence, British Ministry of Defence, британск* разведк*, британськ* розвідк*, 영국 국방정보국,
 영국 국방부,
 英国国防部, 英国防省, brytyjski* wywiad*, brytyjsk* ministerstw* obrony, britisch* Verteidigungsministerium*,
 britisch* Militärgeheimdienst*,
 британськ* міноборони, Минобороны Великобритании, британск* минобороны, 英国防部, 영 국방부, 英 국방정보국,
 영국 정보당국, British military intelligence
japan | Government (Japan) | official | Japan* government, Japanese government, Japan* defen* minist*,
 Japan* foreign minist*, Tokyo, 일본 정부, 일본 방위성, 日本政府, 防衛省, 外務省
china-mfa | Foreign Ministry (China) | official | China* foreign minist*, Chinese foreign minist*, Beijing,
 МИД Китая, МИД КНР, 중국 외교부, 中国外交部, 外交部发言人
un | United Nations | official | United Nations, UN Secretary General, Guterres, =UN, ООН, Гутерриш, 유엔 사무총장,
 联合国秘书长, 国連
panel-of-experts | UN Panel of Experts | official | Panel of Experts, UN expert panel, UN expert*,
 UN sanctions monitor*, эксперт* ООН, групп* экспертов, 전문가패널, 专家小组, 専門家パネル
msmt | MSMT | official | =MSMT, Multilateral Sanctions Monitoring Team, sanctions monitoring team,
 моніторингов* груп*, мониторингов* групп*, групп* 11 стран, груп* 11 країн,
 sanctions monitoring group, sanctions monitor*, Многосторонн* групп* по мониторингу,
 다국적제재모니터링팀, 다국적 제재 모니터링팀, 다국적제재감시팀, 다국적 제재 감시팀, Wielostronn* Zesp* Monitor*,
 Багатосторонн* груп* з моніторинг*,
 多国制裁監視チーム, 多边制裁监测小组
nato | NATO | official | =NATO, Rutte, Stoltenberg, НАТО, Рютте, Столтенберг, 나토, 뤼터, 北约, ルッテ, Stoltenberga
eu | EU | official | European Union, =EU, Borrell, Kallas, ЕС, Евросоюз*, 유럽연합, 欧盟
west-officials | Western officials | group | Western official*, western intelligence*, Western source*,
 западн* чиновник*, западн* разведк*, західн* посадов*, 서방 당국자, 서방 정보당국, 西方官员, zachodni urzędnicy,
 zachodni* wywiad*
ua-dsns | State Emergency Service (Ukraine) | official | ДСНС, ГСЧС, State Emergency Service
osc | Open Source Centre | study | Open Source Centre, Open Source Center, 오픈소스센터, 오픈소스 센터
38north | 38 North | study | 38 North, 38노스, 38 노스
csis | CSIS | study | =CSIS, Beyond Parallel
rusi | RUSI | study | =RUSI, Royal United Services Institute
isw | ISW | study | =ISW, Institute for the Study of War, 전쟁연구소, Институт изучения войны, Інститут вивчення війни
kida | KIDA | study | =KIDA, Korea Institute for Defense Analyses, 한국국방연구원
satellite-images | satellite images | evidence | satellite image*, satellite photo*, satellite imagery,
 intelligence images, спутников* снимк*, снимк* со спутника, супутников* знімк*, 위성사진, 위성 사진, 위성영상,
 卫星图*, 衛星画像,
 zdjęcia satelitarne, Satellitenbilder
shipping-data | shipping data | evidence | shipping data, customs data, flight data, vessel tracking data
yonhap | Yonhap | media | Yonhap, Ренхап, Рёнхап, Енхап, Ёнхап, 연합뉴스, 韩联社, 聯合ニュース, 韓聯社
chosun | Chosun Ilbo | media | Chosun Ilbo, Chosun, 조선일보, TV조선, 朝鲜日报, 朝鮮日報, Чосон ильбо
joongang | JoongAng Ilbo | media | JoongAng*, 중앙일보, 中央日報
donga | Dong-A Ilbo | media | Dong A Ilbo, 동아일보, 东亚日报, 東亜日報
kbs | KBS | media | =KBS
sbs-mbc | SBS, MBC | media | =SBS, =MBC, =YTN, =JTBC
newsis | Newsis | media | Newsis, 뉴시스, News1, 뉴스1
dailynk | Daily NK | media | Daily NK, 데일리NK
nknews | NK News | media | NK News, NK뉴스, =NK Pro
rfa | RFA | media | Radio Free Asia, =RFA, 자유아시아방송
voa | VOA | media | Voice of America, =VOA, 미국의 소리
tass | TASS | media | =TASS, ТАСС, 타스통신, 타스 통신, 타스, 塔斯社, タス通信
ria | RIA Novosti | media | RIA Novosti, =RIA, РИА Новости, РИА, 리아노보스티통신, 리아노보스티 통신, 리아노보스티,
 俄新社, ノーボスチ
interfax | Interfax | media | Interfax, Интерфакс*, 인테르팍스통신, 인테르팍스 통신, 인테르팍스, 国际文传,
 インタファクス
kommersant | Kommersant | media | Kommersant, Коммерсант*, 코메르산트, 生意人报
izvestia | Izvestia | media | Izvestia, Известия, 이즈베스티야, 消息报
rbc-ru | RBC | media | =RBC, РБК
vedomosti | Vedomosti | media | Vedomosti, Ведомости
sputnik | Sputnik | media | Sputnik, 스푸트니크, 卫星通讯社
reuters | Reuters | media | Reuters, Reutera, Рейтер*, Reuters*, 로이터통신, 로이터 통신, 로이터, 路透社, ロイター
ap | AP | media | Associated Press, =AP, AP통신, 美联社, AP通信
afp | AFP | media | =AFP, Agence France Presse, 法新社, AFP통신, AFP通信
bloomberg | Bloomberg | media | Bloomberg*, Блумберг, 블룸버그통신, 블룸버그 통신, 블룸버그, 彭博社, 彭博,
 ブルームバーグ
nyt | The New York Times | media | New York Times, =NYT, 뉴욕타임스, 뉴욕타임즈, 纽约时报, ニューヨーク・タイムズ,
 Нью-Йорк таймс
wsj | The Wall Street Journal | media | Wall Street Journal, =WSJ, 월스트리트저널, 华尔街日报,
 ウォール・ストリート・ジャーナル
wapo | The Washington Post | media | Washington Post, 워싱턴포스트, 华盛顿邮报, ワシントン・ポスト
ft | Financial Times | media | Financial Times, =FT, 파이낸셜타임스, 金融时报, フィナンシャル・タイムズ
cnn | CNN | media | =CNN
bbc | BBC | media | =BBC
sky | Sky News | media | Sky News
guardian | The Guardian | media | =Guardian, The Guardian, 가디언
times | The Times | media | The Times of London
politico | Politico | media | Politico, 폴리티코
axios | Axios | media | Axios
newsweek | Newsweek | media | Newsweek, 뉴스위크
economist | The Economist | media | The Economist
spiegel | Der Spiegel | media | Spiegel
nhk | NHK | media | =NHK
kyodo | Kyodo | media | Kyodo, Киодо, 교도통신, 교도, 共同社, 共同通信
nikkei | Nikkei | media | Nikkei, 니혼게이자이, 日経, 日本経済新聞
asahi | Asahi Shimbun | media | Asahi, Yomiuri, Mainichi, 아사히, 요미우리, 마이니치, 朝日新聞, 読売新聞, 毎日新聞
xinhua | Xinhua | media | Xinhua, 신화통신, 新华社, 新華社, Синьхуа
cctv | CCTV | media | =CCTV, 央视, 央視
ukrinform | Ukrinform | media | Ukrinform, Укринформ, Укрінформ, Ukrainska Pravda, Украинская правда,
 Українська правда, Suspilne, Суспильне, Суспільне, Kyiv Independent, 키이우 인디펜던트
pap | PAP | media | =PAP
"""
# Nobody by name; the words around them say whose they are.
GROUPS = """
officials | officials | group | official, officials, senior official*, чиновник*, официальн* представител*,
 посадов*, urzędnicy, urzędnik, 당국자, 관계자, 고위 관계자, 官员, 当局者, 高官, Behörden, responsables
lawmakers | lawmakers | relay | deputowani, parlamentarzyści, Abgeordnete, lawmaker*, депутат*, posłowie, 국회의원,
 议员, 議員
analysts | analysts | group | analyst*, researcher*, исследовател*, дослідник*, 연구진, 研究人员, 研究者, expert*,
 аналитик*,
 эксперт*, експерт*, аналітик*, eksperci, ekspert,
 analitycy, analityk, 전문가, 专家, 專家, 専門家, Experten
sources | unnamed sources | group | source, sources, diplomatic source*, diplomat, diplomats,
 дипломатическ* источник*,
 дипломат, дипломаты, 외교 소식통, 정보 소식통, 군 소식통, 대북 소식통, 외교관, 外交関係者, 外交筋, 政府関係者,
 政府筋,
 軍関係者, 情報筋, 复数消息人士, 外交消息人士, 外交官, źródł* dyplomatyczn*, diplomatische* Kreise*, источник*,
 джерел*, źródła, źródło,
 소식통, 消息人士,
 知情人士, 関係者, 関係筋,
 Quellen
military | military | group | the military, prosecutor*, governor, police, commander, военн* источник*, прокуратур*,
 полиц*, губернатор
spy-agency | intelligence services | group | intelligence service*, spy agency, intelligence agenc*,
 intelligence official*, intelligence, разведк*, розвідк*, wywiad, спецслужб*, 정보당국, 정보기관, 情报部门,
 情報機関, 情報当局, 정보 당국, Geheimdienst*
defence-minister | defence minister | group | defen* minister, foreign minister, foreign ministry, defen* ministry,
 ambassador, minister, ministry, embassy, 대사관
state-media | state media | group | state media, state news agency, госСМИ, 관영매체, 국영매체, 官方媒体,
 国営メディア, media państwowe
media | media reports | media | media report*, news agenc*, local media, Russian media, South Korean media,
 Ukrainian media, Japanese media, СМИ, ЗМІ, 언론, 매체, 현지 매체, 媒体, 外媒, メディア, media
report | report | study | authors of the report, report's authors, автор* доклада, автор* отчета,
 автор* исследования, авторов, авторы, автори звіту, автори доповіді, autorzy raportu, autoren des berichts,
 report, отчет*, доклад*, звіт*, raport*, 보고서, 报告, 報告書
"""
