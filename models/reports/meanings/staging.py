"""Danish for the contracts of files, refused rows, assumptions and grades."""

DANISH: dict[str, str] = {
    # the table source_files
    "Files read from the inbox: one row per table, path and reading.": (
        "Filer læst fra indbakken: én række pr. tabel, sti og læsning."
    ),
    "Table it fills.": "Tabellen, den fylder.",
    "Path below the inbox.": "Sti under indbakken.",
    "SHA-256 of the bytes read.": "SHA-256 af de læste byte.",
    "Order of arrival, from 1.": "Ankomstens rækkefølge, fra 1.",
    "When it arrived: its name's date, else its own.": (
        "Hvornår den kom: dens navns dato, ellers dens egen."
    ),
    (
        "Read before anything else of its table, or of all if its rows do not tell "
        "when they happened; of dated files: the earliest."
    ): (
        "Læst før alt andet til sin tabel, eller til alle, hvis dens rækker ikke "
        "siger, hvornår de skete; af daterede filer: den tidligste."
    ),
    "Content that replaced it under the same name.": (
        "Indhold, der afløste den under samme navn."
    ),
    "When that content arrived.": "Hvornår dette indhold kom.",
    "Of those kept: held unchanged by what replaced it, and counted there.": (
        "Af de beholdte: står uændret i det, der afløste den, og tælles der."
    ),
    "Records in the file.": "Poster i filen.",
    "Of these: kept.": "Heraf: beholdt.",
    "Of these: refused.": "Heraf: afvist.",
    "Of these: exact repeats.": "Heraf: nøjagtige gentagelser.",
    "Columns we have no use for.": "Kolonner, vi ikke bruger.",
    "Columns its predecessor had.": "Kolonner, dens forgænger havde.",
    "How it was read: encoding, delimiter, numbers, dates.": (
        "Hvordan den blev læst: tegnsæt, skilletegn, tal, datoer."
    ),
    # the table source_accounts
    "What became of every record of a table's files: all of them are accounted for.": (
        "Hvad der blev af hver post i en tabels filer: der gøres rede for dem alle."
    ),
    "Table.": "Tabel.",
    "What a file holds": "Hvad en fil rummer",
    "Files that count.": "Filer, der tæller.",
    "Records in them.": "Poster i dem.",
    "Of these: held unchanged by what replaced their file.": (
        "Heraf: står uændret i det, der afløste deres fil."
    ),
    "The other kept rows, found.": "De øvrige beholdte rækker, fundet.",
    "Of these: not yet known.": "Heraf: endnu ikke kendt.",
    "Of these: older versions.": "Heraf: ældre versioner.",
    "Of these: in the table.": "Heraf: i tabellen.",
    "Beside them: rows of replaced files that changed or vanished.": (
        "Foruden dem: rækker fra afløste filer, der blev ændret eller forsvandt."
    ),
    # the table rejects
    "Refused rows, as they came, with the rule they broke.": (
        "Afviste rækker, som de kom, med den regel, de brød."
    ),
    "Table it was meant for.": "Tabellen, den var ment til.",
    "File below the inbox.": "Fil under indbakken.",
    "Content of the file.": "Filens indhold.",
    "Column at fault; empty: the whole row.": "Kolonnen med fejlen; tom: hele rækken.",
    "Rule it broke, and what to do.": "Reglen, den brød, og hvad der kan gøres.",
    "Value at fault.": "Værdien med fejlen.",
    "The row as it came.": "Rækken, som den kom.",
    # the table assumptions
    "What was inferred because the data do not say it.": (
        "Hvad der er sluttet, fordi data ikke siger det."
    ),
    "What it is about, as order_lines or stock.": (
        "Hvad det handler om, som order_lines eller lager."
    ),
    "Name of the rule that was applied.": "Navnet på den regel, der blev brugt.",
    "Particular: a column, a channel, an item.": (
        "Nærmere: en kolonne, en kanal, en vare."
    ),
    "What was assumed, and what would settle it.": (
        "Hvad der blev antaget, og hvad der ville afgøre det."
    ),
    "The same in Danish.": "Det samme på dansk.",
    "How many rows or item-locations rest on it.": (
        "Hvor mange rækker eller varer på steder der hviler på det."
    ),
    # the table scope
    "The run itself: one row.": "Selve kørslen: én række.",
    "Last day that is known.": "Sidste kendte dag.",
    "The end of that day.": "Udgangen af den dag.",
    "Taken from the data, not given.": "Taget fra data, ikke givet.",
    "Company currency.": "Virksomhedens valuta.",
    "Company time zone.": "Virksomhedens tidszone.",
    # the table watermarks
    "The last complete business day of each channel.": (
        "Hver kanals sidste fuldstændige forretningsdag."
    ),
    "First day with an order.": "Første dag med en ordre.",
    "Last day with an order.": "Sidste dag med en ordre.",
    "Last complete business day.": "Sidste fuldstændige forretningsdag.",
    "Days after it that are held back.": "Dage efter den, der holdes tilbage.",
    "Why days are held; empty: none are.": (
        "Hvorfor dage holdes tilbage; tom: ingen gør."
    ),
    # the table readiness
    "How far the data behind an item-location can be trusted.": (
        "Hvor langt data bag en vare på et sted kan betros."
    ),
    "Grade": "Karakter",
    "A stock row exists.": "Der er en lagerrække.",
    "Days since stock was last seen.": "Dage siden lageret sidst blev set.",
    "Days with known demand.": "Dage med kendt efterspørgsel.",
    "Supplier terms": "Leverandørens vilkår",
    "Lead time": "Leveringstid",
    "What would raise the grade.": "Hvad der ville hæve karakteren.",
}
