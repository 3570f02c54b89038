/** What the report says of one check, whoever the client is. */
export interface CheckProse {
  /** What the alarm is about, for tables; the catalogue's title where it is short already. */
  name?: string;
  /** The finding's title; `where` reads "in 20 of 24 accounts" or "in payments-prod". */
  title(where: string): string;
  /** What the watched thing is, and why it is watched. */
  about: string;
  impact: string;
  likelihood: string;
  /** What to bring about, in one or two sentences. */
  fix: string;
}
