"""Acts in Polish."""

from __future__ import annotations

from typing import Final

FORMS: Final[dict[str, str]] = {
    "": "w związku z, powołując się na, mimo to, od razu, otwarte źródła, otwartych źródeł, wybuchu pandemii, "
    "wybuch pandemii, wybuchu wojny, wybuch wojny, wybuchu pełnoskal*",
    "accuse": "oskarż*, zarzuc*, zarzut*, obwini*, rzekom*",
    "agree": "porozumieni*, umow*, uzgodn*, dogad*, memorandum, zgodził*, ugod*",
    "aid": "pomoc, pomocy, pomocą, pomógł, pomaga*, pomogł*, humanitarn*, darowizn*, wsparci* humanitarn*",
    "appoint": "mianowa*, nowy ambasador, dymisj*",
    "arrest": "areszt*, zatrzyma*, skaz*, ekstradycj*, uwięzi*, deport*",
    "arrive": "przyby*, przyjecha*, dotar*, przyjazd*, przylec*, przylot*, wjech*, powita*, przekroczył* granicę, "
    "dojech*, przywita*, podejmowa*",
    "award": "odznacz*, nagrod*, medal*, order*, uhonorow*, wyróżni*",
    "build": "budow*, zbudow*, wybudow*, wznosz*, rozbudow*, modernizac*, modernizow*, budują, buduje",
    "buy": "kup*, zakup*, nabył*, nabyw*, zakupi*",
    "call": "telefonicz*, przez telefon, rozmow* telefoniczn*, zadzwoni*",
    "cancel": "odwoł*, przełoż*, zawiesi*, zawiesz*, wstrzyma*, opóźni*, odroczo*, anulow*",
    "capture": "do niewoli, pojma*, schwyta*, jeniec*, jeńc*, jeńców, wzięt* do niewoli, w niewoli",
    "celebrate": "świętow*, obchod*, rocznic*, uroczystoś*, celebr*",
    "confirm": "potwierdz*, przyzna*, potwierdzi*",
    "defect": "uciek*, zbiegł*, azyl*, dezercj*, dezerter*",
    "deny": "zaprzecz*, zdementow*, dement*, odrzuc*, nieprawd*, fałsz*, kłamstw*, bezpodstawn*, nie potwierdz*, "
    "odmówi*, odmaw*",
    "depart": "wyjecha*, wyrusz*, odlecia*, opuścił*, odjecha*, wylecia*, wyjazd*, udał* się, udaje się, w drodze, "
    "wyjedzie, zmierza, pojecha*, jedzie, jadą, leci, lecą, poleci*",
    "deploy": "wysłał* żołnierz*, wysła* wojsk*, wysyła żołnierzy, wysyła wojska, wysyłani* żołnierzy, rozmieszcz*, "
    "rozmieści*, przerzuc*, skierował* żołnierz*, wysłanie wojsk, wysłania wojsk, wysłanie żołnierzy, "
    "wyśle żołnierzy, wyśle wojska, wysłali żołnierzy, dodatkow* żołnierz*, dodatkow* wojsk*",
    "die": "zmarł, zmarła, śmierć, śmierci, umarł*, nie żyje, pogrzeb*",
    "estimate": "szacuj*, ocenia*, oceni*, uważa*, podejrzewa*, wywiad*, według wywiadu, prawdopodobn*, sądzi*, "
    "twierdz*, ujawn*, domniem*, zdaniem, wykrył*, odtajni*",
    "exercise": "ćwicze*, manewr*, szkoli, szkolen*, szkolą, szkolon*, trening*, wyszkol*",
    "fight": "walcz*, walki, walkach, walk, bitw*, starci*, ofensyw*, kontrofensyw*, szturm*, bój, bojach",
    "flight": "lot bezpośredn*, loty, lotów, połączeni* lotnicz*, linie lotnicze, lotnicze połączeni*, "
    "bezpośrednie loty",
    "gift": "prezent, prezenty, prezentem, prezentów, podarow*, podarunk*, upomin*, sprezentow*",
    "invite": "zaprosił*, zaprasza*, zaprosze*, zaproszon*, na zaproszenie",
    "kill": "zginął, zginę*, zabi*, poległ*, rannych, ranni, rann*, straty, strat, ofiar*, poniósł śmierć, zginie",
    "launch": "wystrzel*, odpal*, test rakiet*, próba rakiet*, próbę rakiet*, wystrzał*, wyniós* na orbit*, "
    "test* nuklearn*, przetestow*, prób* jądrow*, prób* nuklearn*, wystrzelił*",
    "letter": "list do, listy, w liście, depesz*, gratul*, pogratulow*, kondolenc*, życzeni*, wymienili listy, "
    "orędzie, wiadomoś* do, liście do, pozdrowieni*, życzy*, przesłał* list",
    "memorial": "upamiętn*, pomnik*, złożył* kwiaty, wieńce, wieniec, wieńców, hołd*, żałob*, uczcił*, muzeum pamięci",
    "open": "otwar*, otwiera*, otworz*, inaugur*, wznow*, wznawi*, uruchom*, odsłon*",
    "parade": "parad*, defilad*",
    "perform": "koncert*, festiwal*, spektakl*",
    "plan": "plan, plany, planu*, zaplanow*, zamierza*, przygotow*, zapowie*, zapowiad*, będzie, będą, chce, chcą, "
    "szykuj*, wkrótce, ogłosi*, ogłasz*, obieca*, rozważa*, możliw*, oczekuje się, w przyszłym tygodniu, "
    "w przyszłym miesiącu, mogą",
    "protest": "potępi*, protest*, skrytykow*, krytyk*, krytykuj*, zaniepokoj*, oburz*, niepokoj*, obaw*, obawia*",
    "ratify": "ratyfik*, wszedł w życie, weszł* w życie, wejści* w życie, wchodzi w życie",
    "recruit": "rekrut*, zatrudni*, sił* robocz*, siły roboczej, wysłanie robotników, werbow*, zwerbow*, "
    "wysyła robotników, pracowników z Korei, robotników z Korei",
    "report": "raport*, opublikow*, zdjęcia satelitarne, zdjęciach satelitarnych, zdjęć satelitarnych, nagrani*, "
    "zdjęcia, śledztw*, wideo, film",
    "return": "wróci*, powrót, powroc*, powrac*, powrot*, wraca, wracają, zakończył* wizytę, repatri*, "
    "opuścił* Rosję, zakończenie wizyty",
    "sanction": "sankcj*, obłoż* sankcjami, nałożył* sankcje, na czarną listę",
    "show": "pokaza*, pokaz*, prezentow*, zaprezentow*, wystaw*, demonstr*",
    "sign": "podpis*, zawarł*, zawarci*",
    "strike": "ostrzel*, ostrzał*, atak*, zaatakow*, uderz*, szczątk*, odłamk*, użył*, użyci*, trafił*, bombard*, "
    "nalot*, wybuch*",
    "summon": "wezwał* ambasador*, wezwan*, wezwani*",
    "supply": "dostarcz*, dostaw*, przekaz*, wysłał* broń, wysyła broń, sprzeda*, sprzedaż*, transport*, przesył*, "
    "przesłał*, zaopatr*, wysyła ładunki, wysyłani* broni, przewoz*, przewoż*, kontener*",
    "support": "popar*, poparci*, wspier*, wsparci*, pochwal*, solidarn*, wychwal*, broni decyzji, popiera*",
    "swap": "wymian* jeńców, wymian* więźniów, wymienił* jeńców",
    "talks": "spotka*, rozmaw*, rozmow*, rozmów, szczyt*, negocj*, konsultacj*, obrad*, dyskut*, omówi*, omawia*, "
    "konferencj*, rozmawi*, spotyka*, przyjął",
    "thank": "podziękow*, dziękuj*, wdzięczn*",
    "tour": "turyst*, turystyk*, kurort*, wycieczk*, wczasowicz*",
    "trade": "handel, handlu, handlow*, handluj*, eksport*, import, importu, importow*, obroty",
    "train_service": "połączeni* kolejow*, pociąg pasażersk*, pociągi, ruch kolejow*, pociąg*",
    "urge": "wezwała do, wezwali do, wezwał do, apel*, zaapelow*, żąda*, zażąda*, domaga*, nawołuj*, wzyw*",
    "veto": "weto, weta, zawetow*, zablokow*",
    "visit": "wizyt*, odwiedzi*, odwiedz*, podróż*, delegacj*, zwiedz*, wizytow*",
    "vote": "głosow*, zagłosow*, przyję*, rezolucj*, uchwal*, wstrzymał* się",
    "warn": "ostrzeg*, ostrzeż*, zagroz*, groz*, groź*, zagroż*, przestrz*, konsekwencj*",
    "withdraw": "wycof*, rotacj*, odwrót",
    "plan+arrive": "przyleci, przybędzie",
    "plan+supply": "dostarczy, sprzeda, przekaże",
    "plan+talks": "spotka się, spotkają się, ma się spotkać, może się spotkać, mają się spotkać, spotkać się",
    "plan+visit": "odwiedzi, ma odwiedzić, pojedzie, przyjedzie, złoży wizytę, uda się do, pojadą",
}
