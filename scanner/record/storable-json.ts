/**
 * JSON as PostgreSQL stores it: NUL and halves of surrogate pairs, which it refuses, become the replacement
 * character. Names and patterns come from AWS accounts, and one of them must not keep a scan from ending.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g, (it) =>
    it === '\\\\' ? it : '\ufffd',
  );
}
