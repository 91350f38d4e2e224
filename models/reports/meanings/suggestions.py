"""Danish for the contracts of suggestions, orders, cash and changes."""

DANISH: dict[str, str] = {
    # the table suggestions
    "Recommended order lines; their columns add up.": (
        "Anbefalede ordrelinjer; deres kolonner går op."
    ),
    "Hash of as_of, supplier, place, item, number.": (
        "Kode af as_of, leverandør, sted, vare, nummer."
    ),
    "Its name.": "Dens navn.",
    "Ordered because at or below it.": "Bestilt, fordi der er så meget eller mindre.",
    "Ordered up to it.": "Bestilt op til det.",
    "Order-up-to − position.": "Op til-niveau − disponibelt.",
    (
        "Change by what stands in for buying: excess moved here, kits built, what a "
        "predecessor still covers."
    ): (
        "Ændring ved det, der træder i stedet for køb: overlager flyttet hertil, "
        "samlede sæt, hvad en forgænger endnu dækker."
    ),
    "1, 2, …: which order of a need that is split.": (
        "1, 2, …: hvilken ordre af et behov, der er delt."
    ),
    "Change because it is not due by itself.": (
        "Ændring, fordi det ikke er aktuelt i sig selv."
    ),
    "Change by what the orders before it hold of the same need.": (
        "Ændring ved, hvad ordrerne før den har af samme behov."
    ),
    "Change by the maximum.": "Ændring ved maksimum.",
    "Change by the minimum.": "Ændring ved minimum.",
    "Change by rounding to packs, layers and pallets.": (
        "Ændring ved afrunding til kolli, lag og paller."
    ),
    "Change to what the plan before said, where that still does.": (
        "Ændring til, hvad planen før sagde, hvor det stadig dur."
    ),
    "Change by the minimum of its group.": "Ændring ved gruppens minimum.",
    "Change for a lower total cost.": "Ændring for en lavere samlet omkostning.",
    "Change to buy ahead of a price rise.": "Ændring for at købe før en prisstigning.",
    "Change to fill the order.": "Ændring for at fylde ordren.",
    "Change by a budget or by space.": "Ændring ved et budget eller plads.",
    "The need and every change to it.": "Behovet og hver ændring af det.",
    "Order by.": "Bestil senest.",
    "Else the next could arrive.": "Ellers kunne den næste ankomme.",
    "Price per unit, supplier currency.": "Pris pr. enhed, leverandørens valuta.",
    "Quantity × price, company currency.": "Antal × pris, virksomhedens valuta.",
    "Risk of running out without it.": "Risiko for at løbe tør uden den.",
    "What a day without it costs.": "Hvad en dag uden den koster.",
    "Days the position lasts afterwards.": "Dage, beholdningen rækker bagefter.",
    "Readiness": "Datas karakter",
    "What it rests on that the data do not say.": (
        "Hvad den hviler på, som data ikke siger."
    ),
    "The arithmetic in one sentence.": "Regnestykket i én sætning.",
    # the table plan_before
    "What the plan before suggested of each item-location, and on which terms.": (
        "Hvad planen før foreslog af hver vare på hvert sted, og på hvilke vilkår."
    ),
    "Last day that plan knew.": "Sidste dag, den plan kendte.",
    "Units suggested, without what filled the order.": (
        "Foreslåede enheder, uden det, der fyldte ordren."
    ),
    "The same with what a price break added.": (
        "Det samme med, hvad et prisknæk lagde til."
    ),
    "The position it started from.": "Beholdningen, den begyndte fra.",
    "Its level, empty where it follows from costs.": (
        "Dets niveau, tomt hvor det følger af omkostninger."
    ),
    "Days an order should last, empty where they follow from costs.": (
        "Dage, en ordre bør række, tomt hvor de følger af omkostninger."
    ),
    # the table left_out
    "What a budget or a space did not reach for, and what that costs.": (
        "Hvad et budget eller en plads ikke rakte til, og hvad det koster."
    ),
    "Which order of a need that is split.": "Hvilken ordre af et behov, der er delt.",
    "What was too little": "Hvad der var for lidt af",
    "Which supplier, category or place.": (
        "Hvilken leverandør, kategori eller hvilket sted."
    ),
    "Units wanted.": "Ønskede antal.",
    "Of these left out.": "Heraf udeladt.",
    "What they would have cost, company currency.": (
        "Hvad de ville have kostet, virksomhedens valuta."
    ),
    "Margin they would have earned until a cycle after the next arrival.": (
        "Avance, de ville have tjent til en omgang efter næste ankomst."
    ),
    "What a unit of the next portion earns per unit of money or m³.": (
        "Hvad en enhed af den næste portion tjener pr. pengeenhed eller m³."
    ),
    "The least that anything bought within the same limit earns so.": (
        "Det mindste, noget købt inden for samme grænse tjener på den måde."
    ),
    "Money or m³ that the next portion takes.": (
        "Penge eller m³, som den næste portion kræver."
    ),
    "What is left of the limit.": "Hvad der er tilbage af grænsen.",
    "What, why and what it costs.": "Hvad, hvorfor og hvad det koster.",
    # the table cash_due
    "What a suggestion costs by the day it is to be paid, company currency.": (
        "Hvad et forslag koster efter den dag, det skal betales, virksomhedens valuta."
    ),
    "Suggestion.": "Forslag.",
    "What is paid": "Hvad der betales",
    "When it is due.": "Hvornår det forfalder.",
    "Amount.": "Beløb.",
    # the table suggestion_changes
    "Suggestions of the plan before beside those of today, and why they differ.": (
        "Forslag i planen før ved siden af dagens, og hvorfor de er forskellige."
    ),
    "Last day that the plan before knew.": "Sidste dag, planen før kendte.",
    "Suggested then; 0: nothing.": "Foreslået dengang; 0: intet.",
    "Suggested now; 0: nothing.": "Foreslået nu; 0: intet.",
    "Now − then.": "Nu − dengang.",
    "Change by customers: sold, promised or owed since.": (
        "Ændring ved kunder: solgt, lovet eller skyldt siden."
    ),
    "Change by supply: above zero, less counts than did and came.": (
        "Ændring ved forsyning: over nul tæller mindre, end det gjorde, og kom."
    ),
    "Change by counts, adjustments, holds, expiry and late documents.": (
        "Ændring ved optællinger, reguleringer, spærringer, udløb og sene bilag."
    ),
    "Change of the order-up-to level.": "Ændring af opfyldningsniveauet.",
    "Change of what packs, minimums, top-up and the other steps make of the need.": (
        "Ændring af, hvad kolli, minimum, opfyldning og de andre trin gør ved behovet."
    ),
    "What was needed then and not due yet; below zero: is no longer due.": (
        "Hvad der var behov for dengang, men endnu ikke aktuelt; under nul: er ikke "
        "længere aktuelt."
    ),
    "It changed by less than a pack.": "Det ændrede sig mindre end et kolli.",
    "The change in words.": "Ændringen i ord.",
    # the table suggested_orders
    "Suggestions put together: one order per supplier, place and day.": (
        "Forslag lagt sammen: én ordre pr. leverandør, sted og dag."
    ),
    "1; more where needs are split into several orders.": (
        "1; mere, hvor behov deles i flere ordrer."
    ),
    "Lines.": "Linjer.",
    "Currency of the supplier.": "Leverandørens valuta.",
    "Total, supplier currency.": "I alt, leverandørens valuta.",
    "Total, company currency.": "I alt, virksomhedens valuta.",
    "Weight.": "Vægt.",
    "Volume.": "Rumfang.",
    "Short of the least amount.": "Mangler op til mindste beløb.",
    "Short of the least units.": "Mangler op til færrest enheder.",
    "Short of the least weight.": "Mangler op til mindste vægt.",
    "Short of the least volume.": "Mangler op til mindste rumfang.",
    "When its needs will have grown to what it is short of.": (
        "Hvornår dens behov vil være vokset til det, den mangler."
    ),
    "Margin expected to be lost if it waits for the next chance.": (
        "Avance, der ventes tabt, hvis den venter til næste mulighed."
    ),
    "Containers filled.": "Fyldte containere.",
    "Last payment due.": "Sidste betaling forfalder.",
    "What to do where it is short; empty: nothing.": (
        "Hvad der kan gøres, hvor den mangler noget; tom: intet."
    ),
}
