import type { Caller } from './access/caller.ts';
import type { Sessions } from './access/sessions.ts';
import type { Account, Cloud } from './cloud/cloud.ts';
import type { RegionBlock } from './document/cloud-document.ts';

/** One request being answered: who asks, about which account and region. */
export interface Call {
  cloud: Cloud;
  account: Account;
  region: string;
  /** The account's resources in the request's region. */
  here: RegionBlock;
  caller: Caller;
  sessions: Sessions;
}
