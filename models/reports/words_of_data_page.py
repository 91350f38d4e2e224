"""Words of the page about the data: its parts, its tables and their values."""

TEXTS: dict[str, tuple[str, str]] = {
    # parts
    "data_part": ("Parts of this page", "Sidens dele"),
    "data_part_sources": ("Sources", "Kilder"),
    "data_part_readiness": ("Readiness", "Klarhed"),
    "data_part_assumed": ("Assumed", "Antaget"),
    "data_part_stock": ("Stock beside the shop's", "Lager mod butikkens"),
    "data_part_refused": ("Refused rows", "Afviste rækker"),
    "data_part_runs": ("Runs and checks", "Kørsler og kontroller"),
    "data_part_tables": ("All tables", "Alle tabeller"),
    "data_lead": (
        "{read} rows read from {files}; {refused} refused. Stock seen {stock}.",
        "{read} rækker læst fra {files}; {refused} afvist. Lager set {stock}.",
    ),
    "data_never": ("never", "aldrig"),
    # sources
    "fact_complete": ("Orders complete until", "Ordrer fuldstændige til"),
    "fact_stock_seen": ("Stock last seen", "Lager senest set"),
    "fact_rows": ("Rows read", "Rækker læst"),
    "fact_rows_note": ("{n} refused", "{n} afvist"),
    "fact_agree": ("Stock that agrees", "Lager, der stemmer"),
    "fact_agree_note": ("of {n} compared", "af {n} sammenlignede"),
    "fact_assumed": ("Assumptions", "Antagelser"),
    "fact_grade": ("Grade A or B", "Karakter A eller B"),
    "fact_grade_note": ("of {n} item-locations", "af {n} vare-steder"),
    "table_accounts": ("What became of every row", "Hvad der blev af hver række"),
    "note_accounts": (
        "Rows read = refused + repeats + not known yet + older versions + in the plan.",
        (
            "Rækker læst = afvist + gentagelser + endnu ikke kendt + ældre versioner + "
            "i planen."
        ),
    ),
    "table_files_read": ("Every file", "Hver fil"),
    "empty_files_read": ("No file was read.", "Ingen fil er læst."),
    "note_watermarks": (
        (
            "Demand ends at the last complete day of each channel; later days are "
            "unknown, never zero."
        ),
        (
            "Efterspørgslen slutter ved hver kanals sidste hele dag; senere dage er "
            "ukendte, aldrig nul."
        ),
    ),
    "file_mode_delta": ("New rows only", "Kun nye rækker"),
    "file_mode_full": ("Everything, each time", "Alt, hver gang"),
    # readiness
    "grades_title": ("How far each item can be trusted", "Hvor langt hver vare holder"),
    "grades_note": (
        (
            "A: planned on good data. B and C: something stands in for what is "
            "missing. D: too little is known, so nothing is ordered."
        ),
        (
            "A: planlagt på gode data. B og C: noget står i stedet for det, der "
            "mangler. D: for lidt er kendt, så intet bestilles."
        ),
    ),
    "chart_grades_items": ("Item-locations by grade", "Vare-steder efter karakter"),
    "table_graded": ("Every item and its grade", "Hver vare og dens karakter"),
    "source_of_item": ("The item's own", "Varens egne"),
    "source_of_supplier": ("The supplier's", "Leverandørens"),
    "source_of_none": ("Nothing known", "Intet kendt"),
    "source_of_declared": ("As declared", "Som oplyst"),
    "source_of_observed": ("As seen", "Som set"),
    "source_of_parameter": ("A parameter", "En parameter"),
    "source_of_default": ("Our default", "Vores standard"),
    # what was assumed
    "assumed_note": (
        (
            "What the data do not say was filled in by a rule. Each line says which, "
            "how much rests on it, and what would settle it."
        ),
        (
            "Hvad data ikke siger, er udfyldt efter en regel. Hver linje siger "
            "hvilken, hvor meget der hviler på den, og hvad der ville afgøre det."
        ),
    ),
    "table_assumed": ("Assumed", "Antaget"),
    "empty_assumed": ("Nothing had to be assumed.", "Intet måtte antages."),
    # stock
    "stock_agree": (
        (
            "Our books agree with the shop at {same} of {all} item-locations; the "
            "other gaps are worth {amount}."
        ),
        (
            "Vores bog stemmer med butikken på {same} af {all} vare-steder; de øvrige "
            "forskelle er {amount} værd."
        ),
    ),
    "stock_agrees": (
        "Our books agree with the shop's last number at all {all} item-locations.",
        "Vores bog stemmer med butikkens seneste tal på alle {all} vare-steder.",
    ),
    "table_beside": ("The shop's number and ours", "Butikkens tal og vores"),
    "note_beside": (
        (
            "The gap is the shop's last number less ours. The next four columns add up "
            "to it; the rest is what moved our stock since."
        ),
        (
            "Forskellen er butikkens seneste tal minus vores. De næste fire kolonner "
            "giver den tilsammen; resten er, hvad der har flyttet vores lager siden."
        ),
    ),
    "empty_beside": (
        "No stock has been seen, so there is nothing to compare.",
        "Intet lager er set, så der er intet at sammenligne.",
    ),
    "table_every_gap": ("Every gap ever found", "Hver forskel, der er fundet"),
    "empty_every_gap": (
        "Every count and snapshot agrees with the ledger.",
        "Hver optælling og hvert øjebliksbillede stemmer med bogen.",
    ),
    "look_snapshot": ("Stock file", "Lagerfil"),
    "look_count": ("Count", "Optælling"),
    "look_opening": ("First stock", "Første lager"),
    # refused rows
    "table_refused_rows": ("Every refused row", "Hver afvist række"),
    "empty_refused_rows": ("No row was refused.", "Ingen række blev afvist."),
    "refused_note": (
        (
            "Nothing is lost: a row that breaks a rule is kept here as it came, with "
            "the rule. Mend it in the file, and the next run reads it."
        ),
        (
            "Intet går tabt: en række, der bryder en regel, står her, som den kom, med "
            "reglen. Ret den i filen, så læser næste kørsel den."
        ),
    ),
    # runs
    "table_runs": ("Runs", "Kørsler"),
    "empty_runs": ("Nothing has run yet.", "Intet har kørt endnu."),
    "table_checks": ("Checks of the last run", "Kontroller i seneste kørsel"),
    "empty_checks": ("No check is on record.", "Ingen kontrol er noteret."),
    "table_tables_made": ("What the last run made", "Hvad seneste kørsel lavede"),
    "checks_all_passed": (
        "All {n} checks of the last run passed.",
        "Alle {n} kontroller i seneste kørsel bestod.",
    ),
    "checks_failed": (
        "{failed} of {n} checks of the last run failed.",
        "{failed} af {n} kontroller i seneste kørsel fejlede.",
    ),
    "outcome_done": ("Done", "Færdig"),
    "outcome_failed": ("Failed", "Fejlet"),
    "outcome_stopped": ("Stopped", "Stoppet"),
    "outcome_going_on": ("Not ended", "Ikke afsluttet"),
    "check_ageing_adds_up": (
        "The ages of stock add up to the stock that is there.",
        "Lagerets aldre giver tilsammen det lager, der er.",
    ),
    "check_balances_match": (
        "Every move is posted once, and balances are the sum of the moves.",
        "Hver bevægelse er bogført én gang, og saldi er bevægelsernes sum.",
    ),
    "check_charges_are_spread_whole": (
        "Freight, duty and other charges are spread to the last cent.",
        "Fragt, told og andre omkostninger er fordelt til sidste øre.",
    ),
    "check_every_line_has_a_status": (
        "Every order line has a status.",
        "Hver ordrelinje har en status.",
    ),
    "check_every_row_is_there": (
        "Every row known of the files is in its table, once.",
        "Hver kendt række fra filerne er i sin tabel, én gang.",
    ),
    "check_keeps_contract": (
        "Every row keeps the rules of its table.",
        "Hver række overholder sin tabels regler.",
    ),
    "check_kept_rows_are_staged": (
        "Every kept row is found again.",
        "Hver beholdt række findes igen.",
    ),
    "check_layers_match": (
        "Cost layers have the quantity and value of the ledger.",
        "Kostlag har lagerbogens antal og værdi.",
    ),
    "check_lots_add_up": (
        "Lots add up to what is on hand.",
        "Partier giver tilsammen det, der er på lager.",
    ),
    "check_nothing_is_lost": (
        "Every record is kept, refused or an exact repeat.",
        "Hver post er beholdt, afvist eller en nøjagtig gentagelse.",
    ),
    "check_positions_add_up": (
        "Every position is the sum of its parts.",
        "Hver position er summen af sine dele.",
    ),
    "check_promises_add_up": (
        "No more is promised than is or will be there.",
        "Der loves ikke mere, end der er eller kommer.",
    ),
    "check_roll_forward_adds_up": (
        "Every month closes with what its opening value became.",
        "Hver måned slutter med det, dens startværdi blev til.",
    ),
    "check_transit_nets": (
        "Only what is still under way is in transit.",
        "Kun det, der stadig er undervejs, er i transit.",
    ),
    "check_valuation_adds_up": (
        "Stock is worth what its moves cost.",
        "Lageret er værd, hvad dets bevægelser kostede.",
    ),
    "check_values_add_up": (
        "The value after every move follows from the moves before it.",
        "Værdien efter hver bevægelse følger af dem før den.",
    ),
    # all tables
    "tables_note": (
        (
            "Every table of the plan can be looked through, filtered, downloaded and "
            "traced back to the rows of your files. Names in small letters are those "
            "of exports and notebooks."
        ),
        (
            "Hver tabel i planen kan gennemses, filtreres, hentes og spores tilbage "
            "til rækkerne i jeres filer. Navne med småt er dem fra eksport og "
            "notebooks."
        ),
    ),
    "table_dictionary": ("Every column", "Hver kolonne"),
    "tables_rows": ("{n} rows", "{n} rækker"),
    "type_text": ("text", "tekst"),
    "type_whole": ("whole number", "helt tal"),
    "type_number": ("number", "tal"),
    "type_decimal": ("number with up to {n} decimals", "tal med op til {n} decimaler"),
    "type_flag": ("yes or no", "ja eller nej"),
    "type_day": ("day", "dag"),
    "type_instant": ("time (UTC)", "tidspunkt (UTC)"),
    "unit_of_stock": ("stock units", "lagerenheder"),
    "unit_of_money": ("money", "penge"),
    "unit_of_price": ("money per unit", "penge pr. enhed"),
    "unit_of_days": ("days", "dage"),
    "is_key": ("key", "nøgle"),
    "is_required": ("required", "påkrævet"),
    "is_filled_in": ("filled in by a run", "udfyldes af en kørsel"),
    "columns_title": ("What its columns mean", "Hvad kolonnerne betyder"),
    "made_from": ("Made from", "Lavet af"),
    "made_into": ("Goes into", "Indgår i"),
    "made_from_files": ("your files", "jeres filer"),
    "made_unknown": (
        "From what it is made is known once a run is on record.",
        "Hvad den er lavet af, vides, når en kørsel er noteret.",
    ),
    "table_rows_of": ("Its rows", "Rækkerne"),
    "back_to_tables": ("All tables", "Alle tabeller"),
    "trace_row": ("Trace", "Spor"),
    # where a row comes from
    "trail_title": ("Where this row comes from", "Hvor rækken kommer fra"),
    "trail_row": ("The row", "Rækken"),
    "trail_gone": (
        "No such row is in the plan that is shown now.",
        "Rækken findes ikke i den plan, der vises nu.",
    ),
    "trail_sources": ("Rows of your files behind it", "Rækker i jeres filer bag den"),
    "trail_sources_note": (
        (
            "All rows of your files about {subject} that it goes back to, newest line "
            "first, with file and line. What holds for everything, such as exchange "
            "rates or closures, counts as a whole."
        ),
        (
            "Alle rækker i jeres filer om {subject}, som den går tilbage til, nyeste "
            "linje først, med fil og linje. Hvad der gælder alt, som kurser og "
            "lukninger, tæller som helhed."
        ),
    ),
    "trail_steps": ("Step by step", "Trin for trin"),
    "trail_none": (
        "It rests on no row of your files by itself.",
        "Den hviler ikke på nogen enkelt række i jeres filer.",
    ),
    # columns
    "order_id": ("Order", "Ordre"),
    "po_id": ("Purchase order", "Indkøbsordre"),
    "line_no": ("Line", "Linje"),
    "ends_on": ("Until", "Til og med"),
    "recorded_at": ("Learned", "Erfaret"),
    "unit_price": ("Price", "Pris"),
    "status": ("Status", "Status"),
    "adjusted_qty": ("Adjusted", "Reguleret"),
    "breaches": ("Rows that break it", "Rækker, der bryder den"),
    "checked": ("What was checked", "Hvad der er kontrolleret"),
    "columns_missing": ("Columns gone", "Manglende kolonner"),
    "columns_unknown": ("Columns not used", "Ubrugte kolonner"),
    "column_name": ("Name in exports", "Navn i eksport"),
    "column_words": ("Column", "Kolonne"),
    "corrected_qty": ("Corrected", "Rettet"),
    "cut_off_qty": ("At a cut-off", "Ved afgrænsning"),
    "description": ("What it means", "Hvad den betyder"),
    "dialect": ("How it was read", "Hvordan den er læst"),
    "fault": ("What went wrong", "Hvad der gik galt"),
    "is_passed": ("Passed", "Bestået"),
    "is_replaced": ("Replaced since", "Erstattet siden"),
    "is_stock_known": ("Stock known", "Lager kendt"),
    "lead_time_source": ("Lead time from", "Leveringstid fra"),
    "minutes": ("Minutes", "Minutter"),
    "mode": ("A file holds", "En fil indeholder"),
    "outcome": ("How it ended", "Hvordan den endte"),
    "published_run": ("Plan it made", "Plan, den lavede"),
    "raw_text": ("The row as it came", "Rækken, som den kom"),
    "returned_qty": ("Returned", "Returneret"),
    "rows": ("Rows", "Rækker"),
    "rows_known": ("In the plan", "I planen"),
    "rows_later": ("Not known yet", "Endnu ikke kendt"),
    "rows_superseded": ("Older versions", "Ældre versioner"),
    "seconds": ("Seconds", "Sekunder"),
    "shipped_qty": ("Shipped", "Afsendt"),
    "source": ("File", "Fil"),
    "source_line": ("Line", "Linje"),
    "started_at": ("Started", "Startet"),
    "stock_age_days": ("Stock last seen, days ago", "Lager set for dage siden"),
    "terms_source": ("Supplier terms", "Leverandørvilkår"),
    "transferred_qty": ("Moved between places", "Flyttet mellem steder"),
    "unexplained_qty": ("Unexplained", "Uforklaret"),
    "unit": ("Unit", "Enhed"),
    "value": ("Value", "Værdi"),
    "desk_narrow": ("Narrow this page", "Afgræns siden"),
}
