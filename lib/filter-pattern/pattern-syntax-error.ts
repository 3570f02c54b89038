/** Thrown inside the parser only; `parsePattern` turns it into a result. */
export class PatternSyntaxError extends Error {
  readonly column: number;
  readonly expected: string | undefined;

  constructor(message: string, column: number, expected?: string) {
    super(message);
    this.name = 'PatternSyntaxError';
    this.column = column;
    this.expected = expected;
  }
}
