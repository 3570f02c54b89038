import type { BucketGrant, PublicAccessBlock } from '../../facts/storage.ts';
import { areNarrow, narrowsWhenDenied } from './narrowing.ts';
import {
  areAllDenied,
  isOpenToEveryone,
  type PolicyStatement,
  parsePolicy,
  publicProviders,
  touchesBucket,
} from './policy-statements.ts';

/** What is known of a bucket's openness; undefined where it was not read, null where there is none. */
export interface ExposureFacts {
  bucketArn: string;
  grants: readonly BucketGrant[] | undefined;
  policyText: string | null | undefined;
  bucketBlock: PublicAccessBlock | null | undefined;
  accountBlock: PublicAccessBlock | null | undefined;
}

export type Exposure =
  /** Somebody outside can reach it; `routes` say how. */
  | { state: 'public'; routes: string[] }
  /** Nothing is public, and Block Public Access keeps it so. */
  | { state: 'blocked' }
  /** Nothing is public today, and nothing keeps it so. */
  | { state: 'unblocked'; lacking: string[] }
  | { state: 'open-question'; unread: ('acl' | 'policy' | 'block')[] };

/**
 * Whether anyone may reach the bucket: public ACL grants unless ignored, policy statements open to everyone unless
 * a condition narrows them or public policies are restricted. The stricter of the two blocks holds.
 */
export function decideExposure(facts: ExposureFacts): Exposure {
  const ignoresAcls = eitherBlocks(facts, 'ignorePublicAcls');
  const restrictsPolicy = eitherBlocks(facts, 'restrictPublicBuckets');
  const byAcl = facts.grants?.flatMap(publicGrant);
  const byPolicy =
    facts.policyText === undefined ? undefined : publicStatements(facts.policyText, facts.bucketArn);

  const open = [
    ...(ignoresAcls === 'no' ? (byAcl ?? []) : []),
    ...(restrictsPolicy === 'no' ? (byPolicy ?? []) : []),
  ];
  if (open.length > 0) return { state: 'public', routes: open };

  const keptByAcls = anyBlocks(ignoresAcls, eitherBlocks(facts, 'blockPublicAcls'));
  const keptByPolicy = anyBlocks(restrictsPolicy, eitherBlocks(facts, 'blockPublicPolicy'));
  const unread: ('acl' | 'policy' | 'block')[] = [];
  if (byAcl === undefined && ignoresAcls !== 'yes') unread.push('acl');
  if (byPolicy === undefined && restrictsPolicy !== 'yes') unread.push('policy');
  const deciding = [
    byAcl?.length === 0 ? keptByAcls : ignoresAcls,
    byPolicy?.length === 0 ? keptByPolicy : restrictsPolicy,
  ];
  if (deciding.includes('unread')) unread.push('block');
  if (unread.length > 0) return { state: 'open-question', unread };

  const lacking = [
    ...(keptByAcls === 'no' ? ['IgnorePublicAcls'] : []),
    ...(keptByPolicy === 'no' ? ['RestrictPublicBuckets'] : []),
  ];
  return lacking.length === 0 ? { state: 'blocked' } : { state: 'unblocked', lacking };
}

type Blocks = 'yes' | 'no' | 'unread';

function eitherBlocks(
  { bucketBlock, accountBlock }: ExposureFacts,
  setting: keyof PublicAccessBlock,
): Blocks {
  if (bucketBlock?.[setting] || accountBlock?.[setting]) return 'yes';
  return bucketBlock === undefined || accountBlock === undefined ? 'unread' : 'no';
}

/** What is public already needs the stricter setting; what is not stays so by the one that stops new grants, too. */
function anyBlocks(closes: Blocks, stopsNew: Blocks): Blocks {
  if (closes === 'yes' || stopsNew === 'yes') return 'yes';
  return closes === 'unread' || stopsNew === 'unread' ? 'unread' : 'no';
}

const publicGroups: Readonly<Record<string, string>> = {
  AllUsers: 'anyone',
  AuthenticatedUsers: 'anyone with an AWS account',
};

function publicGrant({ groupUri, permission }: BucketGrant): string[] {
  const who = publicGroups[groupUri?.split('/').at(-1) ?? ''];
  return who ? [`its ACL gives ${permission} to ${who}`] : [];
}

/** A policy nobody can read is no reason to call the bucket closed. */
function publicStatements(text: string | null, bucketArn: string): string[] | undefined {
  if (text === null) return [];
  const statements = parsePolicy(text);
  if (!statements) return undefined;
  return statements
    .filter((it) => it.effect === 'Allow' && admitted(it) !== null && touchesBucket(it, bucketArn))
    .filter((it) => !areNarrow(it.conditions))
    .filter((it) => !areAllDenied(it, statements.filter(stopsStrangers), bucketArn))
    .map((it) => `its policy allows ${actionsInWords(it)} to ${admitted(it)}${it.sid ? ` (${it.sid})` : ''}`);
}

function admitted(statement: PolicyStatement): string | null {
  if (isOpenToEveryone(statement)) return 'everyone';
  const [provider] = publicProviders(statement);
  return provider ? `anyone with an account of ${provider}` : null;
}

/** A Deny for everyone, or for everyone but known callers. */
function stopsStrangers({ effect, isNotPrincipal, principals, conditions }: PolicyStatement): boolean {
  const namesEveryone = principals.some((it) => it.value === '*' && it.kind !== 'Service');
  return effect === 'Deny' && isNotPrincipal !== namesEveryone && conditions.every(narrowsWhenDenied);
}

function actionsInWords({ actions, isNotAction }: PolicyStatement): string {
  if (isNotAction) return `everything but ${actions.join(', ')}`;
  return actions.slice(0, 3).join(', ') + (actions.length > 3 ? ` and ${actions.length - 3} more` : '');
}
