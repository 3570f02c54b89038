/**
 * What AWS does not document, decided once. Each constant can be settled by a single
 * logs:TestMetricFilter call on a real account; docs/filter-patterns.md lists them all.
 */

/** `is null`, `Not Exists`: keywords are accepted in any case, because a deployed filter is valid by definition. */
export const KEYWORDS_IN_ANY_CASE = true;

/**
 * Blanks before `{` or `[` do not turn the pattern into terms. A public test against AWS saw one
 * refused; tools trim what they send, so a pasted text is read the same way.
 */
export const BLANKS_BEFORE_PATTERN_ALLOWED = true;

/** `$["name"]` is read like `$.["name"]`; the guide only shows the form with a dot. */
export const BRACKET_WITHOUT_DOT_ALLOWED = true;

/** Inside double quotes a backslash makes the next quote or backslash literal; before anything else it stays. */
export const BACKSLASH_ESCAPES_IN_QUOTES = true;

/** Characters a bare value may hold beside letters and digits; anything else needs double quotes. */
export const BARE_VALUE_SYMBOLS = '_.-*/:+#';

/** Characters a property name may hold beside letters and digits, outside brackets. */
export const BARE_NAME_SYMBOLS = '_-';

/** `= true`, `= "true"` and `!= x` never match a JSON boolean; only IS TRUE and IS FALSE look at one. */
export const COMPARISONS_SEE_BOOLEANS = false;

/** `= 123` matches the JSON string "123": account ids are strings, and bare ids are common. */
export const BARE_NUMBER_EQUALS_SAME_TEXT = true;

/** `= "404"` and `= 4*` match the JSON number 404 by its decimal spelling. */
export const TEXT_EQUALS_NUMBER_BY_SPELLING = true;

/** `> 5` does not match the JSON string "7": ordering is for JSON numbers. */
export const ORDERING_SEES_NUMERIC_TEXT = false;

/** A selector with `*` is true when any selected property satisfies the condition, for `!=` as well. */
export const WILDCARD_SELECTOR_MEANS_ANY = true;

/** `.` in a regular expression also matches a line break. */
export const DOT_MATCHES_LINE_BREAK = true;

/** `?a ?b` next to a plain or an excluded term is ignored. */
export const OPTIONAL_TERMS_IGNORED_WHEN_MIXED = true;

/** A line with more fields than a space-delimited pattern names still matches; one with fewer does not. */
export const SURPLUS_FIELDS_ALLOWED = true;

/** Only a JSON object or array is a JSON log event; a bare JSON string or number is plain text. */
export const JSON_EVENT_IS_OBJECT_OR_ARRAY = true;

/** A space-delimited pattern never matches a JSON log event, however many blanks the line has. */
export const SPACE_DELIMITED_SEES_JSON = false;

/** Documented quotas. */
export const MAX_PATTERN_CHARACTERS = 1024;
export const MAX_WILDCARD_SELECTORS = 3;
export const MAX_WILDCARDS_PER_SELECTOR = 1;
export const MAX_REGEXES = 2;

/** Our own bound on the size of one regular expression after its counts are written out. */
export const MAX_REGEX_POSITIONS = 1024;
