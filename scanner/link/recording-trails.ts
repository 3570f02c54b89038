import type { AccountSnapshot, Gap, TrailFact } from '../snapshot.ts';
import type { World } from '../world.ts';
import type { LinkedTrail, Owner } from './linked.ts';
import { notAsked } from './missing.ts';
import { indexOf } from './world-index.ts';

/** The account's own trails, then organization trails that record it; each ARN once. */
export function recordingTrails(
  world: World,
  accountId: string,
  snapshot: AccountSnapshot,
  ownerOf: (accountId: string) => Owner,
): LinkedTrail[] {
  const index = indexOf(world);
  const listed = snapshot.topics['cloudtrail.trails'] ?? [];
  const byArn = new Map<string, TrailFact>();
  for (const trail of listed) {
    const known = byArn.get(trail.arn);
    if (!known || (!known.status && trail.status)) byArn.set(trail.arn, trail);
  }
  for (const trail of index.organizationTrails) {
    if (!byArn.has(trail.arn) && isSameOrganization(world, snapshot, trail.ownerAccountId)) {
      byArn.set(trail.arn, trail);
    }
  }
  return [...byArn.values()]
    .map((seen) => linkTrail(world, accountId, seen, ownerOf(seen.ownerAccountId)))
    .sort(byOwnershipThenArn);
}

function linkTrail(world: World, accountId: string, seen: TrailFact, owner: Owner): LinkedTrail {
  const atOwner = indexOf(world).trails.get(seen.arn);
  const fact = atOwner ?? seen;
  const status = fact.status ?? seen.status;
  const selectors = fact.selectors ?? seen.selectors;
  const readers = [world.accounts.get(owner.accountId)?.snapshot, world.accounts.get(accountId)?.snapshot];
  const whyNot = (api: string): Gap =>
    readers.flatMap((it) => trailGap(it ?? null, fact, api))[0] ??
    readers.flatMap((it) => listingGap(it ?? null))[0] ??
    notAsked('cloudtrail.trails', api, fact.homeRegion, readers[0] ?? readers[1] ?? null, fact.arn);
  return {
    fact,
    owner,
    isOwn: owner.accountId === accountId,
    isReadAtOwner: atOwner !== undefined,
    status,
    statusGap: status ? null : whyNot('cloudtrail:GetTrailStatus'),
    selectors,
    selectorsGap: selectors ? null : whyNot('cloudtrail:GetEventSelectors'),
  };
}

function trailGap(snapshot: AccountSnapshot | null, trail: TrailFact, api: string): Gap[] {
  return (snapshot?.gaps ?? []).filter(
    (gap) =>
      gap.topic === 'cloudtrail.trails' &&
      gap.api === api &&
      (gap.resource === trail.arn || gap.resource === trail.name || gap.resource === null),
  );
}

/** An owner whose trails could not be listed has no status of any of them. */
function listingGap(snapshot: AccountSnapshot | null): Gap[] {
  const isOpen = (gap: Gap): boolean => gap.topic === 'cloudtrail.trails' && gap.resource === null;
  return (snapshot?.gaps ?? []).filter((gap) => isOpen(gap) && !gap.isSecondary);
}

/** Members do not always list their organization's trail; the organization's id says it records them. */
function isSameOrganization(world: World, snapshot: AccountSnapshot, ownerAccountId: string): boolean {
  const mine = snapshot.topics['organizations.organization']?.organization;
  if (!mine) return false;
  if (mine.managementAccountId === ownerAccountId) return true;
  const theirs = world.accounts.get(ownerAccountId)?.snapshot?.topics['organizations.organization'];
  return theirs?.organization?.id === mine.id;
}

function byOwnershipThenArn(a: LinkedTrail, b: LinkedTrail): number {
  if (a.isOwn !== b.isOwn) return a.isOwn ? -1 : 1;
  return a.fact.arn < b.fact.arn ? -1 : a.fact.arn > b.fact.arn ? 1 : 0;
}
