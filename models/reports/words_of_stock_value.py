"""Words of the report's section on the value of stock, and of its columns."""

TEXTS: dict[str, tuple[str, str]] = {
    "nav_value": ("Stock value", "Lagerværdi"),
    "section_value": ("What stock is worth", "Hvad lageret er værd"),
    "section_value_lead": (
        "At cost, stock is worth {value}; {way} of it is on the way or inspected.",
        (
            "Til kostpris er lageret {value} værd; {way} af det er undervejs eller til "
            "kontrol."
        ),
    ),
    "value_unknown": ("an unknown amount", "et ukendt beløb"),
    "value_negative": (
        "Stock taken out before it came counts with {amount}.",
        "Lager, der er taget ud, før det kom, tæller med {amount}.",
    ),
    "value_unvalued": (
        "Left out, for want of a known cost: {items}.",
        "Ikke med, fordi kostprisen ikke er kendt: {items}.",
    ),
    "no_category": ("Without a category", "Uden kategori"),
    "no_supplier_id": ("Nobody offers it", "Ingen tilbyder det"),
    "table_value_by_location_id": ("By place", "Efter sted"),
    "empty_value_by_location_id": ("No stock is known.", "Intet lager er kendt."),
    "table_value_by_category": ("By category", "Efter kategori"),
    "empty_value_by_category": ("No stock is known.", "Intet lager er kendt."),
    "table_value_by_supplier_id": ("By supplier", "Efter leverandør"),
    "empty_value_by_supplier_id": ("No stock is known.", "Intet lager er kendt."),
    "chart_value": (
        "Value of stock on hand at the end of each day, {currency}",
        "Værdi af lageret ved hver dags slutning, {currency}",
    ),
    # the months
    "table_roll_forward": (
        "How the value came about",
        "Hvordan værdien er blevet til",
    ),
    "empty_roll_forward": (
        "The value of stock is not known month by month.",
        "Lagerets værdi er ikke kendt måned for måned.",
    ),
    "table_sold_and_lost": (
        "What cost of goods sold and shrinkage are made of",
        "Hvad vareforbrug og svind består af",
    ),
    "empty_sold_and_lost": (
        "Nothing was sold or lost in these months.",
        "Intet er solgt eller gået tabt i disse måneder.",
    ),
    "line": ("Line", "Linje"),
    "month_before": ("The month before", "Måneden før"),
    "last_month": ("Last month", "Sidste måned"),
    "this_month": ("This month so far", "Denne måned til nu"),
    "line_opening": ("Value at the start", "Værdi ved start"),
    "line_opened": ("+ First looked at", "+ Set første gang"),
    "line_received": ("+ From suppliers", "+ Fra leverandører"),
    "line_sent_back": ("− Back to suppliers", "− Retur til leverandører"),
    "line_transferred": ("± Between places", "± Mellem steder"),
    "line_kits": ("± Kits made and opened", "± Sæt samlet og skilt"),
    "line_revalued": ("± Revalued", "± Omvurderet"),
    "line_unexplained": ("± Unexplained", "± Uforklaret"),
    "line_cost_of_goods_sold": ("− Cost of goods sold", "− Vareforbrug"),
    "line_shrinkage": ("− Shrinkage", "− Svind"),
    "line_closing": ("= Value at the end", "= Værdi ved slut"),
    "line_shipped": ("Sold: shipped", "Solgt: afsendt"),
    "line_returned": ("Sold: put back", "Solgt: lagt tilbage"),
    "line_settled": (
        "Sold: shortages settled and rounding",
        "Solgt: mangler udlignet og afrunding",
    ),
    "line_price_variance": (
        "Sold: paid beyond standard",
        "Solgt: betalt ud over standard",
    ),
    "line_counted_loss": ("Lost: counts", "Tabt: optællinger"),
    "line_adjusted_loss": ("Lost: written off", "Tabt: afskrevet"),
    "line_transit_loss": ("Lost: on the way", "Tabt: undervejs"),
    "line_corrected": (
        "In all lines: late documents of closed periods",
        "I alle linjer: sene bilag til lukkede perioder",
    ),
    # turnover
    "table_turnover": ("How fast stock turns", "Hvor hurtigt lageret omsættes"),
    "empty_turnover": (
        "Turnover is not known: it takes days of stock with a value.",
        "Omsætningshastigheden er ikke kendt: den kræver dage med lager og værdi.",
    ),
    "turnover_lead": (
        (
            "The last 365 days, or those since stock is known, worked out for a "
            "year. Turns: cost of goods sold per average value. GMROI: gross margin "
            "per average value. Sell-through: sold of what was there and came. "
            "Empty: a cost, a price or its tax is not known."
        ),
        (
            "De seneste 365 dage, eller dem siden lageret er kendt, omregnet til et "
            "år. Omsætninger: vareforbrug pr. gennemsnitlig værdi. GMROI: "
            "bruttoavance pr. gennemsnitlig værdi. Afsætningsgrad: solgt af det, der "
            "var og kom. Tomt: en kostpris, en pris eller dens moms er ikke kendt."
        ),
    ),
    "table_fastest": (
        "Turns fastest, of what ties up nine tenths of the money",
        "Omsættes hurtigst, af det, der binder ni tiendedele af pengene",
    ),
    "empty_fastest": ("No turnover is known.", "Ingen omsætning er kendt."),
    "table_slowest": (
        "Turns slowest, of what ties up nine tenths of the money",
        "Omsættes langsomst, af det, der binder ni tiendedele af pengene",
    ),
    "empty_slowest": ("No turnover is known.", "Ingen omsætning er kendt."),
    # age
    "chart_ages": (
        "Value of stock by the age of the goods, {currency}",
        "Lagerets værdi efter varernes alder, {currency}",
    ),
    "age_between": ("{first}–{last} days", "{first}–{last} dage"),
    "age_beyond": ("over {days} days", "over {days} dage"),
    "table_stuck": ("Dead and too much", "Dødt og for meget"),
    "empty_stuck": (
        "No stock is dead, and none lasts longer than a year.",
        "Intet lager er dødt, og intet rækker længere end et år.",
    ),
    "stuck_lead": (
        (
            "{dead} in stock of which nothing was taken for half a year, {excess} in "
            "what is beyond a year's demand."
        ),
        (
            "{dead} i lager, som intet er taget af i et halvt år, {excess} i det, der "
            "er ud over et års behov."
        ),
    ),
    "kind_dead": ("Dead", "Dødt"),
    "kind_excess": ("Too much", "For meget"),
    # losses
    "table_losses": (
        "Shrinkage of the last year, the unusual first",
        "Svind i det seneste år, det usædvanlige først",
    ),
    "empty_losses": (
        "Nothing was counted missing or written off in the last year.",
        "Intet er talt som manglende eller afskrevet i det seneste år.",
    ),
    "kind_count": ("Counted", "Talt"),
    "kind_damage": ("Damage", "Skade"),
    "kind_theft": ("Theft", "Tyveri"),
    "kind_expiry": ("Expiry", "Udløb"),
    "kind_own_use": ("Own use", "Eget brug"),
    "kind_other": ("Other", "Andet"),
    "unusual": ("Unusual", "Usædvanligt"),
    "table_gaps_of_places": (
        "Where books and shelves part",
        "Hvor bog og hylder ikke stemmer",
    ),
    "empty_gaps_of_places": (
        "Every count and snapshot agrees with the ledger.",
        "Hver optælling og hvert øjebliksbillede stemmer med bogen.",
    ),
    # columns
    "average_value_amount": ("Average value", "Gennemsnitlig værdi"),
    "category": ("Category", "Kategori"),
    "usually_lost_qty": ("Usually lost", "Tabes normalt"),
    "found_qty": ("Found", "Fundet"),
    "gaps": ("Gaps", "Forskelle"),
    "gmroi": ("GMROI", "GMROI"),
    "gross_amount": ("Gaps, money, both ways", "Forskelle, beløb, begge veje"),
    "inventory_days": ("Days in stock", "Dage på lager"),
    "is_unusual": ("Stands out", "Skiller sig ud"),
    "known_days": ("Days known", "Kendte dage"),
    "last_issue_on": ("Last taken", "Sidst taget"),
    "lost_qty": ("Lost", "Tabt"),
    "month_on": ("Month from", "Måned fra"),
    "net_amount": ("Net, money", "Netto, beløb"),
    "oldest_days": ("Oldest, days", "Ældste, dage"),
    "sell_through": ("Sell-through", "Afsætningsgrad"),
    "share_rate": ("Share", "Andel"),
    "supplier_id": ("Supplier", "Leverandør"),
    "turns_per_year": ("Turns a year", "Omsætninger pr. år"),
    "unknown_items": ("Not known", "Ukendte"),
    "unvalued_items": ("Without a cost", "Uden kostpris"),
    "value_amount": ("Value", "Værdi"),
}
