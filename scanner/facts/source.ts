/** Where and when a fact was read. */
export interface Source {
  /** `service:Operation`, as IAM spells the action. */
  api: string;
  region: string;
  /** ISO 8601 UTC. */
  at: string;
}
