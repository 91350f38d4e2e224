"""Danish for the contracts of what stock is worth, how it turns, ages and is lost."""

DANISH: dict[str, str] = {
    # the table stock_reconciliation
    "The shop's own on-hand beside ours, gap by gap, the dearest first.": (
        "Butikkens egen beholdning ved siden af vores, forskel for forskel, den "
        "dyreste først."
    ),
    "When the shop saw it.": "Hvornår butikken så den.",
    "1 is worth most.": "1 er mest værd.",
    "What it was": "Hvad det var",
    "The shop's number.": "Butikkens tal.",
    "Ours just before.": "Vores lige før.",
    "Shop − ledger.": "Butik − lagerbog.",
    "What the gap is": "Hvad forskellen er",
    "What the ledger posted for it, else at the item's cost.": (
        "Hvad lagerbogen bogførte for den, ellers til varens kostpris."
    ),
    # the table stock_comparison
    "What the shop saw last, what moved since and what we hold now.": (
        "Hvad butikken så sidst, hvad der er flyttet siden, og hvad vi har nu."
    ),
    "1 has the dearest gap.": "1 har den dyreste forskel.",
    "When the shop saw it last.": "Hvornår butikken sidst så den.",
    "+ Came from suppliers since, less what went back.": (
        "+ Kom fra leverandører siden, minus det, der gik tilbage."
    ),
    "+ Went to customers: negative.": "+ Gik til kunder: negativ.",
    "+ Came back and was put back.": "+ Kom tilbage og blev lagt på lager.",
    "+ Came from other places, less what went there.": (
        "+ Kom fra andre steder, minus det, der gik dertil."
    ),
    "+ Adjusted, put together, taken apart.": "+ Reguleret, samlet, skilt ad.",
    "+ Late documents of closed periods.": "+ Sene bilag i lukkede perioder.",
    "= Ours now.": "= Vores nu.",
    "Shop − ledger at that look; empty: nothing was expected.": (
        "Butik − lagerbog ved det syn; tom: intet var ventet."
    ),
    "Of it, documents from before the look that were recorded after it.": (
        "Heraf bilag fra før synet, der blev registreret efter det."
    ),
    "Of it, taken back within seven days.": "Heraf taget tilbage inden syv dage.",
    "Of it, lost or found in a count.": "Heraf tabt eller fundet i en optælling.",
    "Of it, what is left.": "Heraf det, der er tilbage.",
    "The gap in money.": "Forskellen i penge.",
    # the table stock_valuation
    "What stock is worth now: every item, place and bucket that is not empty.": (
        "Hvad lageret er værd nu: hver vare, hvert sted og hver beholdning, der ikke "
        "er tom."
    ),
    "Category; none: not said.": "Kategori; none: ikke oplyst.",
    "Preferred supplier; none: nobody.": "Foretrukken leverandør; none: ingen.",
    "Ours; what another owns is worth nothing here.": (
        "Vores; hvad en anden ejer, er intet værd her."
    ),
    "How its cost is found": "Hvordan dens kost findes",
    "Units; negative: taken out before they came.": (
        "Enheder; negativ: taget ud, før de kom."
    ),
    "Value per unit.": "Værdi pr. enhed.",
    # the table stock_value_daily
    "Value of the stock on hand at the end of each day.": (
        "Værdien af det, der er på lager, ved hver dags slutning."
    ),
    "Value of what has one; empty: nothing has.": (
        "Værdien af det, der har en; tom: intet har."
    ),
    "Items in stock whose value is not known.": (
        "Varer på lager, hvis værdi ikke er kendt."
    ),
    # the table cost_of_goods_sold
    "Value of stock rolled forward over each month: where it came from and went.": (
        "Lagerværdien ført frem over hver måned: hvor den kom fra og gik hen."
    ),
    "First day of the month, of the place's time zone.": (
        "Månedens første dag, i stedets tidszone."
    ),
    "Value at the start; all amounts empty: no cost known.": (
        "Værdi ved starten; alle beløb tomme: ingen kost kendt."
    ),
    "+ What was there when stock was first looked at.": (
        "+ Hvad der var, da lageret først blev set."
    ),
    "+ Came from suppliers.": "+ Kom fra leverandører.",
    "− Went back to suppliers.": "− Gik tilbage til leverandører.",
    "+ Came from other places, with what the way cost, less what went there.": (
        "+ Kom fra andre steder, med hvad vejen kostede, minus det, der gik dertil."
    ),
    "+ Kits put together, less their components.": (
        "+ Samlede sæt, minus deres komponenter."
    ),
    "+ Revalued.": "+ Omvurderet.",
    "+ Found by snapshots, less what they missed.": (
        "+ Fundet ved lagerudtræk, minus det, de manglede."
    ),
    "Cost of what customers got.": "Kost af det, kunder fik.",
    "Cost of what customers sent back and was put back.": (
        "Kost af det, kunder sendte tilbage, og som blev lagt på lager."
    ),
    "Shortages settled, residuals of rounding, changes of standard.": (
        "Udlignede mangler, rester af afrunding, ændringer af standard."
    ),
    "Paid beyond standard cost.": "Betalt ud over standardkost.",
    "− Shipped − returned + settled + price variance.": (
        "− Sendt − returneret + udlignet + prisafvigelse."
    ),
    "Missing in counts, less what they found.": (
        "Manglede i optællinger, minus det, de fandt."
    ),
    "Written off, less what was written up.": (
        "Afskrevet, minus det, der blev skrevet op."
    ),
    "Lost between places.": "Tabt mellem steder.",
    "− Sum of these three losses.": "− Summen af disse tre tab.",
    "= Value at the end.": "= Værdi ved slutningen.",
    "Of all these: what late documents of closed periods changed the value by.": (
        "Af alt dette: hvad sene bilag i lukkede perioder ændrede værdien med."
    ),
    "Moves without a known cost, left out of the amounts.": (
        "Bevægelser uden kendt kost, udeladt af beløbene."
    ),
    # the table stock_turnover
    "How fast stock turns and what it earns: the year to date, or since known.": (
        "Hvor hurtigt lageret omsættes, og hvad det tjener: året til nu, eller siden "
        "det er kendt."
    ),
    "First day counted.": "Første dag, der tælles.",
    "Days counted; rates are for a year of them.": (
        "Dage, der tælles; satser er for et år af dem."
    ),
    "On hand at the start.": "På lager ved starten.",
    "Came from suppliers and other places, less what went there.": (
        "Kom fra leverandører og andre steder, minus det, der gik dertil."
    ),
    "Shipped, less what came back.": "Sendt, minus det, der kom tilbage.",
    "Mean value on hand over the days; empty: unknown.": (
        "Gennemsnitlig værdi på lager over dagene; tom: ukendt."
    ),
    "In these days; empty: not known.": "I disse dage; tom: ukendt.",
    "Net of discount and tax; empty: not known.": "Uden rabat og moms; tom: ukendt.",
    "Revenue − cost of goods sold; of goods of another owner: not known.": (
        "Omsætning − vareforbrug; for en andens varer: ukendt."
    ),
    "Cost of goods sold in a year ÷ average value.": (
        "Et års vareforbrug ÷ gennemsnitlig værdi."
    ),
    "Average value ÷ cost of goods sold in a day.": (
        "Gennemsnitlig værdi ÷ en dags vareforbrug."
    ),
    "Gross margin of a year ÷ average value.": (
        "Et års bruttoavance ÷ gennemsnitlig værdi."
    ),
    "Sold ÷ (opening + received).": "Solgt ÷ (ved starten + modtaget).",
    # the table stock_ageing
    "Stock by age of the goods, kept over transfers; what is owed has no age.": (
        "Lageret efter varernes alder, også gennem flytninger; det skyldige har "
        "ingen alder."
    ),
    "Oldest age of the bucket; the last one holds all that is older.": (
        "Gruppens højeste alder; den sidste har alt, der er ældre."
    ),
    "Units, on hand or on the way.": "Enheder, på lager eller på vej.",
    # the table dead_and_excess
    "Stock that nothing is taken from, and stock beyond a year's demand.": (
        "Lager, som intet tages af, og lager ud over et års efterspørgsel."
    ),
    "Units that are dead or too much.": "Enheder, der er døde eller for mange.",
    "Units on hand.": "Enheder på lager.",
    "Mean units a day when in stock.": (
        "Enheder om dagen i gennemsnit, når den er på lager."
    ),
    "Days the stock on hand lasts.": "Dage, beholdningen rækker.",
    "Last day on which something was taken.": "Sidste dag, noget blev taget.",
    "Age of the oldest goods on hand.": "Alderen af de ældste varer på lager.",
    # the table shrinkage
    "What was lost and found, by place, month, category and reason.": (
        "Hvad der blev tabt og fundet, efter sted, måned, kategori og grund."
    ),
    "First day of the month.": "Månedens første dag.",
    "What says so: a count, or an adjustment and why": (
        "Hvad der siger det: en optælling, eller en regulering og hvorfor"
    ),
    "Units missing.": "Manglende enheder.",
    "Units found.": "Fundne enheder.",
    "Net value; empty: not known.": "Nettoværdi; tom: ukendt.",
    "Units issued in the month, of counts since the look before, and those lost.": (
        "Enheder, der gik ud i måneden, ved optællinger siden synet før, og de tabte."
    ),
    (
        "Units lost at the rate of the category elsewhere and at other times; empty: "
        "too little to compare with."
    ): (
        "Enheder tabt ved kategoriens sats andre steder og til andre tider; tom: for "
        "lidt at sammenligne med."
    ),
    "Chance to lose as many units or more if nothing is wrong.": (
        "Chancen for at tabe mindst så mange enheder, hvis intet er galt."
    ),
    "Stands out: of all cells called so, 5 % at most are false alarms.": (
        "Skiller sig ud: af alle, der kaldes det, er højst 5 % falsk alarm."
    ),
    # the table stock_alerts
    "What planners and managers should look at.": (
        "Hvad planlæggere og ledere bør se på."
    ),
    "Units concerned.": "Enheder, det handler om.",
    "Money concerned.": "Penge, det handler om.",
    "Since when; of what expires: the first expiry date.": (
        "Siden hvornår; for det, der udløber: den første udløbsdato."
    ),
}
