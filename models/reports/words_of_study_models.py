"""Words of the models in the study of one item at one place."""

TEXTS: dict[str, tuple[str, str]] = {
    # exponential smoothing
    "nav_study_model": ("Model", "Model"),
    "section_study_model": ("A textbook model", "En lærebogsmodel"),
    "section_study_model_lead": ("{lead}", "{lead}"),
    "study_model_lead_1": (
        (
            "Exponential smoothing in state space form, fitted to days by maximum "
            "likelihood."
        ),
        (
            "Eksponentiel udjævning i tilstandsform, tilpasset dage ved maksimum "
            "likelihood."
        ),
    ),
    "study_model_lead_7": (
        (
            "Exponential smoothing in state space form, fitted to weeks by maximum "
            "likelihood, for demand is too rare to model days."
        ),
        (
            "Eksponentiel udjævning i tilstandsform, tilpasset uger ved maksimum "
            "likelihood, for behovet er for sjældent til dage."
        ),
    ),
    "study_chart_model_1": (
        "{name}: its state after each day, units",
        "{name}: tilstanden efter hver dag, enheder",
    ),
    "study_chart_model_7": (
        "{name}: its state after each week, units",
        "{name}: tilstanden efter hver uge, enheder",
    ),
    "study_level": ("Level", "Niveau"),
    "study_slope": ("Slope", "Hældning"),
    "study_season": ("Week", "Uge"),
    "study_says_model": (
        (
            "{name}, of {tried} forms the one of least AICc: {level} (gain {gain}), "
            "{slope}, {season}; its level is now {now} a {step}."
        ),
        (
            "{name}, af {tried} former den med mindst AICc: {level} (vægt {gain}), "
            "{slope}, {season}; niveauet er nu {now} pr. {step}."
        ),
    ),
    "study_level_still": (
        "a level that hardly moves",
        "et niveau, der næsten ikke flytter sig",
    ),
    "study_level_slow": (
        "a level that follows slowly",
        "et niveau, der følger langsomt med",
    ),
    "study_level_fast": (
        "a level that follows fast",
        "et niveau, der følger hurtigt med",
    ),
    "study_slope_none": ("no trend", "ingen trend"),
    "study_slope_damped": ("a damped trend", "en dæmpet trend"),
    "study_season_none": ("no week", "ingen uge"),
    "study_season_week": (
        "a week that swings over {range} units",
        "en uge, der svinger over {range} enheder",
    ),
    "study_step_1": ("day", "dag"),
    "study_step_7": ("week", "uge"),
    "table_study_parameters": ("What was estimated", "Hvad der er estimeret"),
    "table_study_measures": ("How well it fits", "Hvor godt den passer"),
    "parameter": ("Parameter", "Parameter"),
    "estimate": ("Estimate", "Estimat"),
    "low": ("95 % from", "95 % fra"),
    "high": ("to", "til"),
    "measure": ("Measure", "Mål"),
    "study_parameter_smoothing_level": (
        "Gain of the level (alpha)",
        "Niveauets vægt (alpha)",
    ),
    "study_parameter_smoothing_trend": (
        "Gain of the slope (beta)",
        "Hældningens vægt (beta)",
    ),
    "study_parameter_smoothing_seasonal": (
        "Gain of the week (gamma)",
        "Ugens vægt (gamma)",
    ),
    "study_parameter_damping_trend": ("Damping (phi)", "Dæmpning (phi)"),
    "study_parameter_initial_level": ("Level at the start", "Niveau ved start"),
    "study_parameter_initial_trend": ("Slope at the start", "Hældning ved start"),
    "study_parameter_initial_seasonal": (
        "Week at the start, {number}",
        "Ugen ved start, {number}",
    ),
    "study_measure_steps": ("Observations", "Observationer"),
    "study_measure_log_likelihood": ("Log-likelihood", "Log-likelihood"),
    "study_measure_aic": ("AIC", "AIC"),
    "study_measure_aicc": ("AICc", "AICc"),
    "study_measure_bic": ("BIC", "BIC"),
    "study_measure_error_sd": (
        "Standard deviation of the errors",
        "Fejlenes standardafvigelse",
    ),
    "study_says_parameters": (
        (
            "Limits are given where the likelihood gives any: not for how it started,"
            " nor at the edge of what is allowed."
        ),
        (
            "Grænser står, hvor likelihood giver dem: ikke for begyndelsen og ikke på"
            " kanten af det tilladte."
        ),
    ),
    # what is left
    "nav_study_left": ("Residuals", "Rester"),
    "section_study_left": ("What the model leaves", "Hvad modellen efterlader"),
    "section_study_left_lead": (
        (
            "Demand less what the model expected the step before. If it has learned "
            "all there is, what is left has no pattern."
        ),
        (
            "Behovet minus det, modellen ventede skridtet før. Har den lært alt, har "
            "resten intet mønster."
        ),
    ),
    "study_chart_left": (
        "Residuals, units; the shade holds 19 of 20 if they are normal",
        "Residualer, enheder; det skraverede rummer 19 af 20, hvis de er normale",
    ),
    "study_says_left": (
        (
            "{outside} of {count} are outside the shade, where {chance} would be if "
            "errors were normal; the largest is {qty} on {day}, and the mean is "
            "{mean}."
        ),
        (
            "{outside} af {count} er uden for det skraverede, hvor {chance} ville "
            "være, hvis fejlene var normale; den største er {qty} {day}, og middel er"
            " {mean}."
        ),
    ),
    "table_study_box": ("Ljung-Box test", "Ljung-Box-test"),
    "box": ("Statistic", "Statistik"),
    "p": ("p-value", "p-værdi"),
    "study_says_box_noise": (
        (
            "No pattern shows: the smallest p, {p}, is not below {limit} (0.05 over "
            "the lags tested). As far as this test sees, the order of past demand "
            "holds nothing more that a better model could use."
        ),
        (
            "Intet mønster ses: den mindste p, {p}, er ikke under {limit} (0,05 delt "
            "med antal testede afstande). Så vidt testen ser, rummer rækkefølgen af "
            "tidligere behov intet mere, en bedre model kunne bruge."
        ),
    ),
    "study_says_box_pattern": (
        (
            "Something regular is left: p is {p} up to lag {lag}, below {limit} (0.05"
            " over the lags tested). The model misses a rhythm or a run that the "
            "correlations above may show, and its limits are too narrow."
        ),
        (
            "Noget regelmæssigt er tilbage: p er {p} til og med afstand {lag}, under "
            "{limit} (0,05 delt med antal testede afstande). Modellen mangler en "
            "rytme eller et forløb, som korrelationerne ovenfor kan vise, og dens "
            "grænser er for snævre."
        ),
    ),
    # the two forecasts
    "nav_study_rivals": ("Beside ours", "Ved siden af vores"),
    "section_study_rivals": (
        "The textbook beside our forecast",
        "Lærebogen ved siden af vores prognose",
    ),
    "section_study_rivals_lead": ("{lead}", "{lead}"),
    "study_rivals_lead": (
        (
            "The published forecast rests on {basis}: {reason} Method: {method}, "
            "{mean} a day."
        ),
        (
            "Den offentliggjorte prognose hviler på {basis}: {reason} Metode: "
            "{method}, {mean} pr. dag."
        ),
    ),
    "study_no_forecast": (
        "There is no published forecast of this item at this place.",
        "Der er ingen offentliggjort prognose for varen på dette sted.",
    ),
    "study_basis_own_history": ("its own history", "egen historik"),
    "study_basis_class": ("items like it", "varer, der ligner"),
    "study_basis_planner": ("a planner's number", "en planlæggers tal"),
    "study_basis_none": ("nothing", "intet"),
    "study_chart_rivals_1": (
        (
            "Units a day: the last weeks, what both would have said of the last 28 "
            "days, and what they say of the next"
        ),
        (
            "Enheder pr. dag: de seneste uger, hvad begge ville have sagt om de "
            "seneste 28 dage, og hvad de siger om de næste"
        ),
    ),
    "study_chart_rivals_7": (
        (
            "Units a week: the last half year, what both would have said of the last "
            "28 days, and what they say of the next"
        ),
        (
            "Enheder pr. uge: det seneste halve år, hvad begge ville have sagt om de "
            "seneste 28 dage, og hvad de siger om de næste"
        ),
    ),
    "study_by_ours": ("Backstock", "Backstock"),
    "study_by_ets": ("Exponential smoothing", "Eksponentiel udjævning"),
    "table_study_scores_1": (
        "The last 28 days, day by day",
        "De seneste 28 dage, dag for dag",
    ),
    "table_study_scores_7": (
        "The last 28 days, week by week",
        "De seneste 28 dage, uge for uge",
    ),
    "rmse": ("Root mean squared error", "Rod af middelkvadratfejl"),
    "mae": ("Mean absolute error", "Middel absolut fejl"),
    "foreseen_qty": ("Expected in all", "Forventet i alt"),
    "asked_qty": ("Asked for", "Efterspurgt"),
    "study_says_ours": (
        (
            "On the last 28 days Backstock would have been better: its root mean "
            "squared error is {share} smaller ({ours} against {ets} units a {step})."
        ),
        (
            "På de seneste 28 dage ville Backstock have været bedst: dens kvadratiske"
            " fejl er {share} mindre ({ours} mod {ets} enheder pr. {step})."
        ),
    ),
    "study_says_ets": (
        (
            "On the last 28 days exponential smoothing would have been better: its "
            "root mean squared error is {share} smaller ({ets} against {ours} units a"
            " {step})."
        ),
        (
            "På de seneste 28 dage ville eksponentiel udjævning have været bedst: "
            "dens kvadratiske fejl er {share} mindre ({ets} mod {ours} enheder pr. "
            "{step})."
        ),
    ),
    "study_says_neither": (
        (
            "On the last 28 days neither would have been better: the root mean "
            "squared errors are {ours} (Backstock) and {ets} units a {step}, less "
            "than 2 % apart."
        ),
        (
            "På de seneste 28 dage ville ingen af dem have været bedst: de "
            "kvadratiske fejl er {ours} (Backstock) og {ets} enheder pr. {step}, "
            "under 2 % fra hinanden."
        ),
    ),
    "study_how_judged": (
        (
            "Each of the four weeks was foreseen from the days before it alone: "
            "exponential smoothing fitted anew, Backstock made anew from the items of"
            " the same category. Four weeks are few: a small difference says little."
        ),
        (
            "Hver af de fire uger blev forudset af dagene før den alene: eksponentiel"
            " udjævning tilpasset på ny, Backstock lavet på ny af varerne i samme "
            "kategori. Fire uger er få: en lille forskel siger lidt."
        ),
    ),
    # weekdays
    "weekday_0": ("Monday", "mandag"),
    "weekday_1": ("Tuesday", "tirsdag"),
    "weekday_2": ("Wednesday", "onsdag"),
    "weekday_3": ("Thursday", "torsdag"),
    "weekday_4": ("Friday", "fredag"),
    "weekday_5": ("Saturday", "lørdag"),
    "weekday_6": ("Sunday", "søndag"),
}
