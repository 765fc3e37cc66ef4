"""Acts in English."""

from __future__ import annotations

from typing import Final

FORMS: Final[dict[str, str]] = {
    "": "so-called, called the, calls it, signs of, sign of, no sign, a sign that, signed up, launch of talks, "
    "meet demand, met with criticism, open letter, open to, opens the door, fire department, open source, "
    "open-source, back home, as well as, military build-up, build-up, will of, supply chain, supply chains, "
    "return to power, visiting professor, trip wire, death toll, death penalty, capture the, free trade, trade war, "
    "trade union, call it, attack drone, attack drones, outbreak of war, officials sign",
    "accuse": "accuse, accuses, accused, accusing, accusation*, blame, blames, blamed, alleges, alleged, alleging, "
    "allegation*, allegedly",
    "agree": "agree, agrees, agreed, agreement, agreements, deal, deals, consensus, memorandum, accord, reach a deal",
    "aid": "aid, humanitarian, assistance, relief, donated, donates, donation*, helps, helped, help from, helping",
    "appoint": "appoint, appoints, appointed, appointment, named ambassador, new ambassador, dismissed from, "
    "replaced as",
    "arrest": "arrest*, detain*, sentenced, jailed, charged with, indicted, extradit*, imprisoned, prosecuted",
    "arrive": "arrive, arrives, arrived, arriving, arrival, arrivals, lands in, landed in, landed at, reaches, "
    "rolled into, enters Russia, entered Russia, crossed into, crosses into, crossed the border, welcomed, "
    "welcomes, welcome, greeted, greets, came to, pulled into",
    "award": "award, awards, awarded, decorated, medal*, honored, honoured, bestow*, Hero of, decorations, Order of",
    "build": "build, builds, building, built, construction, constructs, construct, constructing, "
    "under construction, groundbreaking, ground-breaking, broke ground, expands, expanding, expansion, upgrading, "
    "upgrade*, modernis*, moderniz*, completed, completion, spans joined",
    "buy": "buy, buys, buying, bought, purchase, purchases, purchased, purchasing, procure*, acquire*, acquiring",
    "call": "phone call, telephone, telephoned, by phone, phone talks, phone conversation, phoned, spoke by phone, "
    "video call",
    "cancel": "cancel, cancels, cancelled, canceled, cancellation, postpone*, put off, called off, suspend*, "
    "scrap*, delays, delayed, halts, halted",
    "capture": "captured, capturing, captures, capture, took prisoner, taken prisoner, prisoner of war, "
    "prisoners of war, taken alive, surrendered, POW, POWs, in custody of Ukraine",
    "celebrate": "celebrate, celebrates, celebrated, celebrating, celebration*, anniversary, anniversaries, "
    "festivities, gala, marks the, marked the, holiday",
    "confirm": "confirm, confirms, confirmed, confirming, confirmation, acknowledge*, admit, admits, admitted, "
    "verified, verifies, admission, first time publicly",
    "defect": "defect, defects, defected, defection*, defector*, asylum, fled to, flees to, wish to go to South",
    "deny": "deny, denies, denied, denying, denial, rejects, rejected, rejecting, dismiss, dismisses, dismissed, "
    "refute*, no evidence, untrue, groundless, fake, fabricat*, rumors, rumours, baseless, unfounded, has not seen, "
    "no confirmation, cannot confirm, could not confirm",
    "depart": "depart, departs, departed, departing, departure, leaves for, left for, leaves Russia, left Russia, "
    "set off, sets off, heads to, headed to, headed for, heading to, on his way, on its way, en route, heads for, "
    "leave for, leaves Moscow, left Moscow, travels to, traveled to, travelled to, traveling to, travelling to, "
    "sees off, seen off",
    "deploy": "deploy, deploys, deployed, deploying, deployment, deployments, sent troops, sends troops, "
    "sending troops, sending soldiers, sent soldiers, dispatch, dispatched, dispatches, dispatching, "
    "reinforcements, additional troops, more troops, redeploy*, troops to Russia, soldiers to Russia, send troops, "
    "send soldiers, sent its troops, sending its troops",
    "die": "dies, died, death of, passed away, dead at, obituary, sudden death, funeral",
    "estimate": "estimate, estimates, estimated, believes, believed to, assess, assesses, assessed, assessment*, "
    "suspect, suspects, suspected, intelligence says, intelligence shows, spy agency, declassified, "
    "intelligence indicates, according to intelligence, intelligence report*, intelligence suggests, "
    "appears to have, likely, presumed, reveals, revealed, disclose*, claims, claimed, detected",
    "exercise": "drill, drills, exercise, exercises, war games, maneuvers, manoeuvres, training, trained, "
    "trains in, live-fire, train troops, being trained",
    "fight": "fight, fights, fighting, fought, battle, battles, combat, clash*, engaged in combat, "
    "on the front line, offensive, assault*, counteroffensive, fighters",
    "flight": "direct flight*, flight, flights, air service, airline, airlines, air link",
    "gift": "gift, gifts, gifted, present from, presented with, presents to, souvenir*",
    "invite": "invite, invites, invited, inviting, invitation, at the invitation",
    "kill": "kill, kills, killed, killing, casualties, wounded, injured, dead, deaths, fallen, losses, "
    "killed in action, slain, perished",
    "launch": "launch, launches, launched, launching, test-fire*, test-fired, missile test*, tests missile, "
    "fires missile, fires ballistic, fires cruise, fired a ballistic, fired ballistic, fired cruise, fires several, "
    "fired several, fired two, fires two, test launch*, blast off, lifted off, put into orbit, nuclear test",
    "letter": "letter, letters, message, messages, telegram*, congratulat*, condolence*, greetings, greeting, "
    "reply to, wishes, wished, best wishes, sent a message",
    "memorial": "memorial, mourn*, tribute*, commemorat*, wreath*, monument, honours fallen, honors fallen, "
    "laid flowers, cemetery, remembrance",
    "open": "opens, opened, opening ceremony, opening of, inaugurat*, unveil*, reopen*, resume*, resumption, "
    "unveils, commissioned, put into service, goes into operation, official opening",
    "parade": "parade, parades, paraded, march past",
    "perform": "concert, concerts, art performance, performed for, performances, exhibition, film festival, "
    "art troupe, circus",
    "plan": "plan, plans, planned, planning, intends, intend, intention, prepar*, expected to, is expected, will, "
    "set to, scheduled, upcoming, announce*, ready to, considering, pledge*, vow, vows, vowed, promised, promises, "
    "mulls, looking to, wants to, seeks to, next week, next month, next year, on the agenda, potential, might",
    "protest": "condemn*, protest, protests, protested, denounce*, deplore*, criticis*, criticiz*, slams, slammed, "
    "outrage, decries, decried, blasts, lambast*, concern, concerns, concerned",
    "ratify": "ratify, ratifies, ratified, ratification, enters into force, entered into force, came into force, "
    "comes into force, into effect, takes effect, took effect, instruments of ratification",
    "recruit": "recruit*, hire, hires, hired, hiring, send workers, sends workers, sent workers, laborers, "
    "labourers, employ workers, workers to, employing, labor exports, manpower",
    "report": "report says, report finds, new report, published, publishes, releases report, released a report, "
    "satellite images, satellite imagery, releases images, footage, video shows, images show, documents show, "
    "investigation, photos show, released photos, photos, investigators, analysis of, study",
    "return": "return, returns, returned, returning, back in Pyongyang, back from, home from, came home, "
    "comes home, repatriat*, wraps up, wrapped up, concludes, concluded, ends visit, ended his visit, ends trip",
    "sanction": "sanction, sanctioned, imposes sanctions, imposed sanctions, new sanctions, blacklist*, "
    "sanctions on, sanctions against, sanctions, designates, asset freeze, impose sanctions",
    "show": "show off, shows off, showed off, showing off, showcase*, display, displays, displayed, exhibit*, on show",
    "sign": "sign, signs, signed, signing, signature, initialled, ink, inks, inked, concluded a treaty",
    "strike": "strike, strikes, struck, attack, attacks, attacked, shell, shelled, shelling, hit by, hits, "
    "bombard*, debris, fragments, wreckage, fired at, used against, remnants, in use in, use of North Korean, "
    "fired into, drone attack, used North Korean, missile attack, exploded",
    "summon": "summon, summons, summoned, summoning, called in the ambassador",
    "supply": "supply, supplies, supplied, supplying, deliver, delivers, delivered, delivering, delivery, "
    "deliveries, ship, ships arms, shipped, shipping, shipment, shipments, transfer, transfers, transferred, "
    "transferring, provide, provides, provided, providing, send weapons, sends weapons, sent weapons, send arms, "
    "arms to Russia, weapons to Russia, sell, sells, sold, selling, sale of, arming, hand over weapons, "
    "handed over, containers, arms sale, arms sales",
    "support": "support, supports, supported, supporting, backs, backing, praise*, hails, hailed, solidarity, "
    "full support, defends, defended, stand by, stands with, unwavering, vindicat*",
    "swap": "prisoner swap, prisoner exchange, exchange of prisoners, exchanged prisoners, handover of prisoners, "
    "bodies exchanged",
    "talks": "meet, meets, met, meeting, meetings, talks, summit, negotiat*, held talks, hold talks, holds talks, "
    "hosts, hosted, discuss, discusses, discussed, discussing, discussions, dialogue, consultations, conference, "
    "face-to-face, sits down with, confer, spoke with, huddles, huddled, huddle, confers, met with, rendezvous, "
    "co-chair*, receives, received by, receiving, granted an audience, audience with",
    "thank": "thanked, thanks, thank, thanking, gratitude, grateful",
    "tour": "tourist*, tourism, tour group*, holidaymaker*, vacationer*, sightsee*, ski trip, resort",
    "trade": "trade, export, exports, exported, exporting, import, imports, imported, trade turnover, trade volume, "
    "business",
    "train_service": "rail service, train service, railway service, rail link, passenger train*, direct train*, "
    "rail traffic, train route, freight train*, railcars",
    "urge": "urge, urges, urged, urging, call for, calls for, called for, calling for, demand, demands, demanded, "
    "calls on, called on, appeals, appealed, insists, asks, asked",
    "veto": "veto, vetoes, vetoed, vetoing, blocks resolution, blocked a resolution, blocked the renewal",
    "visit": "visit, visits, visited, visiting, trip, trips, state visit, tour of, toured, tours, inspects, "
    "inspected, delegation, on tour, Russia tour",
    "vote": "vote, votes, voted, voting, adopts, adopted, passes resolution, approved, approves, resolution, abstain*",
    "warn": "warn, warns, warned, warning, warnings, threat, threats, threaten*, consequences, will pay a price, "
    "pay a price, red line, retaliat*",
    "withdraw": "withdraw*, withdrew, pulled back, pulled out, pull back, pulls out, rotated, rotation, withdrawal",
    "plan+arrive": "to arrive",
    "plan+build": "to build",
    "plan+deploy": "to deploy, to send troops, to send soldiers, to dispatch, will send troops, to send more troops",
    "plan+launch": "to launch",
    "plan+open": "to open",
    "plan+sign": "to sign",
    "plan+supply": "to supply, to send, to sell, to provide, to deliver, will supply",
    "plan+talks": "to meet, to hold, to host, to discuss, will meet, plan talks, plans talks, planned meeting, "
    "may meet, could meet, might meet, meet next",
    "plan+visit": "to visit, to travel, to attend, due to visit, may visit, could visit, possible visit, "
    "will visit, will travel, might visit, planned visit, upcoming visit, will attend, to join",
}
