import type { Sessions } from './access/sessions.ts';
import type { Account, Cloud } from './cloud/cloud.ts';
import type { RegionBlock } from './document/cloud-document.ts';

/** Whose keys signed the request. */
export interface Caller {
  accountId: string;
  arn: string;
  userId: string;
  /** Absent for the operator's own key, which no role's permissions limit. */
  roleName?: string;
}

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
