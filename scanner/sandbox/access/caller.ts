/** Whose keys signed the request. */
export interface Caller {
  accountId: string;
  arn: string;
  userId: string;
  /** Absent for the operator's own key, which no role's permissions limit. */
  roleName?: string;
}
