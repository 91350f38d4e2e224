"""Danish for the contracts of products, places, suppliers and what they offer."""

DANISH: dict[str, str] = {
    # the table products
    "What we sell: one row per product variant.": (
        "Hvad vi sælger: én række pr. varevariant."
    ),
    "When we learned of the row (the version that counts).": (
        "Hvornår vi fik rækken at vide (den version, der tæller)."
    ),
    "File the row came from, below the inbox.": (
        "Filen, rækken kom fra, regnet fra indbakken."
    ),
    "Physical line where the record starts.": (
        "Den fysiske linje, hvor posten begynder."
    ),
    "When a newer full file no longer held the row; empty while it stands.": (
        "Hvornår en nyere fuld fil ikke længere havde rækken; tom, så længe den gælder."
    ),
    "Item number, case-sensitive.": (
        "Varenummer; store og små bogstaver er forskellige."
    ),
    "Name shown to people.": "Navn, som mennesker ser.",
    "Product group, used to pool seasons and service targets.": (
        "Varegruppe; deler sæsoner og servicemål."
    ),
    "Brand.": "Mærke.",
    "Parent of the variants of one design.": (
        "Fælles vare for varianterne af ét design."
    ),
    "Size.": "Størrelse.",
    "Colour.": "Farve.",
    "EAN, UPC or the like.": "EAN, UPC eller lignende.",
    "Cost per stock unit, company currency.": (
        "Kostpris pr. lagerenhed, virksomhedens valuta."
    ),
    "List price per stock unit.": "Listepris pr. lagerenhed.",
    "Weight per stock unit.": "Vægt pr. lagerenhed.",
    "Volume per stock unit.": "Rumfang pr. lagerenhed.",
    "Days from receipt to expiry.": "Dage fra modtagelse til udløb.",
    "First day of sale.": "Første salgsdag.",
    "Last day on which it is bought.": "Sidste dag, den købes.",
    "Item that takes over its demand.": "Vare, der overtager dens efterspørgsel.",
    "Item whose history a new item may borrow.": (
        "Vare, hvis historik en ny vare må låne."
    ),
    "How it reaches the customer": "Hvordan den når kunden",
    "Owner of consigned goods; empty when they are ours.": (
        "Ejer af konsignationsvarer; tom, når de er vores."
    ),
    "Units on display that are not for planning.": (
        "Udstillede enheder, som der ikke planlægges med."
    ),
    # the table sku_aliases
    "Other names of an item: one row per alias and the source that uses it.": (
        "Andre navne for en vare: én række pr. navn og kilde, der bruger det."
    ),
    "The other name.": "Det andet navn.",
    "Channel or table that uses it; empty: all.": (
        "Kanal eller tabel, der bruger det; tom: alle."
    ),
    "Item it stands for.": "Varen, det står for.",
    "Units in one listing.": "Enheder i ét opslag.",
    # the table locations
    "Places that hold stock.": "Steder, der har lager.",
    "Place.": "Sted.",
    "What it is": "Hvad det er",
    "Country code.": "Landekode.",
    "Postcode.": "Postnummer.",
    "Latitude.": "Breddegrad.",
    "Longitude.": "Længdegrad.",
    "IANA time zone; empty: the company's.": "Tidszone efter IANA; tom: virksomhedens.",
    "Place that replenishes it; empty: suppliers do.": (
        "Sted, der forsyner det; tom: leverandører gør."
    ),
    "Cost of handling one unit.": "Hvad det koster at håndtere én enhed.",
    "Space.": "Plads.",
    "Whether customers can be served from it.": "Om kunder kan betjenes derfra.",
    # the table bins
    "Bins of a location.": "Et steds lagerpladser.",
    "Bin.": "Lagerplads.",
    "Zone.": "Zone.",
    "Aisle.": "Gang.",
    "Position along the aisle.": "Placering langs gangen.",
    "Position across the aisles.": "Placering på tværs af gangene.",
    # the table channels
    "Places that sell.": "Steder, der sælges fra.",
    "Channel.": "Kanal.",
    "Share of revenue kept by the channel.": (
        "Andel af omsætningen, som kanalen beholder."
    ),
    "IANA time zone of its business day; empty: the company's.": (
        "Forretningsdagens tidszone efter IANA; tom: virksomhedens."
    ),
    "Whether unit prices include tax; empty: not known.": (
        "Om stykpriser er med moms; tom: ukendt."
    ),
    "Whether it sells what is out of stock.": "Om den sælger, hvad der er udsolgt.",
    # the table channel_locations
    "Which locations may serve a channel, and in which order.": (
        "Hvilke steder der må betjene en kanal, og i hvilken rækkefølge."
    ),
    "1 serves first.": "1 betjener først.",
    "Units kept back from the channel.": "Enheder, der holdes tilbage fra kanalen.",
    # the table suppliers
    "Who we buy from, and on which terms.": "Hvem vi køber hos, og på hvilke vilkår.",
    "Supplier.": "Leverandør.",
    "Currency of its prices; empty: the company's.": (
        "Prisernes valuta; tom: virksomhedens."
    ),
    "Declared lead time.": "Oplyst leveringstid.",
    "Days between two chances to order.": "Dage mellem to bestillingsmuligheder.",
    "Weekdays on which orders are taken, as mon,thu.": (
        "Ugedage, der tages imod ordrer, som mon,thu."
    ),
    "Least amount of an order, supplier currency.": (
        "Mindste ordrebeløb, leverandørens valuta."
    ),
    "Least units of an order.": "Færrest enheder pr. ordre.",
    "Least weight of an order.": "Mindste vægt pr. ordre.",
    "Least volume of an order.": "Mindste rumfang pr. ordre.",
    "Volume of one container.": "Rumfang af én container.",
    "Weight limit of one container.": "Vægtgrænse for én container.",
    "Cost of placing one order, company currency.": (
        "Hvad det koster at afgive én ordre, virksomhedens valuta."
    ),
    "Freight as a share of the goods' value.": "Fragt som andel af varernes værdi.",
    "Duty as a share of the goods' value.": "Told som andel af varernes værdi.",
    "Share paid when ordering.": "Andel, der betales ved bestilling.",
    "Days from invoice to payment.": "Dage fra faktura til betaling.",
    "Where orders are sent.": "Hvor ordrer sendes hen.",
    # the table supplier_items
    "What a supplier offers, and on which terms, from a date on.": (
        "Hvad en leverandør tilbyder, og på hvilke vilkår, fra en dato."
    ),
    "Item.": "Vare.",
    "First day of these terms.": "Vilkårenes første dag.",
    "The supplier's own item number.": "Leverandørens eget varenummer.",
    "Price per stock unit, supplier currency.": (
        "Pris pr. lagerenhed, leverandørens valuta."
    ),
    "Currency; empty: the supplier's.": "Valuta; tom: leverandørens.",
    "Least units of a line.": "Færrest enheder på en linje.",
    "Units are bought in multiples of it.": "Enheder købes i hele antal af den.",
    "Units of one layer of a pallet.": "Enheder i ét lag på en palle.",
    "Units of a whole pallet.": "Enheder på en hel palle.",
    "Most units of a line.": "Flest enheder på en linje.",
    "Declared lead time of this item.": "Varens oplyste leveringstid.",
    "1 is preferred; 0 is never chosen by itself.": (
        "1 foretrækkes; 0 vælges aldrig af sig selv."
    ),
    "Stock units per purchase unit.": "Lagerenheder pr. købsenhed.",
    "Items that share one minimum.": "Varer, der deler ét minimum.",
    # the table supplier_price_breaks
    "Prices that depend on the quantity ordered.": (
        "Priser, der afhænger af det bestilte antal."
    ),
    "From this quantity on.": "Fra dette antal.",
    "To which units the price applies": "Hvilke enheder prisen gælder for",
    # the table calendars
    "Days on which a supplier, a location or a channel is closed.": (
        "Dage, hvor en leverandør, et sted eller en kanal holder lukket."
    ),
    "Supplier, location or channel.": "Leverandør, sted eller kanal.",
    "First closed day.": "Første lukkede dag.",
    "Last closed day.": "Sidste lukkede dag.",
    "What it is, as holiday or stocktaking.": (
        "Hvad det er, som helligdag eller optælling."
    ),
    # the table kit_components
    "What a kit is made of, from a date on.": "Hvad et sæt består af, fra en dato.",
    "Kit.": "Sæt.",
    "Component.": "Komponent.",
    "First day of this recipe.": "Opskriftens første dag.",
    "Units of the component in one kit.": "Enheder af komponenten i ét sæt.",
    "Put together at sale, never stocked.": "Samles ved salget og lagerføres aldrig.",
    # the table transfer_lanes
    "Ways on which goods may move between our own places.": (
        "Ruter, som varer kan flyttes ad mellem vores egne steder."
    ),
    "From.": "Fra.",
    "To.": "Til.",
    "Days from shipping to availability.": (
        "Dage fra afsendelse, til varerne kan bruges."
    ),
    "Weekdays on which it runs, as mon,thu; empty: every day.": (
        "Ugedage, den kører, som mon,thu; tom: hver dag."
    ),
    "Cost per unit.": "Omkostning pr. enhed.",
    "Cost per transfer.": "Omkostning pr. flytning.",
}
