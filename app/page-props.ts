/** What Next hands to a page; written out so that types need no generated files. */
export interface SearchProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export interface IdProps {
  params: Promise<{ id: string }>;
}

/** One value of a search parameter. */
export function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
