"""Writes the comparisons and blocking rules of the default model, untrained.

`python3 make_person.py > untrained.json`, then `throughcare link train` on a made-up list of a
million records (`throughcare link generate --people 833000 --seed 11`) gives person.json. Kept as a
script because a condition that several levels share is written once.
"""

import json


def either_null(column):
    return f'"{column}_l" IS NULL OR "{column}_r" IS NULL'


def equal(column):
    return f'"{column}_l" = "{column}_r"'


def alike(column, limit):
    return f'jaro_winkler_similarity("{column}_l", "{column}_r") >= {limit}'


def level(sql, label, **more):
    return {"sql_condition": sql, "label_for_charts": label, **more}


def null(sql, label):
    return level(sql, label, is_null_level=True)


def frequency(column):
    return {"tf_adjustment_column": column, "tf_adjustment_weight": 1.0}


ELSE = level("ELSE", "anything else")

SWAPPED_NAMES = '"forename_l" = "surname_r" AND "forename_r" = "surname_l"'


def swapped(side):
    return f"substr(\"dob_{side}\", 1, 5) || substr(\"dob_{side}\", 9, 2) || '-' || substr(\"dob_{side}\", 6, 2)"


# Written both ways round, so that it does not matter which record is the left one: an engine that
# knows this need not ask which it is.
SWAPPED_DAY = f'"dob_l" = {swapped("r")} OR {swapped("l")} = "dob_r"'
DAYS = "ABS(EPOCH(try_strptime(\"dob_l\", '%Y-%m-%d')) - EPOCH(try_strptime(\"dob_r\", '%Y-%m-%d')))"
YEAR = 31557600.0


def both_alike(limit):
    return f'({alike("forename", limit)}) AND ({alike("surname", limit)})'


NAME = {
    "output_column_name": "name",
    "comparison_levels": [
        null(
            f'({either_null("forename")}) AND ({either_null("surname")})',
            "forename and surname are missing",
        ),
        level(
            equal("forename_surname"), "forename and surname equal", **frequency("forename_surname")
        ),
        level(SWAPPED_NAMES, "forename and surname swapped"),
        level(
            'array_length(list_intersect("names_l", "names_r")) >= 1', "a name or an alias in common"
        ),
        level(both_alike(0.92), "forename and surname nearly equal"),
        level(both_alike(0.85), "forename and surname alike"),
        level(equal("surname"), "surname equal", **frequency("surname")),
        level(equal("forename"), "forename equal", **frequency("forename")),
        ELSE,
    ],
}

MIDDLE_NAME = {
    "output_column_name": "middle_name",
    "comparison_levels": [
        null(either_null("middle_name"), "a middle name is missing"),
        level(equal("middle_name"), "middle name equal", **frequency("middle_name")),
        level(
            'substr("middle_name_l", 1, 1) = substr("middle_name_r", 1, 1)', "same initial"
        ),
        ELSE,
    ],
}

DOB = {
    "output_column_name": "dob",
    "comparison_levels": [
        null(either_null("dob"), "a date of birth is missing"),
        level(equal("dob"), "date of birth equal", **frequency("dob")),
        level(SWAPPED_DAY, "day and month swapped"),
        level('levenshtein("dob_l", "dob_r") <= 1', "one digit wrong"),
        level('substr("dob_l", 1, 7) = substr("dob_r", 1, 7)', "same year and month"),
        level(f"{DAYS} <= {YEAR}", "within a year"),
        level(f"{DAYS} <= {5 * YEAR}", "within five years"),
        ELSE,
    ],
}

SEX = {
    "output_column_name": "sex",
    "comparison_levels": [
        null(either_null("sex"), "sex is missing"),
        level(equal("sex"), "sex equal"),
        ELSE,
    ],
}

POSTCODE = {
    "output_column_name": "postcode",
    "comparison_levels": [
        null(either_null("postcode"), "a postcode is missing"),
        level(equal("postcode"), "postcode equal", **frequency("postcode")),
        level(equal("outcode"), "outward code equal"),
        ELSE,
    ],
}


def identifier(column, words):
    return {
        "output_column_name": column,
        "comparison_levels": [
            null(either_null(column), f"{words} is missing"),
            level(equal(column), f"{words} equal"),
            level("ELSE", f"both have {words} and they differ"),
        ],
    }


# Twins, and a son named like his sister's address: surname, birth date and address agree, and the
# forenames are neither alike nor among the other's names. Fixed, since it is a rule and not
# something to be learnt: such a pair loses 22 bits, more than the rarest surname and birth date
# bring. An identifier in common outweighs that.
TWINS = {
    "output_column_name": "twins",
    "comparison_levels": [
        level(
            f'{equal("surname")} AND {equal("dob")} AND {equal("postcode")} AND '
            f'NOT ({alike("forename", 0.75)}) AND '
            f'NOT (array_length(list_intersect("names_l", "names_r")) >= 1)',
            "twins: one surname, birth date and address, and another forename",
            m_probability=2.0**-22,
            u_probability=1.0,
            fix_m_probability=True,
            fix_u_probability=True,
        ),
        level(
            "ELSE",
            "not twins",
            m_probability=1.0,
            u_probability=1.0,
            fix_m_probability=True,
            fix_u_probability=True,
        ),
    ],
}

OTHERS = ["middle_name", "postcode", "outcode", "pnc_id", "cro_number", "prison_number", "crn"]


def not_equal(column):
    return f'({either_null(column)} OR "{column}_l" <> "{column}_r")'


# Name and date of birth alone join nobody: where nothing else agrees, 20 bits are taken away, more
# than the rarest name and birth date bring. Fixed, as above.
NOTHING_ELSE = {
    "output_column_name": "nothing_else",
    "comparison_levels": [
        level(
            " AND ".join(not_equal(column) for column in OTHERS),
            "nothing agrees besides name, date of birth and sex",
            m_probability=2.0**-20,
            u_probability=1.0,
            fix_m_probability=True,
            fix_u_probability=True,
        ),
        level(
            "ELSE",
            "something else agrees",
            m_probability=1.0,
            u_probability=1.0,
            fix_m_probability=True,
            fix_u_probability=True,
        ),
    ],
}


def rule(sql):
    return {"blocking_rule": sql, "sql_dialect": "duckdb"}


def same(*columns):
    return " AND ".join(f'l."{column}" = r."{column}"' for column in columns)


RULES = [
    same("pnc_id"),
    same("cro_number"),
    same("prison_number"),
    same("crn"),
    same("surname", "dob"),
    same("forename", "dob"),
    same("postcode", "dob"),
    same("surname", "forename", "outcode"),
    same("surname", "postcode"),
    'l."forename" = r."surname" AND l."surname" = r."forename" '
    'AND substr(l."dob", 1, 4) = substr(r."dob", 1, 4)',
]

MODEL = {
    "link_type": "dedupe_only",
    "probability_two_random_records_match": 1e-6,
    "em_convergence": 0.0001,
    "max_iterations": 25,
    "sql_dialect": "duckdb",
    "unique_id_column_name": "record_id",
    "source_dataset_column_name": "source",
    "retain_matching_columns": False,
    "retain_intermediate_calculation_columns": False,
    "additional_columns_to_retain": [],
    "blocking_rules_to_generate_predictions": [rule(sql) for sql in RULES],
    "comparisons": [
        NAME,
        MIDDLE_NAME,
        DOB,
        SEX,
        POSTCODE,
        identifier("pnc_id", "a PNC id"),
        identifier("cro_number", "a CRO number"),
        identifier("prison_number", "a prison number"),
        identifier("crn", "a CRN"),
        TWINS,
        NOTHING_ELSE,
    ],
}

print(json.dumps(MODEL, indent=2))
