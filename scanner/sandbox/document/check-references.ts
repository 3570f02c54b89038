import type { CloudDocument, RegionBlock } from './cloud-document.ts';
import { CloudFileError } from './cloud-file-error.ts';
import { regionsOf } from './regions.ts';
import { nearest } from './strict.ts';

/** What one file cannot know of itself: names that others rely on. @throws CloudFileError naming each problem. */
export function checkReferences(cloud: CloudDocument): void {
  const problems = [
    ...duplicates(cloud),
    ...organizationProblems(cloud),
    ...unknownRegions(cloud),
    ...namelessResources(cloud),
  ];
  if (problems.length > 0) throw new CloudFileError(problems.join('\n'));
}

function duplicates({ accounts = [] }: CloudDocument): string[] {
  const twice = accounts.filter((it, index) => accounts.findIndex((other) => other.id === it.id) !== index);
  return twice.map((it) => `account ${it.id}: described twice (the second time as "${it.name}")`);
}

function organizationProblems({ accounts = [], organizations = [] }: CloudDocument): string[] {
  const known = organizations.map((it) => it.id);
  return accounts.flatMap(({ id, organization }) => {
    if (organization === undefined || known.includes(organization)) return [];
    const near = nearest(organization, known);
    const hint = near
      ? `did you mean "${near}"?`
      : 'add a file with "organization:", or "organizations:" beside "accounts:"';
    return [`account ${id}: organization "${organization}" is not described; ${hint}`];
  });
}

function unknownRegions({ accounts = [] }: CloudDocument): string[] {
  return accounts.flatMap((account) => {
    const known = [...regionsOf(account).keys()];
    const strange = Object.keys(account.resources ?? {}).filter(
      (name) => name !== '*' && !known.includes(name),
    );
    return strange.map((name) => {
      const near = nearest(name, known);
      return `account ${account.id}: resources.${name}: the account has no such region${near ? `, did you mean "${near}"?` : `; it has ${known.join(', ')}`}`;
    });
  });
}

function namelessResources({ accounts = [] }: CloudDocument): string[] {
  return accounts.flatMap(({ id, resources = {} }) =>
    Object.entries(resources).flatMap(([region, block]) =>
      namelessIn(block).map((problem) => `account ${id}, ${region}: ${problem}`),
    ),
  );
}

function namelessIn(block: RegionBlock): string[] {
  return [
    ...missing('trails', block.trails, 'Name'),
    ...missing('logGroups', block.logGroups, 'logGroupName'),
    ...missing('metricFilters', block.metricFilters, 'filterName'),
    ...missing('metricFilters', block.metricFilters, 'logGroupName'),
    ...missing('metricAlarms', block.metricAlarms, 'AlarmName'),
    ...missing('compositeAlarms', block.compositeAlarms, 'AlarmName'),
    ...missing('logAlarms', block.logAlarms, 'AlarmName'),
    ...missing('alarmMuteRules', block.alarmMuteRules, 'Name'),
    ...missing('rules', block.rules, 'Name'),
    ...missing('buckets', block.buckets, 'Name'),
    ...missing('vpcs', block.vpcs, 'VpcId'),
    ...missing('deliverySources', block.deliverySources, 'name'),
    ...(block.topics ?? []).flatMap((it, index) =>
      it.name || it.TopicArn ? [] : [`topics[${index}] needs "name" (or "TopicArn")`],
    ),
  ];
}

function missing(list: string, items: readonly object[] | undefined, field: string): string[] {
  return (items ?? []).flatMap((it, index) =>
    Reflect.get(it, field) ? [] : [`${list}[${index}] needs "${field}"`],
  );
}
