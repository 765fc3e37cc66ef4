"""Acts in German."""

from __future__ import annotations

from typing import Final

FORMS: Final[dict[str, str]] = {
    "": "offene Quellen, im Zusammenhang mit, in Frage, nach Angaben, statt dessen, Brief* beigefügt",
    "accuse": "beschuldig*, werfen vor, wirft vor, vorgeworfen, Vorwurf*, Vorwürfe*, angeblich*, mutmaßlich*",
    "agree": "einig, einigen sich, einigten, Einigung*, Abkommen*, vereinbar*, Vereinbarung*, Absichtserklärung*, "
    "Deal*",
    "aid": "Hilfe, Hilfen, hilft, geholfen, humanitär*, Spende*, spendet*, Hilfsgüter*, Hilfslieferung*",
    "appoint": "ernannt*, ernennt, Ernennung*, neuer Botschafter",
    "arrest": "festgenommen*, Festnahme*, verhaftet*, verurteilt*, inhaftiert*, ausgeliefert*, angeklagt*",
    "arrive": "angekommen*, Ankunft, eingetroffen*, trifft ein, traf ein, trafen ein, reist ein, begrüßt*, "
    "gelandet, landete*, ankommt, kommt an, erreicht*, eingereist*",
    "award": "ausgezeichnet*, Auszeichnung*, Orden*, Medaille*, geehrt*, verleiht, verlieh*",
    "build": "baut, bauen, Bau, gebaut*, errichtet*, Bauarbeiten*, ausgebaut*, Ausbau*, Baubeginn*, modernisier*, "
    "Baustelle*",
    "buy": "kauft, kaufen, gekauft*, Kauf, erwirbt, erworben*, beschafft*, ankauf*, kaufte*",
    "call": "telefonier*, Telefonat*, Telefongespräch*, am Telefon",
    "cancel": "abgesagt*, Absage*, verschoben*, verschiebt, ausgesetzt*, gestoppt*, eingestellt*",
    "capture": "gefangen genommen*, gefangengenommen*, Kriegsgefangen*, in Gefangenschaft, gefasst*, Gefangene*",
    "celebrate": "feiert, feiern, gefeiert*, Feier*, Jahrestag*, Jubiläum*",
    "confirm": "bestätig*, räumt ein, räumte ein, eingeräumt*, zugegeben*, gibt zu, Eingeständnis*, Bestätigung*",
    "defect": "übergelaufen*, Überläufer*, geflohen*, geflüchtet*, Asyl*, desertier*",
    "deny": "bestreitet, bestritt*, bestreiten, dementier*, Dementi*, weist zurück, wies zurück, wiesen zurück, "
    "zurückgewiesen*, abgestritten*, unwahr*, falsch*, keine Beweise, haltlos*, lehnt ab, lehnte ab, ablehn*, "
    "Gerücht*",
    "depart": "abgereist*, abreist*, reist ab, reist nach, reiste nach, aufgebrochen*, bricht auf, verlässt, "
    "verlassen*, Abreise*, unterwegs, abgeflogen*, gereist*, auf dem Weg",
    "deploy": "entsendet*, entsandt*, Entsendung*, entsenden*, stationiert*, Stationierung*, verlegt*, Verlegung*, "
    "Truppenentsendung*, schickt Soldaten, schickt Truppen, Soldaten nach Russland, Truppen nach Russland, "
    "Einsatz nordkoreanischer, schicken Soldaten, Verstärkung*",
    "die": "gestorben*, stirbt, starb*, Tod, verstorben*, verstarb*, tot aufgefunden, Beerdigung*",
    "estimate": "schätz*, geschätzt*, Schätzung*, vermutet*, Geheimdienst*, Erkenntnisse*, geht davon aus, "
    "gehen davon aus, offenbar, wohl, laut Geheimdienst, mutmaßt*, verdächtig*, Einschätzung*, vermutlich, "
    "wahrscheinlich",
    "exercise": "Manöver*, Übung*, Militärübung*, ausgebildet*, Ausbildung*, trainier*, Training*",
    "fight": "kämpf*, gekämpft*, Kämpfe*, Gefecht*, Schlacht*, Offensive*, im Einsatz, Kampfeinsatz*, Befreiung*",
    "flight": "Direktflug*, Direktflüge*, Flugverbindung*, Flüge, Fluglinie*, Fluggesellschaft*",
    "gift": "geschenkt*, Geschenk*, schenkt*, verschenkt*",
    "invite": "eingeladen*, Einladung*, lädt ein, lud ein",
    "kill": "getötet*, gefallen*, Tote*, Verletzte*, verwundet*, Verluste*, umgekommen*, ums Leben, Todesopfer*, "
    "Opfer*",
    "launch": "abgefeuert*, feuert ab, feuerte ab, gestartet*, Raketentest*, Raketenstart*, getestet*, testet*, "
    "schießt ab, Atomtest*, Abschuss*, feuert Raketen, feuert Rakete, feuert ballistische, schoss ab",
    "letter": "Brief an, Briefe, Briefen, gratulier*, Glückwunsch*, Glückwünsche*, Telegramm*, Beileid*, "
    "kondolier*, Botschaft an, Grußbotschaft*, Grüße, beglückwünsch*",
    "memorial": "gedenk*, Denkmal*, Kranz*, Kränze*, Trauer*, geehrte Gefallene, Mahnmal*",
    "open": "eröffn*, Eröffnung*, eingeweiht*, Einweihung*, wieder aufgenommen*, Wiederaufnahme*, wiedereröffn*, "
    "in Betrieb, freigegeben*, nimmt wieder auf",
    "parade": "Parade*, Militärparade*",
    "perform": "Konzert*, Gastspiel*, Festival*, Auftritt*",
    "plan": "plan, plant, planen, Pläne, geplant*, will, wollen, soll, sollen, wird, werden, vorbereit*, "
    "Vorbereitung*, angekündigt*, kündigt an, kündigte an, beabsichtig*, bereitet vor, erwartet*, verspricht, "
    "versprach*, könnte*, erwägt*, nächste Woche",
    "protest": "verurteilte die, verurteilte den, verurteilen die, verurteilt die, verurteilt den, protest*, "
    "kritisier*, Kritik*, empört*, besorgt*, Sorge*, Besorgnis*",
    "ratify": "ratifizier*, Ratifizierung*, in Kraft*",
    "recruit": "angeworben*, anwerben*, rekrutier*, Arbeitskräfte*, Gastarbeiter*, angeheuert*, entsendet Arbeiter, "
    "schickt Arbeiter",
    "report": "Bericht zeigt, Berichts*, veröffentlich*, Satellitenbild*, Satellitenaufnahme*, Recherche*, Video*, "
    "Untersuchung*, Fotos, Aufnahmen",
    "return": "zurückgekehrt*, Rückkehr*, kehrt zurück, kehrte zurück, heimgekehrt*, beendet*, Heimreise*, "
    "abgeschlossen*, heimgekehrte*",
    "sanction": "Sanktion*, sanktionier*, Strafmaßnahme*",
    "show": "zeigt, zeigte, präsentier*, ausgestellt*, Ausstellung*, vorgeführt*, Zurschaustellung*",
    "sign": "unterzeichn*, Unterzeichnung*, unterschrieb*, unterschreib*, unterschrieben*",
    "strike": "angegriffen*, Angriff*, greift an, beschossen*, Beschuss*, Trümmer*, eingesetzt*, Einschlag*, "
    "eingeschlagen*, bombardier*, Raketenangriff*, Luftangriff*, Wrackteil*",
    "summon": "einbestellt*, bestellt ein, Einbestellung*",
    "supply": "liefer*, geliefert*, Lieferung*, Waffenlieferung*, übergeben*, verkauft*, verkaufen*, verschifft*, "
    "transportier*, Transfer*, verschiff*, bereitgestellt*, stellt bereit, Container*",
    "support": "unterstütz*, Unterstützung*, lobt, lobte*, Solidarität*, Rückendeckung*, verteidigt*",
    "swap": "Gefangenenaustausch*, ausgetauscht*",
    "talks": "trifft, treffen, traf, trafen, Treffen*, getroffen*, Gespräch*, Gipfel*, verhandel*, Verhandlung*, "
    "beraten, beriet*, Konferenz*, besprochen*, Dialog*, Unterredung*, Beratungen, empfängt, empfangen*, empfing*",
    "thank": "dankt, dankte*, Dank, bedankt*, dankbar*",
    "tour": "Tourist*, Tourismus*, Urlauber*, Reisegruppe*, Badeort*",
    "trade": "Handel, Handels*, Export*, exportier*, importier*, Importe*",
    "train_service": "Zugverbindung*, Bahnverbindung*, Zugverkehr*, Personenzug*, Züge, Zug",
    "urge": "fordert, fordern, forderte*, gefordert*, ruft auf, rief auf, Appell*, appellier*, verlangt*, mahnt*, "
    "drängt*",
    "veto": "Veto*, blockier*",
    "visit": "besucht*, Besuch*, besuchen, Reise*, Staatsbesuch*, Delegation*, besichtig*",
    "vote": "abgestimmt*, Abstimmung*, stimmt für, stimmte*, verabschiedet*, Resolution*, gebilligt*, billigt*",
    "warn": "warnt, warnen, warnte*, gewarnt*, Warnung*, droht, drohte*, drohen, Drohung*, Konsequenzen*",
    "withdraw": "abgezogen*, Abzug*, zieht ab, zurückgezogen*, Rückzug*",
    "plan+talks": "treffen will, treffen wollen, sich treffen will, treffen sollen",
    "plan+visit": "will besuchen, besuchen will, reisen will, wird reisen, besuchen soll",
}
