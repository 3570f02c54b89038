import type { Call } from '../call.ts';
import type { Account } from '../cloud/cloud.ts';
import type { ServiceControlPolicy } from '../document/account.ts';
import { evaluate, matches, matchesAny } from './policy.ts';

/** Who refuses an action, and in which words AWS says so. */
type Refusal = 'trust' | 'identity' | 'explicit' | 'scp' | 'boundary' | 'resource';

export interface Denial {
  by: Refusal;
  policyArn?: string;
}

/** The first of SCP, boundary and role that keeps the caller from the action; undefined when allowed. */
export function denialOf(call: Call, action: string): Denial | undefined {
  const { caller, cloud, region } = call;
  if (caller.roleName === undefined) return undefined;
  const account = cloud.accounts.get(caller.accountId);
  const role = account?.roles.get(caller.roleName)?.document;
  if (!account || !role) return { by: 'identity' };

  const scp = deniedByScp(account, action, region);
  if (scp) return scp;
  const { boundary } = role;
  if (boundary && (matchesAny(boundary.deny ?? [], action) || !matchesAny(boundary.allow ?? ['*'], action))) {
    return {
      by: 'boundary',
      policyArn: `arn:${account.partition}:iam::${account.id}:policy/${boundary.name ?? 'boundary'}`,
    };
  }
  const context = {
    'aws:requestedregion': region,
    'aws:principalaccount': account.id,
    'aws:principalarn': caller.arn,
  };
  const written = evaluate(role.policies ?? [], { action, context });
  if (written === 'deny' || matchesAny(role.deny ?? [], action)) return { by: 'explicit' };
  const allow = role.allow ?? (role.policies ? [] : ['*']);
  return written === 'allow' || matchesAny(allow, action) ? undefined : { by: 'identity' };
}

/** The sentence AWS ends a refusal with. */
export function denialText(caller: string, action: string, denial: Denial, resource?: string): string {
  const on = resource ? ` on resource: ${resource}` : '';
  return `User: ${caller} is not authorized to perform: ${action}${on} ${because(action, denial)}`.trimEnd();
}

function because(action: string, denial: Denial): string {
  switch (denial.by) {
    case 'trust':
      return '';
    case 'explicit':
      return 'with an explicit deny in an identity-based policy';
    case 'scp':
      return `with an explicit deny in a service control policy${denial.policyArn ? `: ${denial.policyArn}` : ''}`;
    case 'boundary':
      return `because no permissions boundary allows the ${action} action`;
    case 'resource':
      return `because no resource-based policy allows the ${action} action`;
    case 'identity':
      return `because no identity-based policy allows the ${action} action`;
  }
}

function deniedByScp(account: Account, action: string, region: string): Denial | undefined {
  const { organization, document } = account;
  if (organization?.management === account.id) return undefined;
  const ofOrganization = (organization?.serviceControlPolicies ?? []).filter((it) => isTarget(it, account));
  const policy = [...ofOrganization, ...(document.serviceControlPolicies ?? [])].find(
    (it) => matchesAny(it.deny, action) && coversRegion(it, region),
  );
  if (!policy) return undefined;
  const owner = organization?.management ?? account.id;
  const path = `${organization?.id ?? 'o-sandbox0000'}/service_control_policy/${policy.id ?? 'p-sandbox0'}`;
  return { by: 'scp', policyArn: `arn:${account.partition}:organizations::${owner}:policy/${path}` };
}

function isTarget(policy: ServiceControlPolicy, account: Account): boolean {
  if (!policy.accounts && !policy.ous) return true;
  const ou = account.document.ou ?? '';
  const isUnder = (policy.ous ?? []).some((it) => ou === it || ou.startsWith(`${it}/`));
  return isUnder || policy.accounts?.includes(account.id) === true;
}

function coversRegion(policy: ServiceControlPolicy, region: string): boolean {
  if (policy.exceptRegions?.some((it) => matches(it, region))) return false;
  return policy.regions === undefined || matchesAny(policy.regions, region);
}
