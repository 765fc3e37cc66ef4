"""Acts in Spanish."""

from __future__ import annotations

from typing import Final

FORMS: Final[dict[str, str]] = {
    "": "en relación con, fuentes abiertas, a través de, por lo tanto",
    "accuse": "acusa, acusan, acusó, acusado*, acusaci*, acusar*, presunt*",
    "agree": "acuerdo, acuerdos, acordaron, acordó, pactaron, memorando*, convenio*, consenso",
    "aid": "ayuda, ayudas, ayudó, ayudar, humanitari*, donaci*, donó, socorro",
    "appoint": "nombrado, nombra, nombramiento, nuevo embajador",
    "arrest": "arrest*, detenid*, detuv*, detenc*, condenado a, condenados a, extradi*, encarcel*",
    "arrive": "llega, llegan, llegó, llegaron, llegada, llegar, arriba a, aterriz*, bienvenida, entró en Rusia",
    "award": "condecor*, medalla*, galard*, honr*, premi*, orden de",
    "build": "construy*, construir*, construcción, construcciones, obra, obras, edific*, ampli*, moderniz*",
    "buy": "compra, compran, compró, comprar*, compras, adquir*, adquisic*, comprado*",
    "call": "llamada telefónica, por teléfono, telefón*, conversación telefónica",
    "cancel": "cancel*, aplaz*, pospon*, pospuso, suspend*, suspens*",
    "capture": "captur*, prisionero*, apres*, se rindió, se rindieron, hecho prisionero",
    "celebrate": "celebr*, aniversario*, festej*",
    "confirm": "confirm*, reconoc*, admit*, admiti*",
    "defect": "desert*, desertor*, asilo, huyó a, huyeron a",
    "deny": "niega, niegan, negó, negaron, negar, desmient*, desminti*, rechaz*, refut*, infundad*, sin pruebas, "
    "fals*, descart*",
    "depart": "parte hacia, partió, partieron, sale de, salió de, salió hacia, viaja a, viajó a, rumbo a, abandon*, "
    "partida, despeg*, se dirige, camino a",
    "deploy": "despleg*, despliegue*, despliega*, envió tropas, envía tropas, enviar tropas, envío de tropas, "
    "envío de soldados, envía soldados, envió soldados, enviar soldados, refuerzos, enviado tropas, enviado soldados",
    "die": "muere, murió, fallec*, muerte de, funeral*, deceso",
    "estimate": "estim*, cree, creen, según la inteligencia, inteligencia*, sospech*, calcul*, probablemente, "
    "asegur*, afirm*, revel*, evalú*, presume",
    "exercise": "ejercicio*, maniobra*, entren*, entrenamiento*",
    "fight": "combat*, lucha*, luchan, lucharon, batalla*, ofensiva*, enfrent*, liberación de",
    "flight": "vuelo directo, vuelos directos, vuelo, vuelos, aerolínea*, conexión aérea",
    "gift": "regal*, obsequi*",
    "invite": "invit*, invitaci*",
    "kill": "mata, mató, mataron, matar, muertos, heridos, murieron, bajas, abatid*, víctimas, caídos, mueren",
    "launch": "lanz*, lanzamiento*, dispar*, prueba nuclear, ensayo nuclear, prueba de misil*, prob*, puso en órbita",
    "letter": "carta, cartas, mensaje*, telegrama*, felicit*, condolencias, saludo*, pésame",
    "memorial": "memorial*, conmemor*, homenaj*, monumento*, ofrenda*, luto, tributo",
    "open": "abre, abren, abrió, abrieron, abrir, apertura, inaugur*, reanud*, reabr*, reapertura, estren*",
    "parade": "desfile*",
    "perform": "concierto*, exposición, festival, espectáculo*",
    "plan": "planea*, plan, planes, prevé, previst*, prepara*, anuncia*, anunció, anunciaron, va a, tiene previsto, "
    "pretende*, hará, prometió, promete*, podría*, próxima semana, contempla, será, planeó",
    "protest": "condena, condenan, condenó, condenaron, protest*, critic*, denunci*, preocup*, repudi*, rechazo de",
    "ratify": "ratific*, entra en vigor, entró en vigor, entrada en vigor",
    "recruit": "reclut*, contrat*, mano de obra, envío de trabajadores, envía trabajadores, enviar trabajadores, "
    "enviará trabajadores",
    "report": "informe, informes, public*, imágenes satelitales, imágenes de satélite, vídeo*, video*, fotos, "
    "investigac*",
    "return": "regres*, vuelve a, volvió a, retorn*, repatri*, conclu*, concluy*, finaliz*, de regreso",
    "sanction": "sancion*, sanción, sanciones",
    "show": "exhib*, muestr*, mostró, expos*, exposici*, exhibici*",
    "sign": "firm*, suscrib*, rubric*",
    "strike": "ataque*, atac*, bombarde*, golpe*, restos, fragmentos, utiliz*, impact*, explos*",
    "summon": "convoca, convocó, convocado*, cita al embajador, citó al embajador",
    "supply": "suministr*, entreg*, envía armas, envió armas, enviar armas, envío de armas, transfer*, provee*, "
    "proporcion*, vend*, venta*, cargamento*, contenedor*",
    "support": "apoy*, respald*, elogi*, solidari*, alab*, defiende*",
    "swap": "intercambio de prisioneros, canje*",
    "talks": "se reúne*, se reunió, se reunieron, reunión, reuniones, cumbre*, encuentro*, encontr*, diálogo*, "
    "negoci*, conversaci*, discut*, debat*, dialog*, abord*, recibe, recibió, recibido*",
    "thank": "agradec*, gracias, gratitud",
    "tour": "turist*, turismo, turístic*, veraneantes",
    "trade": "comerci*, export*, import de, importaci*, import*, intercambio comercial",
    "train_service": "tren de pasajeros, servicio ferroviario, conexión ferroviaria, trenes, tren, ferrocarril*",
    "urge": "insta, instan, instó, instaron, exig*, exhort*, pide, piden, pidió, pidieron, reclam*, llama a",
    "veto": "veto, vetó, vetaron, vetar, bloque*",
    "visit": "visita, visitas, visitó, visitan, visitar, visitaron, viaje*, gira, delegaci*",
    "vote": "vot*, aprob*, resolución, resoluciones, abstu*, adopt*",
    "warn": "advierte*, advirti*, advert*, amenaz*, alert*, consecuencias",
    "withdraw": "retir*, repleg*, replieg*",
    "plan+supply": "enviará*",
    "plan+talks": "se reunirá*",
    "plan+visit": "visitará*, viajará*",
}
