"""Bytes that structure text."""

TAB, LF, CR, SPACE = 9, 10, 13, 32
HASH, APOSTROPHE, OPEN, CLOSE = 35, 39, 40, 41
PLUS, COMMA, MINUS, DOT, SLASH = 43, 44, 45, 46, 47
ZERO, NINE, COLON = 48, 57, 58
UPPER_C, UPPER_E, UPPER_T, UPPER_U, UPPER_Z = 67, 69, 84, 85, 90
LOWER = 32
"""The bit that makes a letter small."""
LOWER_A, LOWER_E, LOWER_L, LOWER_N, LOWER_P, LOWER_U, LOWER_Z = (
    *(97, 101, 108, 110, 112, 117, 122),
)
LEAD_2, NO_BREAK_SPACE = 0xC2, 0xA0
"""A no-break space in UTF-8 is these two bytes."""
LEAD_3, PUNCTUATION, MATHEMATICAL, TRUE_MINUS = 0xE2, 0x80, 0x88, 0x92
"""Narrow spaces and the typographic apostrophe are E2 80 xx, a true minus E2 88 92."""
