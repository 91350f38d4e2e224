"""How staging tells what it assumed, in English and Danish."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """One statement with places for its particulars."""

    en: str
    da: str


HISTORY = Sentence(
    en=(
        "The first load of {table} is taken as known on the day each row happened,"
        " where the file has no recorded_at."
    ),
    da=(
        "Første indlæsning af {table} regnes som kendt den dag, hver række skete, hvor"
        " filen ikke har recorded_at."
    ),
)
DERIVED = Sentence(
    en=(
        "Not in a {table} file, but mentioned in documents: {count} {noun}: {names}. A"
        " file that lists them would say more."
    ),
    da=(
        "Ikke i en fil {table}, men nævnt i bilag: {count} {noun_da}: {names}. En fil,"
        " der nævner dem, ville sige mere."
    ),
)
SERVICE_LINE = Sentence(
    en=(
        "{item} is taken for a service, not goods: kept, never planned. Say fulfilment"
        " in products if that is wrong."
    ),
    da=(
        "{item} regnes som en ydelse, ikke en vare: beholdes, planlægges aldrig. Skriv"
        " fulfilment i products, hvis det er forkert."
    ),
)
CASE = Sentence(
    en=(
        "{names} are kept apart as different items. List one in sku_aliases if they"
        " are the same."
    ),
    da=(
        "{names} holdes adskilt som forskellige varer. Skriv den ene i sku_aliases,"
        " hvis de er den samme."
    ),
)
UNKNOWN_COLUMN = Sentence(
    en=(
        "{table} has a column {column} that means nothing to Backstock: it is left"
        " out. If it is another name of one, say so under aliases in the settings."
    ),
    da=(
        "{table} har en kolonne {column}, som Backstock ikke kender: den udelades. Er"
        " det et andet navn, så skriv det under aliases i indstillingerne."
    ),
)
MISSING_COLUMN = Sentence(
    en=(
        "{column} stood in earlier files of {table} and is missing in {path}: it is"
        " taken as empty there. If it was renamed, say so under aliases in the"
        " settings."
    ),
    da=(
        "{column} stod i tidligere filer af {table} og mangler i {path}: den regnes som"
        " tom dér. Er den omdøbt, så skriv det under aliases i indstillingerne."
    ),
)
UNREAD = Sentence(
    en="{path} in the inbox was not read: {reason}.",
    da="{path} i indbakken blev ikke læst: {reason}.",
)
WORD = Sentence(
    en="{word} in {column} of {table} was left out, {affected} times.",
    da="{word} i {column} af {table} blev udeladt, {affected} gange.",
)
HELD = Sentence(
    en=(
        "Demand of {channel} ends on {complete_on}: {reason}. Later days are unknown,"
        " not zero."
    ),
    da=(
        "Efterspørgsel i {channel} slutter {complete_on}; derefter er data ikke hele."
        " Senere dage er ukendte, ikke nul."
    ),
)
ONE_PLACE = Sentence(
    en="There is no locations file: all stock is at one place, {name}.",
    da="Der er ingen fil locations: alt lager er ét sted, {name}.",
)
