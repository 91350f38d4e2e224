"""Danish for the contracts of levels, positions and what else planning finds."""

DANISH: dict[str, str] = {
    # the table reorder_points
    "When to order each item-location, and up to which level.": (
        "Hvornår hver vare på hvert sted bestilles, og op til hvilket niveau."
    ),
    "Policy": "Politik",
    "Where it comes from.": "Hvor den kommer fra.",
    "Target": "Mål",
    "Its level.": "Dets niveau.",
    "Expected demand a day.": "Ventet efterspørgsel om dagen.",
    "Days the reorder point covers.": "Dage, bestillingspunktet dækker.",
    "Days an order should last.": "Dage, en ordre bør række.",
    "Expected over the protection interval.": "Ventet over de dage, der skal dækkes.",
    "Reorder point − expected demand − units on display.": (
        "Bestillingspunkt − ventet efterspørgsel − udstillede enheder."
    ),
    "Units on display there and where it replenishes, no safety stock.": (
        "Enheder udstillet dér og hvor det forsyner; intet sikkerhedslager."
    ),
    "Order at or below it.": "Bestil ved eller under det.",
    "Position after ordering.": "Disponibelt efter bestilling.",
    "Days the order-up-to level lasts.": "Dage, opfyldningsniveauet rækker.",
    "Share of demand these levels serve.": (
        "Andel af efterspørgslen, disse niveauer betjener."
    ),
    "Reorder point without a planner's own.": (
        "Bestillingspunkt uden en planlæggers eget."
    ),
    "Level without a planner's own.": "Niveau uden en planlæggers eget.",
    (
        "What a planner's own levels cost more a year than computed ones; empty: "
        "none are set, or no price is known."
    ): (
        "Hvad en planlæggers egne niveauer koster mere om året end de beregnede; "
        "tom: ingen er sat, eller ingen pris er kendt."
    ),
    "What the forecast rests on.": "Hvad prognosen hviler på.",
    # the table planning_positions
    "The position of every item-location, with the places it serves.": (
        "Hvad der er disponibelt af hver vare på hvert sted, med de steder, det "
        "forsyner."
    ),
    "Units there.": "Enheder dér.",
    "Of these promised.": "Heraf lovet.",
    "Of these held.": "Heraf spærret.",
    "Owed beyond what is there, dated orders included.": (
        "Skyldes ud over, hvad der er, daterede ordrer medregnet."
    ),
    "On the way from our own places.": "På vej fra vores egne steder.",
    "Bought, arriving in time to count.": "Købt, ankommer i tide til at tælle.",
    "Approved or sent, not yet imported.": "Godkendt eller sendt, endnu ikke indlæst.",
    "Expected back from customers.": "Ventet tilbage fra kunder.",
    "Will expire before use.": "Udløber før brug.",
    (
        "On hand − reserved − held − backordered + in transit + on order + approved "
        "+ expected returns − expiring."
    ): (
        "På lager − reserveret − spærret − i restordre + undervejs + bestilt + "
        "godkendt + ventede returvarer − udløber."
    ),
    "Of on order: late.": "Af det bestilte: forsinket.",
    "On order, but too far away to count.": "Bestilt, men for langt væk til at tælle.",
    # the table last_orders
    "Items whose end is in sight, and what is still bought of them.": (
        "Varer, hvis slutning er i sigte, og hvad der endnu købes af dem."
    ),
    "Last day of sale.": "Sidste salgsdag.",
    "Last chance to order.": "Sidste bestillingsmulighed.",
    "The last chance is ahead, the next one, gone, or goods would come too late": (
        "Den sidste mulighed ligger foran, er den næste, er forbi, eller varer ville "
        "komme for sent"
    ),
    "Expected to sell until then.": "Ventes solgt indtil da.",
    "Level of that demand to buy for.": "Niveau af den efterspørgsel, der købes til.",
    "Position that meets it.": "Beholdning, der dækker den.",
    "Level to commit to before the last chance.": (
        "Niveau, man binder sig til før den sidste mulighed."
    ),
    "Left for the last chance.": "Tilbage til den sidste mulighed.",
    "What a unit left over is sold for.": "Hvad en enhed tilovers sælges for.",
    # the table safety_placement
    "Safety stock of places that replenish each other, where it costs least.": (
        "Sikkerhedslager for steder, der forsyner hinanden, hvor det koster mindst."
    ),
    "Days its source promises to send in.": "Dage, dets kilde lover at sende inden.",
    "Days in which it sends to the places it replenishes; customers wait for none.": (
        "Dage, det sender inden til de steder, det forsyner; kunder venter ikke på "
        "nogen."
    ),
    "Days its own safety stock must cover.": (
        "Dage, dets eget sikkerhedslager skal dække."
    ),
    "Level it is for.": "Niveau, det er til.",
    "Safety stock that lies there.": "Sikkerhedslager, der ligger dér.",
    "What a year of it costs.": "Hvad et år af det koster.",
    "What it would cost if every place sent at once.": (
        "Hvad det ville koste, hvis hvert sted sendte straks."
    ),
    # the table suggested_builds
    "Kits to put together ahead, and the components they take.": (
        "Sæt, der skal samles på forhånd, og de komponenter, de bruger."
    ),
    "Kits short of the order-up-to level.": "Sæt, der mangler op til niveauet.",
    "Kits that can be built now.": "Sæt, der kan samles nu.",
    "Why it is built": "Hvorfor det samles",
    "What the components of one kit cost.": "Hvad ét sæts komponenter koster.",
    "What one costs to buy, company currency.": (
        "Hvad ét koster at købe, virksomhedens valuta."
    ),
    "Units of the component wanted for it.": (
        "Enheder af komponenten, der skal bruges til det."
    ),
    "Of these available.": "Heraf disponible.",
    "Units to be bought before the rest is built.": (
        "Enheder, der skal købes, før resten samles."
    ),
    # the table suggested_transfers
    "What to move between our own places before buying.": (
        "Hvad der skal flyttes mellem vores egne steder, før der købes."
    ),
    "Ship by.": "Send senest.",
    "Arrives.": "Ankommer.",
    "Available where it leaves.": "Disponibelt, hvor det sendes fra.",
    "Position where it goes.": "Beholdning, hvor det skal hen.",
    "Level aimed at there.": "Niveau, der sigtes mod dér.",
    "Excess moved instead of buying, or replenishment from its source": (
        "Overlager flyttet i stedet for køb, eller forsyning fra dets kilde"
    ),
    "What moving excess costs on its lane.": (
        "Hvad det koster at flytte overlager ad ruten."
    ),
    "What buying the same would cost.": "Hvad det ville koste at købe det samme.",
    # the table exceptions
    "What needs a person.": "Hvad der kræver et menneske.",
    "Item; empty: not about one.": "Vare; tom: ikke om én.",
    "Place; empty: not about one.": "Sted; tom: ikke om ét.",
    "Document; empty: none.": "Bilag; tom: intet.",
    "Money at stake.": "Penge på spil.",
    "What it is, and what to do.": "Hvad det er, og hvad der kan gøres.",
    # the table policy_backtest
    "What a policy would have earned on the user's own past, in total and by class.": (
        "Hvad en politik ville have tjent på jeres egen fortid, i alt og efter klasse."
    ),
    (
        "Policy: as planned week by week; as it really was; mean and deviation "
        "alone; planner's minimum and maximum, else levels set once; perfect "
        "foresight"
    ): (
        "Politik: som planlagt uge for uge; som det virkelig gik; gennemsnit og "
        "afvigelse alene; planlæggers minimum og maksimum, ellers niveauer sat én "
        "gang; perfekt forudviden"
    ),
    "First day judged.": "Første dag, der bedømmes.",
    "Last day judged.": "Sidste dag, der bedømmes.",
    "Item-locations.": "Varer på steder.",
    "Units asked for, estimated lost ones too.": (
        "Ønskede enheder, de skønnede tabte medregnet."
    ),
    "Share of them served from stock; empty: none asked for.": (
        "Andel af dem leveret fra lager; tom: ingen ønsket."
    ),
    "Days on which an item-location could not be sold, summed.": (
        "Dage, en vare på et sted ikke kunne sælges, lagt sammen."
    ),
    "Average stock value.": "Gennemsnitlig lagerværdi.",
    "Orders placed with suppliers; of a class its share by lines.": (
        "Ordrer afgivet til leverandører; for en klasse dens andel efter linjer."
    ),
    "Cost of holding stock.": "Omkostning ved at have lager.",
    "Cost of placing orders.": "Omkostning ved at afgive ordrer.",
    "Margin of what was not served.": "Avance på det, der ikke blev leveret.",
    "Holding + ordering + lost margin.": "Lager + bestilling + tabt avance.",
    "Total cost below what it really was.": (
        "Samlet omkostning under, hvad den virkelig var."
    ),
    "Nine times of ten it is above this …": "Ni gange af ti er den over dette …",
    "… and below this.": "… og under dette.",
    "Whether it would have cost less": "Om den ville have kostet mindre",
    # the table policy_frontier
    "What the plan would have served with how much stock, one target for all items.": (
        "Hvad planen ville have leveret med hvor meget lager, ét mål for alle varer."
    ),
    "Order of the targets, the lowest first.": "Målenes rækkefølge, det laveste først.",
    "Service aimed at for every item.": "Service, der sigtes mod for hver vare.",
    "Share of demanded units served from stock.": (
        "Andel af ønskede enheder leveret fra lager."
    ),
}
