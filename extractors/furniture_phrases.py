"""The words that page furniture is known by: one table per shape, in the languages of our sources.

Patterns must match a whole line, so that a sentence which merely uses such words stays.
"""

from __future__ import annotations

import re

_N = r"[\s:(]*\d[\d,. ]*[)\s]*"


def _line(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(alternatives)})", re.IGNORECASE)


# A kind, and the lines that are of this kind from their first letter to their last.
LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "comment counter",
        _line(
            rf"comments?{_N}",
            rf"{_N}comments?(?: so far)?",
            r"(?:leave|post|add|write) a (?:reply|comment)\W*(?:cancel reply)?",
            r"no comments(?: yet)?\W*",
            r"(?:join|view|show|hide)(?: the| all)? (?:comments?|conversation|discussion)\W*",
            rf"(?:комментари(?:и|ев|й)|обсудить|обсуждение){_N}",
            r"(?:оставить|добавить) комментарий\W*",
            rf"(?:댓글|의견){_N}개?",
            rf"(?:评论|評論|コメント){_N}[条件]?",
            rf"(?:kommentare?|commentaires?|komentarze|comentarios?|коментарі){_N}",
        ),
    ),
    (
        "read more",
        _line(
            r"(?:read|see|find out|learn) more\W*(?:here|at .{1,60}|on .{1,60})?\W*",
            r"(?:continue|keep) reading\b.{0,120}",
            r"(?:read|see|read this|watch) (?:also|next|too)\s*[:：].{0,200}",
            r"(?:also|recommended) (?:read|reading)\s*[:：].{0,200}",
            r"(?:read|see) (?:the )?(?:full|original|whole) (?:story|article|post|text)\b.{0,120}",
            r"the post .{1,300} (?:first appeared|appeared first) on .{1,120}",
            r"(?:читайте|смотрите) (?:также|ещ[её]|далее|на эту тему)\b.{0,200}",
            r"(?:подробнее|читать далее|читать полностью)\W*(?:https?://\S+)?",
            r"читайте нас .{1,120}",
            r"(?:читайте|дивіться) також\b.{0,200}",
            r"(?:czytaj|zobacz) (?:też|także|więcej|również)\b.{0,200}",
            r"(?:lire|voir) (?:aussi|également|la suite)\b.{0,200}",
            r"(?:lesen sie|mehr zum thema|weiterlesen)\b.{0,200}",
            r"(?:leer|lea|ver) (?:también|más)\b.{0,200}",
            r"(?:관련\s?기사|기사 더보기|더 보기)\s*[:：]?.{0,120}",
            r"(?:相关阅读|相關閱讀|延伸阅读|延伸閱讀|阅读更多|続きを読む|関連記事)\s*[:：]?.{0,120}",
        ),
    ),
    (
        "subscription",
        _line(
            r"(?:subscribe|sign up|register)(?: now| today| here| for free)*"
            r"(?: (?:to|for) (?:our|the|this|my)\b.{0,160})?\W*",
            r"(?:get|receive) .{0,80}(?:delivered |straight )?(?:to|in) your inbox.{0,120}",
            r"(?:enter|type) your e-?mail(?: address)?\b.{0,120}",
            r"(?:already )?a? ?(?:subscriber|member)\? (?:log|sign) in\b.{0,60}",
            r"(?:support|donate to) (?:our|us|independent journalism)\b.{0,160}",
            r"(?:подпишитесь|подписывайтесь|підписуйтесь|підпишіться)\b.{0,200}",
            r"(?:구독|뉴스레터)(?:하기| 신청| 구독)?\b.{0,80}",
            r"(?:关注我们|關注我們|订阅|訂閱|メルマガ登録|購読).{0,80}",
            r"(?:abonnieren|abonnez-vous|suscríbete|zapisz się)\b.{0,160}",
        ),
    ),
    (
        "foot of a letter",
        _line(
            r"(?:(?:view|read|open|see) )?(?:this )?(?:e-?mail|newsletter|message|issue)?\W*(?:in|on) (?:your|a|the)? ?"
            r"(?:web )?browser\W*",
            r"(?:view|read|open) (?:it |this )?(?:online|on the web)\W*",
            r"(?:having )?(?:trouble|problems) (?:viewing|reading|seeing) this\b.{0,120}",
            r"(?:click here to )?(?:unsubscribe|opt out)\b.{0,160}",
            r"(?:manage|update|change) (?:your )?(?:e-?mail |subscription |newsletter )*(?:preferences|settings)\b.{0,80}",
            r"(?:why (?:did|am|do) i|you(?:'re|’re| are| have)? receiv\w+) .{0,20}\bthis (?:e-?mail|newsletter|message)\b.{0,240}",
            r"(?:forward|send) (?:this )?(?:e-?mail |newsletter )?to a (?:friend|colleague)\W*",
            r"(?:отписаться|отказаться от рассылки|вы получили это (?:письмо|сообщение))\b.{0,200}",
            r"(?:открыть|посмотреть|читать)(?: это)?(?: письмо)? в браузере\W*",
            r"(?:відписатися|переглянути в браузері)\b.{0,120}",
            r"(?:수신\s?거부|구독\s?(?:취소|해지)).{0,120}",
            r"(?:웹|브라우저)(?:에서|로) ?(?:보기|열기|읽기)\W*",
            r"(?:退订|退訂|取消订阅|取消訂閱|在浏览器中|在瀏覽器中|配信停止|配信解除|ブラウザで).{0,80}",
            r"(?:im browser|newsletter abbestellen|vom newsletter abmelden|abmelden)\b.{0,80}",
            r"(?:se désabonner|se désinscrire|.{0,40}dans (?:votre|le|un) navigateur)\b.{0,80}",
            r"(?:darse de baja|cancelar (?:la )?suscripción|.{0,40}en (?:el|su|tu) navegador)\b.{0,80}",
            r"(?:wypisz się|zobacz w przeglądarce|otwórz w przeglądarce)\b.{0,80}",
        ),
    ),
    (
        "sharing buttons",
        _line(
            r"(?:share|tweet|pin|print|e-?mail|copy link|save|like|whatsapp|telegram|facebook|twitter|x|linkedin|reddit"
            r"|viber|line|vk|вконтакте|одноклассники|поделиться|공유(?:하기)?|스크랩|인쇄|분享|分享|シェア|teilen|partager)"
            r"(?:[\s|,·•/]+(?:share|tweet|pin|print|e-?mail|copy link|save|like|whatsapp|telegram|facebook|twitter|x|on"
            r"|linkedin|reddit|viber|line|vk|вконтакте|одноклассники|this|via|공유|인쇄|分享))*\W*\d*",
            r"share (?:this|on|via|the)\b.{0,60}",
            r"(?:поделиться|поділитися) (?:в|у|на|ссылкой)\b.{0,60}",
            r"기사(?:를)? (?:공유|스크랩|추천).{0,40}",
        ),
    ),
    (
        "banner",
        _line(
            r".{0,120}\bprivacy policy has been updated\b.{0,160}",
            r"(?:click|tap)(?: here)? to (?:learn|read|find out) more\W*",
            r"(?:this (?:web)?site|we|our partners) uses? cookies\b.{0,300}",
            r"by (?:continuing|using this site|clicking)\b.{0,80}\b(?:cookies|privacy policy|terms)\b.{0,120}",
            r"(?:accept|reject|manage)(?: all)? cookies\W*",
            r"(?:please )?enable javascript\b.{0,120}",
            r"(?:this site is protected by recaptcha|are you a robot)\b.{0,200}",
            r"(?:мы используем|сайт использует)(?: файлы)? cookies?\b.{0,200}",
            r"(?:please )?(?:disable|turn off) your ad ?blocker\b.{0,120}",
            r"[×✕✖]",
        ),
    ),
    (
        "advertisement",
        _line(
            r"\W*(?:advertisement|advertising|sponsored(?: content| links?)?|promoted|реклама|광고|广告|廣告|広告"
            r"|anzeige|publicité|publicidad|reklama)\W*(?:scroll to continue|continue reading below)?\W*",
            r"(?:story|article) continues (?:below|after)\b.{0,60}",
        ),
    ),
    (
        "copyright",
        _line(
            r"(?:copyright\W*(?:\d{4}|by\b)|\(c\)\s*\d{4}|©|ⓒ).{0,160}",
            r".{0,80}\ball rights reserved\b.{0,120}",
            r"(?:this material|no part of this) .{0,60}may not be (?:published|reproduced)\b.{0,160}",
            r"<?\s*(?:저작권자|ⓒ).{0,160}",
            r".{0,80}무단\s?전재.{0,80}",
            r"(?:все права защищены|при использовании материалов)\b.{0,200}",
            r".{0,60}(?:版权所有|版權所有|無断転載|未经授权).{0,120}",
        ),
    ),
    (
        "author box",
        _line(
            r"(?:about|more (?:from|by)|posts by|view all posts by)(?: the)? (?:this )?author\b.{0,80}",
            r"view all posts\W*",
        ),
    ),
    (
        "navigation",
        _line(
            r"(?:home|menu|search|skip to (?:main )?content|back to (?:top|home)|previous|next)"
            r"(?: (?:post|article))?\W*"
        ),
    ),
)

# A paragraph with two of these, or with one beside the name of a network, advertises the page itself.
PLUGS = _line(
    r"\b(?:follow|like|join|find|watch|visit|contact|tip) us\b",
    r"\bfollow (?:me|our)\b",
    r"\bcheck (?:us )?out (?:our|at)\b",
    r"\bcheck us out\b",
    r"\bbe sure to (?:check|follow|like|subscribe|share)\b",
    r"\bjoin (?:our|the (?:new )?resistance)\b",
    r"\bour (?:friends at|telegram|youtube|facebook|whatsapp|mewe|channel|newsletter|app)\b",
    r"\b(?:subscribe|sign up) (?:to|for) our\b",
    r"\bdownload (?:our|the) app\b",
    r"\bподпи(?:шитесь|сывайтесь)\b",
    r"\b(?:наш|нашем|наша|нашу) (?:телеграм|telegram|канал|youtube)\w*",
)
NETWORKS = _line(
    r"\b(?:facebook|twitter|instagram|youtube|telegram|whatsapp|tiktok|linkedin|parler|gettr|mewe|gab|rumble|threads"
    r"|bluesky|mastodon|vkontakte|вконтакте|телеграм\w*|дзен\w*|카카오톡|네이버|微信|微博|newsletter)\b",
    r"(?<![\w.])@\w{2,30}\b",
)

# "— Pyongyang Today (@Pyongyang_Today) June 21, 2024": how a page signs a post of a network it embeds.
POSTED = re.compile(r"[—–-]{1,2}\s.{1,80}\(@\w{1,30}(?:@[\w.-]+)?\)\s.{4,40}")
POST_TEXT = re.compile(r"\bpic\.(?:twitter|x)\.com/\w+")

AUTHOR_OF = re.compile(
    r",?\s?(?:is|was|has been|works as|serves as|writes|covers|joined)\b.{0,120}?"
    r"\b(?:writer|columnist|editor|reporter|journalist|author|contributor|correspondent|blogger|fellow|analyst|researcher"
    r"|historian|professor|founder|for|from)\b",
    re.IGNORECASE,
)

RELATED = _line(
    r"(?:related|similar|recommended|popular|latest|trending|more)"
    r" (?:articles?|posts?|stories|news|coverage|topics?|reading)\W*",
    r"(?:you (?:may|might) also (?:like|enjoy)|more (?:from|on) .{1,60}|most (?:read|popular)|read next|don't miss)\W*",
    r"(?:похожие|другие|последние|главные) (?:новости|материалы|статьи|записи)\W*|по теме\W*|материалы по теме\W*",
    r"(?:관련\s?(?:기사|뉴스)|많이 본 (?:기사|뉴스)|인기\s?기사|추천\s?기사)\W*",
    r"(?:相关(?:新闻|报道|文章)|相關新聞|热门新闻|関連ニュース|人気記事)\W*",
    r"(?:pov'?yazani|схожі) (?:новини|статті)\W*|(?:zobacz także|powiązane)\W*",
    r"(?:articles liés|à lire aussi|mehr zum thema)\W*",
)

# Words too common to show that a question belongs to the text it stands in.
COMMON = frozenset(
    re.findall(
        r"\w+",
        "about after been before being could does from have into more most much only over some such than that their"
        " them then there these they this what when where which will with would your should",
    )
)
