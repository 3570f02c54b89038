export const editions = ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'] as const;

/** Editions of the CIS Amazon Web Services Foundations Benchmark. */
export type Edition = (typeof editions)[number];

export const newestEdition: Edition = '7.0';

export function isEdition(text: string): text is Edition {
  return editions.some((edition) => edition === text);
}

/** Whether something introduced in `since` is part of `edition`. */
export function includesEdition(edition: Edition, since: Edition): boolean {
  return editions.indexOf(edition) >= editions.indexOf(since);
}
