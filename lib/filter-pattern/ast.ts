/** Columns are 1-based positions in the pattern's text; `end` is the column after the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type FilterPattern = JsonPattern | TermsPattern | SpaceDelimitedPattern | EverythingPattern;

export interface JsonPattern {
  readonly kind: 'json';
  readonly condition: Condition;
  readonly span: Span;
}

interface EverythingPattern {
  readonly kind: 'everything';
  readonly span: Span;
}

export type Condition = Junction | Comparison | IsTest | NotExistsTest;

/** `all` is `&&`, `any` is `||`; at least two operands, in the order written. */
export interface Junction {
  readonly kind: 'all' | 'any';
  readonly operands: readonly Condition[];
  readonly span: Span;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Comparison {
  readonly kind: 'comparison';
  readonly selector: Selector;
  readonly operator: ComparisonOperator;
  readonly value: Value;
  readonly span: Span;
}

export interface IsTest {
  readonly kind: 'is';
  readonly selector: Selector;
  readonly constant: 'NULL' | 'TRUE' | 'FALSE';
  readonly span: Span;
}

export interface NotExistsTest {
  readonly kind: 'not-exists';
  readonly selector: Selector;
  readonly span: Span;
}

export interface Selector {
  readonly segments: readonly Segment[];
  readonly span: Span;
}

export type Segment =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'any-name' }
  | { readonly kind: 'any-index' };

export type Value = TextValue | NumberValue | RegexValue;

/** `text` is the value between its wildcards: `"*Unauthorized*"` is text `Unauthorized` open at both ends. */
export interface TextValue {
  readonly kind: 'text';
  readonly text: string;
  readonly isOpenAtStart: boolean;
  readonly isOpenAtEnd: boolean;
  readonly isQuoted: boolean;
  readonly span: Span;
}

/** `source` keeps the spelling, because `1.0` must compare with the string "1.0" too. */
interface NumberValue {
  readonly kind: 'number';
  readonly number: number;
  readonly source: string;
  readonly span: Span;
}

/** `source` is the text between the two percent signs. */
interface RegexValue {
  readonly kind: 'regex';
  readonly source: string;
  readonly span: Span;
}

export interface TermsPattern {
  readonly kind: 'terms';
  readonly terms: readonly Term[];
  readonly span: Span;
}

export interface Term {
  readonly role: 'required' | 'excluded' | 'optional';
  readonly match:
    | { readonly kind: 'phrase'; readonly text: string; readonly isQuoted: boolean }
    | { readonly kind: 'regex'; readonly source: string };
  readonly span: Span;
}

export interface SpaceDelimitedPattern {
  readonly kind: 'space-delimited';
  readonly fields: readonly SpaceField[];
  readonly span: Span;
}

/** `rest` is `...`: any number of fields. A field without a condition takes any value. */
export type SpaceField =
  | { readonly kind: 'rest'; readonly span: Span }
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly condition: FieldCondition | null;
      readonly span: Span;
    };

export type FieldCondition = FieldJunction | FieldComparison;

export interface FieldJunction {
  readonly kind: 'all' | 'any';
  readonly operands: readonly FieldCondition[];
  readonly span: Span;
}

export interface FieldComparison {
  readonly kind: 'comparison';
  readonly field: string;
  readonly operator: ComparisonOperator;
  readonly value: Value;
  readonly span: Span;
}
