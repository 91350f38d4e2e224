"""Words of the report and of the terminal's status."""

TEXTS: dict[str, tuple[str, str]] = {
    # the page
    "page_title": ("What to order", "Hvad der skal bestilles"),
    "nav_today": ("Today", "I dag"),
    "nav_orders": ("Order", "Bestil"),
    "nav_out": ("Running out", "Ved at slippe op"),
    "nav_excess": ("Too much", "For meget"),
    "nav_sure": ("How sure", "Hvor sikkert"),
    "nav_data": ("Data", "Data"),
    "search": ("Search", "Søg"),
    "show_all": ("Show all {n}", "Vis alle {n}"),
    "no_match": ("Nothing matches.", "Intet passer."),
    "shown_of": (
        "The {shown} worth most of {total} are shown. ",
        "De {shown} vigtigste af {total} vises. ",
    ),
    "all_in_csv": (
        "All lines are in suggestions.csv.",
        "Alle linjer er i suggestions.csv.",
    ),
    "rest_by_export": (
        "backstock export writes them all.",
        "backstock export skriver dem alle.",
    ),
    "stale_page": (
        (
            "The data of this page end {days} days ago. Run Backstock on newer exports "
            "before ordering."
        ),
        (
            "Denne sides data slutter for {days} dage siden. Kør Backstock på nyere "
            "udtræk, før der bestilles."
        ),
    ),
    # headline
    "place_orders": (
        "Place {orders} with {suppliers}",
        "Afgiv {orders} hos {suppliers}",
    ),
    "nothing_to_order": ("Nothing to order", "Intet at bestille"),
    "nothing_to_order_why": (
        "No item that can be planned is at or below its reorder point.",
        "Ingen vare, der kan planlægges, er på eller under sit bestillingspunkt.",
    ),
    "too_little_data": (
        "{items} cannot be planned for lack of data: see How sure we are.",
        "{items} kan ikke planlægges, fordi data mangler: se Hvor sikre vi er.",
    ),
    "due_all": ("All are due on {day}.", "Alle skal afgives {day}."),
    "due_some": (
        "{n} of them on {day}, the rest later.",
        "{n} af dem {day}, resten senere.",
    ),
    "due_none": ("The first is due on {day}.", "Den første skal afgives {day}."),
    "fact_amount": ("To order", "Til bestilling"),
    "fact_risk": ("At risk a day", "På spil pr. dag"),
    "fact_out": ("Out of stock", "Udsolgt"),
    "fact_low": ("Running out", "Ved at slippe op"),
    "fact_excess": ("Tied up in excess", "Bundet i overskud"),
    "fact_transfers": ("To move", "Skal flyttes"),
    "note_amount": ("{lines}", "{lines}"),
    "note_risk": (
        "margin lost if nothing is ordered",
        "tabt avance, hvis intet bestilles",
    ),
    "note_out": ("of {total} with known stock", "af {total} med kendt lager"),
    "note_low": (
        "before new goods could be here",
        "før nye varer kan være her",
    ),
    "note_excess": ("beyond {days} days of demand", "ud over {days} dages behov"),
    "note_transfers": ("between own places", "mellem egne steder"),
    "fresh_as_of": (
        "Known up to the end of {day}.",
        "Kendt til og med {day}.",
    ),
    "fresh_orders": (
        "Orders are complete until {day}.",
        "Ordrer er fuldstændige til {day}.",
    ),
    "fresh_slowest": (
        "The slowest channel is {channel}: {day}.",
        "Den langsomste kanal er {channel}: {day}.",
    ),
    "fresh_stock": (
        "Stock was last seen on {day}.",
        "Lageret er sidst set {day}.",
    ),
    "fresh_files": (
        "{files} read, the newest from {day}.",
        "{files} læst, den nyeste fra {day}.",
    ),
    "stale": (
        "The data end {days} days ago: order on newer data if you can.",
        (
            "Data slutter for {days} dage siden: bestil på nyere data, hvis det kan "
            "lade "
            "sig gøre."
        ),
    ),
    # what to order
    "section_orders": ("What to order", "Hvad der skal bestilles"),
    "section_orders_lead": (
        (
            "One order per supplier, place and day, worth most first. Each line "
            "shows its "
            "arithmetic: at or below the reorder point, order up to the level."
        ),
        (
            "Én ordre pr. leverandør, sted og dag, vigtigst først. Hver linje viser "
            "sit "
            "regnestykke: på eller under bestillingspunktet fyldes op til niveauet."
        ),
    ),
    "chart_amount": ("Ordered from whom, {currency}", "Bestilt hos hvem, {currency}"),
    "order_arrives": ("arrives {day}", "ankommer {day}"),
    "order_by": ("order by {day}", "bestil senest {day}"),
    "order_saves": ("{amount} a day at risk", "{amount} pr. dag på spil"),
    "order_containers": ("fills {n} containers", "fylder {n} containere"),
    "order_workbook": (
        "Approve or change it in {file}",
        "Godkend eller ret den i {file}",
    ),
    "order_lines_elsewhere": (
        "{lines} more in the workbook and in suggestions.csv.",
        "{lines} mere i projektmappen og i suggestions.csv.",
    ),
    "table_cash_due": ("What is to be paid when", "Hvad der skal betales hvornår"),
    "empty_cash_due": ("Nothing is to be paid.", "Intet skal betales."),
    "table_left_out": (
        "Left out for want of money or space",
        "Udeladt af mangel på penge eller plads",
    ),
    "table_transfers": (
        "Move between own places first",
        "Flyt først mellem egne steder",
    ),
    "empty_transfers": (
        "Nothing to move: no place has more than it needs of what another lacks.",
        "Intet at flytte: intet sted har mere end nok af det, et andet mangler.",
    ),
    "table_builds": ("Put together kits", "Saml sæt"),
    "table_last_orders": (
        "Order a last time",
        "Bestil en sidste gang",
    ),
    "table_changes": (
        "Changed since the plan before",
        "Ændret siden planen før",
    ),
    "empty_changes": (
        "No suggestion changed by a pack since the plan before, or there is none.",
        "Intet forslag er ændret med et kolli siden planen før, eller der er ingen.",
    ),
    "steadiness": (
        "Of {n} suggestions open on {day}, {rate} changed by less than a pack.",
        "Af {n} forslag, der var åbne {day}, er {rate} ændret med under et kolli.",
    ),
    # running out
    "section_out": (
        "What is out or running out",
        "Hvad der er udsolgt eller ved at slippe op",
    ),
    "section_out_lead": (
        (
            "Items that sell, with known stock, that are gone already or will be "
            "before "
            "goods ordered now could be here."
        ),
        (
            "Varer, der sælges og har kendt lager, som allerede er væk eller er det, "
            "før "
            "varer bestilt nu kan være her."
        ),
    ),
    "chart_stockouts": (
        "Item-locations out of stock, share of those stocked, last {days} days",
        "Udsolgte vare-steder, andel af dem på lager, seneste {days} dage",
    ),
    "table_out": ("Out of stock", "Udsolgt"),
    "empty_out": (
        "Nothing that sells is out of stock, as far as stock is known.",
        "Intet, der sælges, er udsolgt, så vidt lageret er kendt.",
    ),
    "table_low": ("Running out", "Ved at slippe op"),
    "empty_low": (
        "Nothing known will run out before new goods could be here.",
        "Intet kendt slipper op, før nye varer kan være her.",
    ),
    "table_chase": ("Chase and decide", "Ryk og afgør"),
    "empty_chase": (
        "No delivery is late, doubtful or in need of a person.",
        "Ingen levering er forsinket, tvivlsom eller kræver et menneske.",
    ),
    # too much
    "section_excess": ("What is too much", "Hvad der er for meget af"),
    "section_excess_lead": (
        (
            "Stock beyond both the level orders aim at and {days} days of expected "
            "demand, "
            "at unit cost. Where nothing is expected to sell, all of it."
        ),
        (
            "Lager ud over både det niveau, der bestilles op til, og {days} dages "
            "forventet "
            "behov, til kostpris. Hvor intet ventes solgt, det hele."
        ),
    ),
    "table_excess": ("Most money tied up", "Flest penge bundet"),
    "empty_excess": (
        "No item has more than it needs, as far as stock and demand are known.",
        "Ingen vare har mere, end den behøver, så vidt lager og behov er kendt.",
    ),
    "table_reduce": (
        "Orders to postpone, reduce or cancel",
        "Ordrer at udskyde, sænke eller annullere",
    ),
    "empty_reduce": (
        "No open order should be postponed, reduced or cancelled.",
        "Ingen åben ordre bør udskydes, sænkes eller annulleres.",
    ),
    # how sure
    "section_sure": ("How sure we are", "Hvor sikre vi er"),
    "section_sure_lead": (
        (
            "Each item-location is graded by the data behind it: A to C get orders, "
            "D gets none until its data are there."
        ),
        (
            "Hvert vare-sted får en karakter efter dataene bag: A til C får ordrer, "
            "D får ingen, før data er der."
        ),
    ),
    "chart_grades": ("Item-locations by grade", "Vare-steder efter karakter"),
    "table_raising": (
        "What would raise the grades",
        "Hvad der ville hæve karaktererne",
    ),
    "empty_raising": (
        "Nothing is graded: the run saw no item-location.",
        "Intet har en karakter: kørslen så intet vare-sted.",
    ),
    "all_graded_a": ("Every grade is an A.", "Alle karakterer er A."),
}
