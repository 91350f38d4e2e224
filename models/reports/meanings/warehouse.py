"""Danish for the contracts of work in the warehouse."""

DANISH: dict[str, str] = {
    # the table receiving
    "What arrived, against what was ordered.": (
        "Hvad der kom, mod hvad der blev bestilt."
    ),
    "Of these refused.": "Heraf afvist.",
    "Of the order line still to come.": "Mangler endnu af ordrelinjen.",
    # the table put_away
    "Where received goods should go.": "Hvor modtagne varer bør lægges.",
    # the table pick_lists
    "What to pick next.": "Hvad der skal plukkes som det næste.",
    "Wave.": "Bølge.",
    "Order of the walk.": "Rækkefølge på turen.",
    # the table slotting
    "Which bin suits which item.": "Hvilken plads der passer til hvilken vare.",
    "Bin now.": "Lagerplads nu.",
    "Better bin.": "Bedre lagerplads.",
    "Picks a day.": "Pluk om dagen.",
    "Walk saved.": "Sparet gang.",
    # the table warehouse_activity
    "What a place did on one day.": "Hvad et sted gjorde på én dag.",
    "Lines received.": "Modtagne linjer.",
    "Lines picked.": "Plukkede linjer.",
    "Lines packed.": "Pakkede linjer.",
    "Lines shipped.": "Sendte linjer.",
    "Lines counted.": "Optalte linjer.",
    # the table count_plan
    "What to count next.": "Hvad der skal tælles som det næste.",
    # the table space
    "How full a place is.": "Hvor fyldt et sted er.",
    "Used.": "Brugt.",
    "There is.": "Der er.",
}
