"""The words by which a text hands a statement to somebody: says, denies, according to; in ten languages."""

from __future__ import annotations

from tumen.analysis.matching.lexicon import Lexicon

# says: a verb whose subject speaks. denies: the same, against it. per: stands before the party. post: stands behind it.
# final: a verb at the end of a clause whose subject carries a particle (Korean, Japanese).
_TABLE = {
    "says": """
said|says|say|saying|told|tells|reported|reports|report|announced|announces|claimed|claims|claim|estimates|estimated|
estimate|believes|believe|believed|assesses|assessed|confirmed|confirms|stated|states|added|warned|warns|revealed|
reveals|
disclosed|noted|alleged|alleges|asserted|asserts|acknowledged|admits|admitted|declared|briefed|posted|wrote|
showed|show|
shows|suggests|suggest|expects|accused|accuses|accusing|tracked|found|finds|concluded|put the|puts the|counts|
counted|detected|published|aired|broadcast|calculated|calculates|
сообщил*|сообщает*|сообщают|заявил*|заявляет|заявляют|рассказал*|отметил*|считает|считают|утвержда*|подтвердил*|
объявил*|передает|передают|пишет|пишут|написал*|уточнил*|оценил*|оценивает|сказал*|добавил*|признал*|раскрыл*|
указал|указала|указали|указывает|указывают|пояснил*|напомнил*|подчеркнул*|доложил*|предположил*|полага*|подсчитал*|
насчитал*|допустил*|проинформировал*|опубликовал*|приводит|приводят|называет|называют|говорит|говорят|рассказывает|
выяснил*|
повідомив|повідомила|повідомили|повідомило|повідомляє|повідомляють|заявив|заявила|заявили|заявило|розповів|
зазначив|зазначили|стверджу*|підтвердив|підтвердили|
підрахува*|встановила|встановили|встановив|каже|кажуть|розповідає|наводить|уточнив|уточнили|вказав|вказали|наголосив|
припускають|припустив|розповіли|розповіла|
оголосив|пише|пишуть|сказав|додав|оцінює|вважають|
poinformował*|poinformowali|informuje|informują|powiedział*|oświadczył*|podał*|podaje|podają|twierdzi|twierdzą|
ogłosił*|przekazał*|
potwierdził*|ocenia|oceniła|ocenił|oceniają|donosi|donoszą|pisze|dodał*|przyznał*|podała|podali|przekazali|
potwierdzili|ocenili|dodali|powiedzieli|ogłosili|
ujawnili|przyznali|zapowiedzieli|oświadczyli|szacuje|szacują|
wyliczył*|podkreślił*|poinformowały|powiadomił*|zapowiedział*|ujawnił*|wykazał*|
sagte|sagt|erklärte|teilte|teilten|berichtet|berichtete|meldet|meldete|bestätigt|bestätigte|behauptet|schätzt|
schätzte|gab an|gaben an|beziffert|bezifferte|beziffern|mitteilte|mitteilten|erklärten|
geht davon aus|warnte|
a déclaré|a annoncé|a affirmé|affirme|selon lui|a indiqué|rapporte|estime|dijo|anunció|afirmó|afirma|aseguró|
informó|confirmó|estima|anuncia|
表示|称|发布|公布|介绍|估计|评估|强调|公告|稱|说|說|宣布|指出|透露|声称|認為|认为|证实|通报|发布消息""",
    "denies": """
denied|denies|deny|dismissed|dismisses|rejected|rejects|refuted|refutes|called it a hoax|no evidence|as untrue|
as false|as baseless|as groundless|is untrue|is baseless|are baseless|
отрица*|опроверг*|опровергает|отверг*|не соответств* действительности|назвал* фейком|назвали фейком|назвал* вымыслом|
назвал* ложью|заперечу*|заперечив|заперечила|заперечили|спростував*|спростувала|
zaprzecza|zaprzeczył*|zaprzeczają|zaprzeczyli|zdementował*|odrzucił*|dementiert|dementierte|bestritt|bestreitet|
wies zurück|
a démenti|dément|nie|negó|niega|desmintió|desmiente|否认|否認|驳斥|不属实|子虚乌有|毫无根据|纯属捏造|予以否认""",
    "per": """
according to|as reported by|citing|cited by|quoting|per the|as per|in a briefing by|briefing by|briefing from|
information from|in the view of|estimates by|estimate by|estimate from|estimates from|assessment by|assessment from|
assessments by|data from|
figures from|in a report by|a report by|announced by|reported by|disclosed by|released by|stated by|claimed by|
со ссылкой на|ссылаясь на|по данным|по словам|по информации|по оценк*|по сообщени*|по мнению|по подсчет*|по версии|
по расчет*|оценку|оценка|оценки|как сообщил*|как сообщает|
как заявил*|как утверждает|согласно|
із посиланням на|з посиланням на|з посиланням|посилаючись на|за даними|за словами|за оцінк*|на думку|за підрахунк*|
за версією|оцінку|оцінка|оцінки|за інформацією|
згідно з|як повідомив|як повідомляє|
wynika z|według|zdaniem|w ocenie|z danych|szacunki|szacunków|jak podaje|jak podał*|jak poinformował*|powołując się na|
za pośrednictwem|laut|nach angaben|nach einschätzung|nach schätzung*|nach erkenntnissen|
unter berufung auf|zufolge von|
selon|d'après|citant|de source|según|de acuerdo con|citando|segundo|
据|據|援引|引述|根据""",
    "post": """
에 따르면|에 의하면|을 인용|를 인용|에서 입수한|의 추산|의 보고|발표에|によると|によりますと|によれば|への取材で|
への取材に|を引用|の分析では|の話では|によれば、|
の推計では|の発表では|方面消息|报道|報道|消息|zufolge|дані свідчать""",
    "final": """
밝혔다|밝혔습니다|밝혔|밝히며|밝힌|밝혀|말했다|말했습니다|말했|전했다|전했습니다|전했|전해|보도했다|보도했습니다|
보도했|발표했다|발표했|발표|주장했다|주장했|주장|추정했다|추정했|추정된다|추정|
분석했다|분석했|분석|평가했다|평가했|평가|파악했다|파악했|파악하고|파악|보고했다|보고했|보고|확인했다|확인했|
설명했다|담화를 냈|담화를 발표|성명을 냈|성명을 발표|내다봤|전망했|예측했|덧붙였|소개했|집계했|집계|보고 있다|보고 있|
추산했다|추산했|추산|설명했|지적했다|언급했다|
언급했|관측했|예상했|경고했|공개했|인정했|
시인했|판단|공지했|
発表した|発表|述べた|明らかにした|報じた|伝えた|指摘した|語った|主張した|主張|推計|分析|認めた|公表|との見方|
説明した|報告した|確認した""",
    "nay": """
부인했|부인하|허위라|날조|거짓이라|부인|일축|반박|사실무근|사실이 아니|否定した|否定し|否定|事実無根|事実ではない""",
}
CUES = Lexicon(
    {kind: [w.strip() for w in row.replace("\n", "").split("|") if w.strip()] for kind, row in _TABLE.items()}
)
