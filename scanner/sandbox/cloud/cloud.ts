import type { AccountDocument, CloudDocument, RegionBlock } from '../document/cloud-document.ts';
import type { OrganizationDocument } from '../document/organization.ts';
import { regionsOf } from '../document/regions.ts';
import type { BucketDocument } from '../document/storage.ts';
import { completeRegion } from './complete.ts';
import { completeRoles, type Role } from './roles.ts';

export interface Account {
  id: string;
  name: string;
  email: string;
  partition: string;
  document: AccountDocument;
  /** Region name to opt-in status. */
  regions: Map<string, string>;
  roles: Map<string, Role>;
  resources: Map<string, RegionBlock>;
  organization: OrganizationDocument | undefined;
}

interface Operator {
  accountId: string;
  accessKeyId: string;
  arn: string;
}

interface OwnedBucket {
  owner: Account;
  bucket: BucketDocument;
}

export interface Cloud {
  operator: Operator;
  /** By name, which is unique among all accounts. */
  buckets: Map<string, OwnedBucket>;
  accounts: Map<string, Account>;
  organizations: Map<string, OrganizationDocument>;
}

const defaultOperator = { accountId: '204917563318', accessKeyId: 'AKIAWATCHPOSTSANDBOX' };

/** Fills in what a document leaves out: ARNs, statuses, regions, roles. */
export function buildCloud(document: CloudDocument): Cloud {
  const accountId = document.operator?.accountId ?? defaultOperator.accountId;
  const operator = {
    accountId,
    accessKeyId: document.operator?.accessKeyId ?? defaultOperator.accessKeyId,
    arn: document.operator?.arn ?? `arn:aws:iam::${accountId}:user/watchpost`,
  };
  const organizations = new Map((document.organizations ?? []).map((it) => [it.id, it]));
  const documents = document.accounts ?? [];
  const accounts = new Map(documents.map((it) => [it.id, buildAccount(it, organizations, operator)]));
  if (!accounts.has(accountId)) {
    const name = document.operator?.accountName ?? 'tooling';
    const tooling: AccountDocument = { id: accountId, name, role: false };
    accounts.set(accountId, buildAccount(tooling, organizations, operator));
  }
  return { operator, accounts, organizations, buckets: bucketsOf(accounts.values()) };
}

export function isRegionOn({ regions }: Pick<Account, 'regions'>, region: string): boolean {
  const status = regions.get(region);
  return status === 'ENABLED_BY_DEFAULT' || status === 'ENABLED';
}

function buildAccount(
  document: AccountDocument,
  organizations: ReadonlyMap<string, OrganizationDocument>,
  operator: Operator,
): Account {
  const partition = document.partition ?? 'aws';
  const regions = regionsOf(document);
  const owner = { id: document.id, partition };
  const blocks = [...blocksOf(document, regions)];
  return {
    id: document.id,
    name: document.name,
    email: document.email ?? `aws+${document.name}@example.com`,
    partition,
    document,
    regions,
    roles: completeRoles(document, partition, operator.arn),
    resources: new Map(blocks.map(([region, block]) => [region, completeRegion(owner, region, block)])),
    organization: organizations.get(document.organization ?? ''),
  };
}

function bucketsOf(accounts: Iterable<Account>): Map<string, OwnedBucket> {
  const buckets = new Map<string, OwnedBucket>();
  for (const owner of accounts) {
    for (const bucket of [...owner.resources.values()].flatMap((block) => block.buckets ?? [])) {
      if (bucket.Name !== undefined) buckets.set(bucket.Name, { owner, bucket });
    }
  }
  return buckets;
}

/** What stands under `*` is in every enabled region, unless the region has a list of its own. */
function blocksOf(
  { resources = {} }: AccountDocument,
  regions: Account['regions'],
): Map<string, RegionBlock> {
  const { '*': everywhere, ...named } = resources;
  const blocks = new Map(Object.entries(named));
  if (!everywhere) return blocks;
  for (const region of regions.keys()) {
    if (isRegionOn({ regions }, region)) blocks.set(region, { ...everywhere, ...blocks.get(region) });
  }
  return blocks;
}
