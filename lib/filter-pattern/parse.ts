import type { FilterPattern } from './ast.ts';

/** `column` is 1-based; `expected` says what would have been accepted there. */
export interface PatternError {
  readonly message: string;
  readonly column: number;
  readonly expected?: string;
}

export type ParseResult =
  | { readonly ok: true; readonly pattern: FilterPattern }
  | { readonly ok: false; readonly error: PatternError };

export function parsePattern(_text: string): ParseResult {
  return { ok: false, error: { message: 'The parser is not in place yet.', column: 1 } };
}
