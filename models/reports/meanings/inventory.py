"""Danish for the contracts of moves, the ledger, lots and positions."""

DANISH: dict[str, str] = {
    # the table stock_moves
    "Changes of stock, from documents: append-only facts.": (
        "Ændringer af lageret, fra bilag: kendsgerninger, der kun lægges til."
    ),
    "Kind, document, line and leg.": "Slags, bilag, linje og ben.",
    "When it happened.": "Hvornår det skete.",
    "When we learned it.": "Hvornår vi fik det at vide.",
    "Which stock": "Hvilket lager",
    "Units, signed; empty where counted_qty stands.": (
        "Enheder med fortegn; tom, hvor counted_qty står."
    ),
    "Units seen; the ledger posts the difference.": (
        "Sete enheder; lagerbogen bogfører forskellen."
    ),
    "Document and line.": "Bilag og linje.",
    "Cost given by the document.": "Kostpris, bilaget giver.",
    "The move whose cost it takes back or carries on.": (
        "Bevægelsen, hvis kostpris den tager tilbage eller fører videre."
    ),
    # the table superseded_moves
    "Moves that documents told of before they were corrected.": (
        "Bevægelser, som bilag fortalte om, før de blev rettet."
    ),
    "When we learned better.": "Hvornår vi fik bedre besked.",
    # the table superseded_receipt_lines
    "Lines of receipts as they were before they were corrected.": (
        "Modtagelseslinjer, som de var, før de blev rettet."
    ),
    # the table superseded_invoice_lines
    "Lines of invoices as they were before they were corrected.": (
        "Fakturalinjer, som de var, før de blev rettet."
    ),
    # the table superseded_landed_costs
    "Charges as they were before they were corrected.": (
        "Omkostninger, som de var, før de blev rettet."
    ),
    # the table item_cost_versions
    "What was known of costs of an item, of items that were ever known otherwise.": (
        "Hvad man vidste om en vares kostpriser, for varer, der engang var kendt "
        "anderledes."
    ),
    "Of the versions that stand, the highest counts.": (
        "Af de versioner, der gælder, tæller den højeste."
    ),
    "When we learned it; empty: it was known all along.": (
        "Hvornår vi fik det at vide; tom: det var kendt hele tiden."
    ),
    "When we learned that it stands no more; empty: it does.": (
        "Hvornår vi fik at vide, at det ikke gælder mere; tom: det gælder."
    ),
    "Product group it was in.": "Varegruppe, den var i.",
    "Cost per stock unit.": "Kostpris pr. lagerenhed.",
    "Owner of consigned goods; empty when they were ours.": (
        "Ejer af konsignationsvarer; tom, når de var vores."
    ),
    "Weight per stock unit; charges go by it.": (
        "Vægt pr. lagerenhed; omkostninger fordeles efter den."
    ),
    "Volume per stock unit; charges go by it.": (
        "Rumfang pr. lagerenhed; omkostninger fordeles efter det."
    ),
    # the table handling_cost_versions
    "What handling was known to cost, of places that were ever known otherwise.": (
        "Hvad håndtering var kendt for at koste, for steder, der engang var kendt "
        "anderledes."
    ),
    # the table order_price_versions
    "What order lines said that a unit costs, and since when.": (
        "Hvad ordrelinjer sagde, en enhed koster, og siden hvornår."
    ),
    # the table supplier_price_versions
    "What suppliers were known to ask, of prices ever known otherwise.": (
        "Hvad leverandører var kendt for at forlange, for priser, der engang var "
        "kendt anderledes."
    ),
    "First day of the price.": "Prisens første dag.",
    # the table exchange_rate_versions
    "Every exchange rate that was ever told, with when it was known.": (
        "Hver valutakurs, der nogensinde er fortalt, med hvornår den var kendt."
    ),
    # the table costing_rule_versions
    "What was known of costing rules; empty where it was always what is now.": (
        "Hvad man vidste om kostregler; tom, hvor det altid var som nu."
    ),
    "Level.": "Niveau.",
    "Which one of the level; empty for the company.": (
        "Hvilken på niveauet; tom for virksomheden."
    ),
    "What it sets": "Hvad den bestemmer",
    # the table move_costs
    "What documents say a move costs; its cost is the sum of the facts that stand.": (
        "Hvad bilag siger, en bevægelse koster; dens kost er summen af de "
        "oplysninger, der gælder."
    ),
    "The move.": "Bevægelsen.",
    "Document and line that says so.": "Bilag og linje, der siger det.",
    "Company currency, whole minor units.": "Virksomhedens valuta, hele øre.",
    "When we learned better; empty: it stands.": (
        "Hvornår vi fik bedre besked; tom: det gælder."
    ),
    "The rate or product that changed it; empty: the document.": (
        "Kursen eller varen, der ændrede det; tom: bilaget."
    ),
    # the table ledger
    "Every move with the balance after it.": (
        "Hver bevægelse med beholdningen efter den."
    ),
    "Order of the move in its item-location.": (
        "Bevægelsens nummer for varen på stedet."
    ),
    "Units, signed.": "Enheder med fortegn.",
    "Units of the item in this bucket of the place after it.": (
        "Enheder af varen i stedets beholdning efter den."
    ),
    "At or after the first stock row.": "Ved eller efter den første lagerrække.",
    "How its cost was found": "Hvordan dens kost blev fundet",
    "Cost per unit of the move.": "Kost pr. enhed af bevægelsen.",
    "Cost of the move, signed as its units.": (
        "Bevægelsens kost, med enhedernes fortegn."
    ),
    (
        "What the value changes by beside the cost: a settled shortage, a residual "
        "of rounding, a variance from standard; it goes to the cost of goods sold."
    ): (
        "Hvad værdien ændres med ved siden af kosten: en udlignet mangel, en rest af "
        "afrunding, en afvigelse fra standard; det går til vareforbruget."
    ),
    "Value of this bucket of the item-location after it.": (
        "Værdien af varens beholdning på stedet efter den."
    ),
    "Of a correction: the late documents that made it.": (
        "Af en rettelse: de sene bilag, der gav den."
    ),
    # the table cost_layers
    "Open layers of cost.": "Åbne kostlag.",
    "Next to leave first.": "Næste, der går ud først.",
    "When the goods came, kept over transfers.": (
        "Hvornår varerne kom, også gennem flytninger."
    ),
    "Units left; negative: taken out before they came.": (
        "Enheder tilbage; negativ: taget ud, før de kom."
    ),
    "What they cost; empty: not known.": "Hvad de kostede; tom: ukendt.",
    "The move that brought the goods in first.": (
        "Bevægelsen, der først bragte varerne ind."
    ),
    # the table stock_lots
    "What is left on hand of each lot, in the order in which it leaves.": (
        "Hvad der er tilbage på lager af hvert parti, i den rækkefølge det går ud."
    ),
    "1 leaves first: first to expire, then first to come; expired lots come last.": (
        "1 går ud først: det, der først udløber, så det, der først kom; udløbne "
        "partier kommer sidst."
    ),
    "Lot; empty: units whose lot nobody wrote.": (
        "Parti; tom: enheder, hvis parti ingen skrev."
    ),
    "Last day of use; empty: none is known.": "Sidste brugsdag; tom: ingen er kendt.",
    "Day on which the first of it came.": "Dag, den første af det kom.",
    "Units left.": "Enheder tilbage.",
    "Its last day of use is over.": "Dets sidste brugsdag er forbi.",
    (
        "Not expired, but some of it will be before mean demand gets to it; without "
        "demand, within 30 days."
    ): (
        "Ikke udløbet, men noget af det udløber, før den gennemsnitlige "
        "efterspørgsel når det; uden efterspørgsel inden 30 dage."
    ),
    # the table stock_positions
    "Where stock stands at the end of the day the plan is made.": (
        "Hvor lageret står ved udgangen af den dag, planen laves."
    ),
    "First stock row.": "Første lagerrække.",
    "Last stock row.": "Sidste lagerrække.",
    "Balance of the ledger.": "Lagerbogens saldo.",
    "Units for planning: never below zero.": (
        "Enheder at planlægge med: aldrig under nul."
    ),
    "Units of open customer orders.": "Enheder på åbne kundeordrer.",
    "On hand, promised to open orders.": "På lager, lovet til åbne ordrer.",
    "On hand, not to be sold: on hold, or expired and not on hold.": (
        "På lager, må ikke sælges: spærret, eller udløbet og ikke spærret."
    ),
    "On hand − reserved − held.": "På lager − reserveret − spærret.",
    "Open orders beyond what is on hand.": "Åbne ordrer ud over, hvad der er på lager.",
    "On the way from our own places, or received and not put away.": (
        "På vej fra vores egne steder, eller modtaget og ikke lagt på plads."
    ),
    "Bought, not received, not doubtful.": "Købt, ikke modtaget, ikke tvivlsomt.",
    "Old remainders that are not counted.": "Gamle rester, der ikke tælles.",
    "Next expected arrival.": "Næste ventede ankomst.",
    (
        "Available units that expire before they are used at the mean daily demand "
        "of the place and those it replenishes, first to expire first; without "
        "demand, those that expire within 30 days."
    ): (
        "Disponible enheder, der udløber, før de bruges ved den gennemsnitlige "
        "daglige efterspørgsel på stedet og dem, det forsyner, det først udløbende "
        "først; uden efterspørgsel dem, der udløber inden 30 dage."
    ),
    "Available + on order + in transit − backordered.": (
        "Disponibelt + bestilt + undervejs − i restordre."
    ),
    # the table available_to_promise
    "What can still be promised for a day: a row where something changes.": (
        "Hvad der endnu kan loves til en dag: en række, hvor noget ændres."
    ),
    "Day; the first one is the day the plan is made.": (
        "Dag; den første er den dag, planen laves."
    ),
    "Units that come; on the first day, what is available.": (
        "Enheder, der kommer; på den første dag det, der er disponibelt."
    ),
    (
        "Units wanted by dated orders, or expired without use since the day before; "
        "on the first day, what is backordered."
    ): (
        "Enheder, daterede ordrer ønsker, eller som er udløbet ubrugt siden dagen "
        "før; på den første dag det, der er i restordre."
    ),
    "All that came − all that went by then.": "Alt, der kom − alt, der gik indtil da.",
    "Units that can be promised for the day without breaking another promise.": (
        "Enheder, der kan loves til dagen uden at bryde et andet løfte."
    ),
    # the table kit_availability
    "How many of a kit can be had at a place.": (
        "Hvor mange af et sæt der kan fås på et sted."
    ),
    "Put together at sale, or ahead": "Samles ved salget eller på forhånd",
    "Units of the kit itself on hand.": "Enheder af selve sættet på lager.",
    "Whole kits that the components available at the place make.": (
        "Hele sæt, som de disponible komponenter på stedet rækker til."
    ),
    "Buildable; of a stocked kit also those available, less those backordered.": (
        "Kan samles; for et lagerført sæt også de disponible, minus dem i restordre."
    ),
    (
        "Available when the kits before it in this table take theirs from the same "
        "stock of the place."
    ): (
        "Disponibelt, når sættene før det i tabellen tager deres fra samme lager på "
        "stedet."
    ),
    "The component that allows the fewest.": "Komponenten, der rækker til færrest.",
    # the table stock_daily
    "Stock of an item-location on one day.": "Lageret af en vare på et sted på én dag.",
    "Day of the place's time zone.": "Dag i stedets tidszone.",
    "At the start.": "Ved dagens start.",
    "Came in.": "Kom ind.",
    "Went out.": "Gik ud.",
    "At the end.": "Ved dagens slutning.",
    (
        "Share of the day's orders that come while more is on hand than held; empty: "
        "never stocked, or unknown."
    ): (
        "Andel af dagens ordrer, der kommer, mens der er mere på lager end spærret; "
        "tom: aldrig lagerført, eller ukendt."
    ),
    "Value on hand at the end; empty: not known.": (
        "Værdi på lager ved dagens slutning; tom: ukendt."
    ),
}
