import { groupOf, type ListedFramework } from '#lib/frameworks/listed-frameworks.ts';

/** Requirements of one group that rest on the same checks, and so have the same verdicts. */
export interface RequirementLine<R> {
  group: string;
  first: R;
  /** All of them, `first` among them. */
  list: R[];
}

/** NIST alone names the same five checks for forty controls: that is one line, with forty numbers. */
export function requirementLines<R extends { number: string; checks: readonly { checkId: string }[] }>(
  framework: ListedFramework,
  requirements: readonly R[],
): RequirementLine<R>[] {
  const lines = new Map<string, RequirementLine<R>>();
  for (const it of requirements) {
    const group = groupOf(framework, it.number);
    const key = [group, ...it.checks.map(({ checkId }) => checkId)].join(' ');
    const line = lines.get(key);
    if (line) line.list.push(it);
    else lines.set(key, { group, first: it, list: [it] });
  }
  return [...lines.values()];
}
