import { checks } from './checks/registry.ts';
import type { Permission } from './collector.ts';
import { regionPermissions } from './collectors/regions.ts';
import { collectors } from './collectors/registry.ts';
import type { TopicName } from './snapshot.ts';

export interface NeededPermission extends Permission {
  /** Checks that read `unknown` without it. */
  checks: string[];
}

/** Every IAM action the scanner calls, sorted: the collectors' own words, so that policy and code cannot differ. */
export function neededPermissions(): NeededPermission[] {
  const needed = new Map<string, NeededPermission>();
  const add = (permission: Permission, blinded: readonly string[]) => {
    const known = needed.get(permission.action);
    const ids = [...new Set([...(known?.checks ?? []), ...blinded])];
    needed.set(permission.action, { ...permission, why: known?.why ?? permission.why, checks: ids });
  };
  for (const it of regionPermissions) add(it, ['trail-multi-region']);
  for (const collector of collectors) {
    for (const it of collector.permissions)
      add(it, it.isSecondary ? [] : checksReading(it.topics ?? collector.fills));
  }
  return [...needed.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

function checksReading(topics: readonly TopicName[]): string[] {
  return checks.filter((it) => it.reads.some((topic) => topics.includes(topic))).map((it) => it.id);
}
