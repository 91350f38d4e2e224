"""Danish for the contracts of decisions and what became of them."""

DANISH: dict[str, str] = {
    # the table decisions
    "What planners decided, oldest first; append-only.": (
        "Hvad planlæggere besluttede, det ældste først; der lægges kun til."
    ),
    "Decision.": "Beslutning.",
    "Who; a rule is named as rule:<name>.": "Hvem; en regel kaldes rule:<navn>.",
    "Run it was about.": "Kørslen, det handlede om.",
    "Suggestion it was about, or empty.": "Forslaget, det handlede om, eller tom.",
    "What": "Hvad",
    "Edit it belongs to; empty: it is one by itself.": (
        "Ændringen, den hører til; tom: den er en for sig selv."
    ),
    "Which part of a line that is split; empty: all of it.": (
        "Hvilken del af en linje, der er delt; tom: det hele."
    ),
    (
        "Why it does not count: another person has to approve it too, or somebody "
        "else had decided first; empty: it counts"
    ): (
        "Hvorfor den ikke tæller: en anden person skal også godkende den, eller en "
        "anden havde besluttet først; tom: den tæller"
    ),
    "Who proposed what a second person approved.": (
        "Hvem der foreslog, hvad en anden person godkendte."
    ),
    "Edit that it takes back; empty on an undo: all before it.": (
        "Ændringen, den tager tilbage; tom på en fortrydelse: alle før den."
    ),
    "Supplier of the line.": "Linjens leverandør.",
    "Place of the line.": "Linjens sted.",
    "Item of the line.": "Linjens vare.",
    "Units suggested.": "Foreslåede enheder.",
    "Units decided.": "Besluttede enheder.",
    "When they should be ordered.": "Hvornår de bør bestilles.",
    "When they should arrive.": "Hvornår de bør ankomme.",
    "What the units decided cost, company currency.": (
        "Hvad de besluttede enheder koster, virksomhedens valuta."
    ),
    "Risk at the time.": "Risikoen dengang.",
    "Holds until; empty: until the risk doubles.": (
        "Gælder til; tom: til risikoen er fordoblet."
    ),
    "The line before, as JSON.": "Linjen før, som JSON.",
    "The line after, as JSON.": "Linjen efter, som JSON.",
    (
        "A line that was split has one row per part. The newest edit of a line says "
        "all of\nit, unless it was taken back."
    ): (
        "En linje, der blev delt, har én række pr. del. Den nyeste ændring af en "
        "linje siger\nalt om den, medmindre den blev taget tilbage."
    ),
    # the table supply_matches
    "Approved and sent suggestions beside the purchase orders that carry them out.": (
        "Godkendte og sendte forslag ved siden af de indkøbsordrer, der udfører dem."
    ),
    "Suggestion; /2, /3: further parts of one.": "Forslag; /2, /3: flere dele af et.",
    "Decision that approved it.": "Beslutningen, der godkendte det.",
    "What became of it": "Hvad der blev af det",
    "Purchase order, once imported.": "Indkøbsordre, når den er indlæst.",
    "Its line.": "Dens linje.",
    "How it was found": "Hvordan den blev fundet",
    "Units that count as supply from it.": "Enheder, der tæller som forsyning fra det.",
    # the table decision_outcomes
    (
        "What became of each decision on a suggestion that stands, once its days are "
        "over."
    ): (
        "Hvad der blev af hver beslutning om et forslag, der gælder, når dens dage "
        "er forbi."
    ),
    "Who decided; who proposed it, where a second approved.": (
        "Hvem der besluttede; hvem der foreslog, hvor en anden godkendte."
    ),
    "Supplier of the suggestion.": "Forslagets leverandør.",
    "Class": "Klasse",
    "What was decided": "Hvad der blev besluttet",
    "Why, in the planner's words.": "Hvorfor, med planlæggerens ord.",
    "Decided − suggested.": "Besluttet − foreslået.",
    "Whether it can be judged: its days are over and stock is known": (
        "Om den kan bedømmes: dens dage er forbi, og lageret er kendt"
    ),
    "Least stock at the end of one of its days.": (
        "Mindste lager ved slutningen af en af dens dage."
    ),
    "Estimate of what was asked for in vain on its days.": (
        "Skøn over, hvad der blev spurgt forgæves om på dens dage."
    ),
    (
        "More: what of it was sold before the next order. Less: what of it was not "
        "missed."
    ): (
        "Mere: hvad der blev solgt af det før næste ordre. Mindre: hvad der ikke "
        "blev savnet af det."
    ),
    "More: what of it was left. Less: what of it was missed.": (
        "Mere: hvad der blev tilovers af det. Mindre: hvad der blev savnet af det."
    ),
    "The same at the price of the line, company currency.": (
        "Det samme til linjens pris, virksomhedens valuta."
    ),
    (
        "Its days are those from the arrival to the day before the next order could "
        "arrive."
    ): ("Dens dage er dem fra ankomsten til dagen, før den næste ordre kunne ankomme."),
}
