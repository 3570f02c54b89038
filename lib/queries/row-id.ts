const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A path segment that cannot be an id is "not there", not a database error. */
export function isRowId(text: string): boolean {
  return uuid.test(text);
}
