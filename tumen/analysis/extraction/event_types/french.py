"""Acts in French."""

from __future__ import annotations

from typing import Final

FORMS: Final[dict[str, str]] = {
    "": "en rapport avec, sources ouvertes, au cours de, prise de parole",
    "accuse": "accuse, accusent, accusé*, accusation*, reproche*, présumé*",
    "agree": "accord, accords, convenu*, s'entendent, entente*, mémorandum*, d'accord",
    "aid": "aide, aides, aider, aidé*, humanitaire*, secours, dons, don de",
    "appoint": "nommé, nommée, nomination, nouvel ambassadeur",
    "arrest": "arrêté*, arrestation*, détenu*, condamné à, condamnés à, inculpé*, extrad*",
    "arrive": "arrive, arrivent, arrivé*, arrivée, débarqu*, accueilli*, accueille*, atterri*, est entré en Russie",
    "award": "décoré*, décore, médaille*, décoration*, récompens*, honoré*",
    "build": "construit, construire, construction*, construisent, bâti*, chantier*, travaux, agrandi*, modernis*",
    "buy": "achète*, acheter, acheté*, achat, achats, acquérir, acquisition*, acquis*",
    "call": "téléphon*, au téléphone, entretien téléphonique, appel téléphonique",
    "cancel": "annul*, report de, reporté*, suspend*, suspension*, ajourn*",
    "capture": "captur*, fait prisonnier, faits prisonniers, prisonnier*, se sont rendus, s'est rendu aux",
    "celebrate": "célèbr*, célébr*, fête, fêtent, anniversaire*, festivités",
    "confirm": "confirm*, reconnaît, reconnu*, reconnaissent, admet, admis*, admettent",
    "defect": "fait défection, défection*, transfuge*, asile, fui vers",
    "deny": "dément, démenti*, démentent, nie, nient, niant, nié*, rejett*, réfut*, infond*, sans fondement, "
    "mensong*, faux, fausse*, refus*",
    "depart": "part pour, parti pour, est parti, quitte, quitté*, départ, en route, s'envol*, décoll*, se rend, "
    "s'est rendu, en partance",
    "deploy": "déploi*, déploy*, envoyé des troupes, envoyer des troupes, envoie des troupes, envoi de troupes, "
    "envoi de soldats, envoie des soldats, envoyé des soldats, envoyer des soldats, renforts, l'envoi",
    "die": "est mort, meurt, décès, décédé*, obsèques, mort de, s'est éteint",
    "estimate": "estim*, selon les renseignements, services de renseignement, renseignement*, soupçonn*, "
    "probablement, croit, jugent, évalu*, vraisemblablement, affirme, affirment, révèl*, déclassifi*",
    "exercise": "exercice*, manœuvre*, entraîn*, entrainement*",
    "fight": "combat, combats, combattent, combattre, combattu*, bataille*, offensive*, affront*, au front, "
    "libération de",
    "flight": "vol direct, vols directs, vols, liaison aérienne, compagnie aérienne",
    "gift": "cadeau*, offre à, offert*, présent offert",
    "invite": "invite, invité*, invitation*, inviter",
    "kill": "tué, tués, tuée*, tuer, tue, morts, blessé*, pertes, victimes, décimé*, abattu*",
    "launch": "tire, tirent, tiré*, tir de, tirs de, lance, lancé*, lancement*, essai nucléaire, essai de missile, "
    "essais de missiles, mise en orbite, teste, testé*",
    "letter": "lettre*, message, messages, télégramme*, félicit*, condoléances, vœux, salutations",
    "memorial": "commémor*, hommage*, mémorial, monument, gerbe*, funérailles, recueill*",
    "open": "ouvr*, ouvert*, ouverture*, inaugur*, rouvr*, réouverture*, reprise, reprend*, repris*, dévoil*",
    "parade": "défilé*, parade*",
    "perform": "concert*, exposition*, festival, spectacle*",
    "plan": "prévoi*, prévu*, compte, entend, va, vont, doit, devrait, prépar*, annonc*, projet*, envisag*, "
    "s'apprête*, promet*, promis*, pourrait, la semaine prochaine",
    "protest": "condamne, condamnent, condamné la, condamnation, dénonc*, protest*, critiqu*, inquiet*, inquiét*, "
    "préoccup*, s'indign*, fustig*",
    "ratify": "ratifi*, entrée en vigueur, entre en vigueur, entré en vigueur",
    "recruit": "recrut*, embauch*, main-d'œuvre, main d'œuvre, envoi de travailleurs, envoie des travailleurs",
    "report": "rapport, rapports, publi*, images satellites, images satellite, imagerie satellite, enquête*, "
    "vidéo*, photos",
    "return": "retour, rentr*, retourn*, regagn*, rapatri*, achev*, conclu*, fin de sa visite",
    "sanction": "sanction*",
    "show": "exhib*, expos*, présent*, dévoile ses, montre, montrent, étalage",
    "sign": "signe, signent, signé*, signature*, signer, paraph*",
    "strike": "attaqu*, attaque, frapp*, frappe*, bombard*, débris, fragments, utilisé*, utilisation*, explos*",
    "summon": "convoqu*, convocation*",
    "supply": "livr*, livraison*, fourni*, fourniture*, transfér*, transfert*, expédi*, vend, vendre, vente*, "
    "vendu*, cargaison*, conteneur*, achemin*",
    "support": "soutien*, soutient, soutenir, soutenu*, appuie, appui, salue, salué*, solidarité, loue",
    "swap": "échange de prisonniers, échangé*",
    "talks": "rencontr*, s'entret*, entretien*, pourparlers, sommet*, négoci*, discut*, discussion*, réuni*, "
    "réunion*, dialogue*, concertation*, reçu par, reçoit",
    "thank": "remerci*, merci, gratitude, reconnaissant*",
    "tour": "touriste*, tourisme, touristique*, vacanciers, station balnéaire",
    "trade": "commerce, commercial*, échanges commerciaux, export*, import de, importation*, importé*",
    "train_service": "liaison ferroviaire, ligne ferroviaire, train de passagers, trains, train",
    "urge": "appelle, appellent, appelé à, exhort*, exige*, demande*, réclam*, presse",
    "veto": "veto, véto, bloqu*",
    "visit": "visite*, voyage*, visité*, déplacement, délégation*, tournée",
    "vote": "vote*, voté*, adopt*, résolution*, approuv*, abst*",
    "warn": "avert*, met en garde, mis en garde, mise en garde, menac*, menace*, conséquences, prévien*",
    "withdraw": "retir*, retrait*, repli*, replié*",
    "plan+talks": "rencontrera",
    "plan+visit": "visitera, se rendra, prochaine visite",
}
