"""What the back-test says of policies on the user's own past."""

TEXTS: dict[str, tuple[str, str]] = {
    "backtest_title": ("The plan on your own past", "Planen på din egen fortid"),
    "nav_backtest": ("On your past", "På din fortid"),
    "section_backtest": ("What the plan would have earned", "Hvad planen havde tjent"),
    "section_backtest_lead": (
        (
            "Every week planned again from what was known then, and lived through day "
            "by day with your customers, your suppliers' lead times, your returns and "
            "corrections."
        ),
        (
            "Hver uge planlagt igen ud fra det, der var kendt dengang, og gennemlevet "
            "dag for dag med dine kunder, dine leverandørers leveringstider, dine "
            "returer og rettelser."
        ),
    ),
    "backtest_less": (
        (
            "Over {weeks} weeks the plan would have served {fill} of demand (you: "
            "{your_fill}) with {stock} in stock on average (you: {your_stock}) and "
            "cost {saving} less, nine times of ten between {low} and {high}."
        ),
        (
            "Over {weeks} uger havde planen betjent {fill} af behovet (du: "
            "{your_fill}) med {stock} på lager i snit (du: {your_stock}) og kostet "
            "{saving} mindre, ni gange af ti mellem {low} og {high}."
        ),
    ),
    "backtest_more": (
        (
            "Over {weeks} weeks the plan would have served {fill} of demand (you: "
            "{your_fill}) with {stock} in stock on average (you: {your_stock}) and "
            "cost {saving} more, nine times of ten between {low} and {high}."
        ),
        (
            "Over {weeks} uger havde planen betjent {fill} af behovet (du: "
            "{your_fill}) med {stock} på lager i snit (du: {your_stock}) og kostet "
            "{saving} mere, ni gange af ti mellem {low} og {high}."
        ),
    ),
    "backtest_cannot_tell": (
        (
            "Your history cannot tell: over {weeks} weeks the plan would have served "
            "{fill} of demand (you: {your_fill}) with {stock} in stock on average "
            "(you: {your_stock}); what it saves lies between {low} and {high}."
        ),
        (
            "Din historik kan ikke sige det: over {weeks} uger havde planen betjent "
            "{fill} af behovet (du: {your_fill}) med {stock} på lager i snit (du: "
            "{your_stock}); det, den sparer, ligger mellem {low} og {high}."
        ),
    ),
    "backtest_too_short": (
        (
            "Your history cannot tell: {weeks} weeks are too few, at least {least} are "
            "needed. In them the plan would have served {fill} of demand (you: "
            "{your_fill}) with {stock} in stock on average (you: {your_stock})."
        ),
        (
            "Din historik kan ikke sige det: {weeks} uger er for få, mindst {least} er "
            "nødvendige. I dem havde planen betjent {fill} af behovet (du: "
            "{your_fill}) med {stock} på lager i snit (du: {your_stock})."
        ),
    ),
    "chart_backtest": (
        (
            "Service against average stock, {currency}. The line is the plan with one "
            "service target for all items, from low to high."
        ),
        (
            "Service mod gennemsnitligt lager, {currency}. Linjen er planen med ét "
            "servicemål for alle varer, fra lavt til højt."
        ),
    ),
    "backtest_stock": ("Average stock", "Gennemsnitligt lager"),
    "backtest_service": ("Served from stock", "Betjent fra lager"),
    "table_backtest": ("Policies beside each other", "Politikker side om side"),
    "empty_backtest": (
        "No back-test has been made; backstock simulate makes one.",
        "Ingen tilbageblik er lavet; backstock simulate laver et.",
    ),
    "backtest_note": (
        (
            "Total cost is holding, ordering and the margin of what was not served. "
            "Saved is beside what it was, with the bounds between which it lies nine "
            "times of ten, when weeks and items are drawn again. Foresight knows every "
            "customer to come: it is there for scale. Minimum and maximum are a "
            "planner's own, else those of the first plan, never changed."
        ),
        (
            "Samlet omkostning er lager, bestilling og avancen af det, der ikke blev "
            "betjent. Sparet er i forhold til det, der var, med de grænser, det ligger "
            "imellem ni gange af ti, når uger og varer trækkes igen. Forudviden kender "
            "hver kommende kunde: den er der for målestokkens skyld. Minimum og "
            "maksimum er en planlæggers egne, ellers den første plans, aldrig ændret."
        ),
    ),
    "policy": ("Policy", "Politik"),
    "fill_rate": ("Served", "Betjent"),
    "stockout_days": ("Days without stock", "Dage uden lager"),
    "average_stock_amount": ("Average stock", "Gennemsnitligt lager"),
    "placed_orders": ("Orders", "Ordrer"),
    "total_cost_amount": ("Total cost", "Samlet omkostning"),
    "saving_amount": ("Saved", "Sparet"),
    "saving_low_amount": ("at least", "mindst"),
    "saving_high_amount": ("at most", "højst"),
    "policy_recommended": ("The plan", "Planen"),
    "policy_as_it_was": ("As it was", "Som det var"),
    "policy_z_sigma_root_l": ("Mean and deviation", "Middel og spredning"),
    "policy_min_max": ("Minimum and maximum", "Minimum og maksimum"),
    "policy_foresight": ("Perfect foresight", "Fuld forudviden"),
    "table_backtest_tuned": (
        "Targets that would have cost least",
        "Mål der havde kostet mindst",
    ),
    "empty_backtest_tuned": (
        "Nothing was tried: no class has items.",
        "Intet blev prøvet: ingen klasse har varer.",
    ),
    "tuned_note": (
        (
            "Chosen on past weeks, judged on the weeks after them. Saved ahead is what "
            "the choices saved there; where its lower bound is above zero the target "
            "may be adopted. Nothing is changed by itself."
        ),
        (
            "Valgt på tidligere uger, bedømt på ugerne efter dem. Sparet frem er det, "
            "valgene sparede dér; er den nedre grænse over nul, kan målet tages i "
            "brug. Intet ændres af sig selv."
        ),
    ),
    "abc": ("Class", "Klasse"),
    "target_rate": ("Service target", "Servicemål"),
    "order_cycle_days": ("Order lasts, days", "Ordre rækker, dage"),
    "tuned_cost_amount": ("Would have cost", "Havde kostet"),
    "planned_cost_amount": ("The plan cost", "Planen kostede"),
    "ahead_amount": ("Saved ahead", "Sparet frem"),
    "ahead_low_amount": ("at least", "mindst"),
    "ahead_high_amount": ("at most", "højst"),
    "advice": ("Advice", "Råd"),
    "advice_adopt": ("adopt", "tag i brug"),
    "advice_keep": ("keep what is", "behold det nuværende"),
}
