"""Danish for the contracts of lead times, sources of supply and what is coming."""

DANISH: dict[str, str] = {
    # the table lead_times
    "Lead time of a supplier, an item and a way of travel; empty sku: all items.": (
        "Leveringstid for en leverandør, en vare og en transportform; tom vare: alle "
        "varer."
    ),
    "Item; empty: all of the supplier's.": "Vare; tom: alle leverandørens.",
    "Sea, air, road; empty: not said.": "Skib, fly, vej; tom: ikke oplyst.",
    "As declared.": "Som oplyst.",
    "Median of what was observed.": "Median af det målte.",
    "A tenth were shorter.": "En tiendedel var kortere.",
    "A tenth were longer.": "En tiendedel var længere.",
    "Deliveries observed.": "Målte leveringer.",
    "Overdue orders still open.": "Overskredne ordrer, der stadig er åbne.",
    "What planning uses.": "Hvad planlægningen bruger.",
    "How much it varies.": "Hvor meget den svinger.",
    "Where it comes from": "Hvor den kommer fra",
    "Share that came by the promised day.": (
        "Andel, der kom på den lovede dag eller før."
    ),
    "95 of 100 deliveries were late by at most this.": (
        "95 af 100 leveringer var højst så meget forsinket."
    ),
    "Median of the last five orders that came.": (
        "Median af de sidste fem ordrer, der kom."
    ),
    "How much longer it takes every year; below zero: shorter.": (
        "Hvor meget længere den bliver hvert år; under nul: kortere."
    ),
    "How likely chance alone makes such a trend.": (
        "Hvor sandsynligt det er, at tilfældet alene giver sådan en udvikling."
    ),
    "The trend is real; of those named at most 5 % are chance.": (
        "Udviklingen er reel; af de nævnte er højst 5 % tilfældige."
    ),
    # the table supply_sources
    "From whom each item-location is served, how long it takes, how often.": (
        "Hvem hver vare på hvert sted kommer fra, hvor længe det tager, hvor ofte."
    ),
    "Who": "Hvem",
    "Supplier, or empty.": "Leverandør, eller tom.",
    "Place that replenishes it, or empty.": "Sted, der forsyner det, eller tom.",
    "Currency of the price.": "Prisens valuta.",
    "The same in company currency.": "Det samme i virksomhedens valuta.",
    "With freight and duty, company currency.": (
        "Med fragt og told, virksomhedens valuta."
    ),
    "Why this supplier; empty: no supplier.": (
        "Hvorfor denne leverandør; tom: ingen leverandør."
    ),
    "Days until available.": "Dage, til den kan bruges.",
    "How much they vary.": "Hvor meget de svinger.",
    "Where that comes from.": "Hvor det kommer fra.",
    "Weekdays of the chances, Monday first: 1 where there is one.": (
        "Bestillingsmulighedernes ugedage, mandag først: 1, hvor der er en."
    ),
    "Next chance to order.": "Næste bestillingsmulighed.",
    "The chance after it.": "Muligheden efter den.",
    "When an order of the next chance arrives.": (
        "Hvornår en ordre ved næste mulighed ankommer."
    ),
    "When an order of the one after arrives.": (
        "Hvornår en ordre ved muligheden derefter ankommer."
    ),
    "Days from the plan's first day to the arrival after next.": (
        "Dage fra planens første dag til ankomsten efter den næste."
    ),
    "The closure that stretches it; empty: none.": (
        "Lukningen, der forlænger det; tom: ingen."
    ),
    "Last chance to order before that closure.": (
        "Sidste bestillingsmulighed før den lukning."
    ),
    "Last chance whose goods arrive before that closure.": (
        "Sidste mulighed, hvis varer ankommer før den lukning."
    ),
    "When these arrive.": "Hvornår de ankommer.",
    "When goods of the chance after it arrive.": (
        "Hvornår varer fra muligheden efter den ankommer."
    ),
    # the table open_supply
    "Purchase order lines still to come, and when.": (
        "Indkøbslinjer, der endnu skal komme, og hvornår."
    ),
    "Ordered.": "Bestilt.",
    "Units received.": "Modtagne enheder.",
    "Units still to come.": "Enheder, der endnu skal komme.",
    "Day it was promised, or worked out.": "Dag, der er lovet eller regnet ud.",
    "Day we count on.": "Dag, vi regner med.",
    "Where the day comes from": "Hvor dagen kommer fra",
    "Days past its due day.": "Dage efter den lovede dag.",
    "Whether it counts": "Om den tæller",
    "Counts as supply.": "Tæller som forsyning.",
}
