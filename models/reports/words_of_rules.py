"""Words of rules: why an order went through by itself, and why one was held back."""

TEXTS: dict[str, tuple[str, str]] = {
    "rule_approved": (
        "order of {amount}, limit {limit}; data {age} days old; usual {usual}",
        "ordre på {amount}, grænse {limit}; data {age} dage gamle; sædvanlig {usual}",
    ),
    "held_decided": ("a person has decided on it", "et menneske har besluttet"),
    "held_supplier": ("not a supplier of this rule", "ikke en leverandør i reglen"),
    "held_class": ("not a class of this rule", "ikke en klasse i reglen"),
    "held_order_amount": (
        "the order is above the limit",
        "ordren er over grænsen",
    ),
    "held_line_amount": ("the line is above the limit", "linjen er over grænsen"),
    "held_no_usual": (
        "ordered too seldom to say what is usual",
        "bestilt for sjældent til at kende det sædvanlige",
    ),
    "held_deviation": (
        "too far from what is usual",
        "for langt fra det sædvanlige",
    ),
    "held_data_age": ("the data are too old", "data er for gamle"),
    "held_other_line": (
        "another line of the order is held back",
        "en anden linje i ordren er holdt tilbage",
    ),
    "held_stopped": ("rules are stopped", "regler er stoppet"),
}
