import {
  type FrameworkMapping,
  frameworkIds,
  frameworkTitles,
  referencesOf,
} from '#lib/frameworks/framework-mappings.ts';
import type { Reference } from './model.ts';

const editionTitles: Readonly<Record<string, string>> = {
  current: '',
  r5: ' Rev. 5',
  '2017': '',
  '2022': ':2022',
};

/** What stands above single checks names CIS only: in the report's edition, and in 1.2, which reports are compared by. */
export function composedReferences(checkIds: readonly string[], edition: string): Reference[] {
  const cis = checkIds
    .flatMap((id) => referencesOf(id))
    .filter(
      (it) => it.framework === 'cis-aws-foundations' && (it.edition === edition || it.edition === '1.2'),
    );
  if (cis.length === 0) return [{ framework: 'No published mapping', numbers: '' }];
  return [
    { framework: frameworkTitles['cis-aws-foundations'], numbers: cisNumbers(cis) },
    { framework: 'Other frameworks', numbers: 'see the single findings' },
  ];
}

/** Published numbers by framework; one line that says so where there is none. */
export function referencesFor(checkIds: readonly string[]): Reference[] {
  const all = checkIds.flatMap((id) => referencesOf(id));
  if (all.length === 0) return [{ framework: 'No published mapping', numbers: '' }];
  return frameworkIds.flatMap((framework): Reference[] => {
    const own = all.filter((it) => it.framework === framework);
    const [first] = own;
    if (!first) return [];
    const title = frameworkTitles[framework];
    if (framework === 'cis-aws-foundations') return [{ framework: title, numbers: cisNumbers(own) }];
    const edition = editionTitles[first.edition] ?? ` ${first.edition}`;
    return [{ framework: `${title}${edition}`, numbers: unique(own.map((it) => it.number)).join(', ') }];
  });
}

/** "3.10 (1.2), 4.10 (1.3 to 5.0), 5.10 (6.0, 7.0)". */
function cisNumbers(mappings: readonly FrameworkMapping[]): string {
  const byEdition = Map.groupBy(mappings.toSorted(byEditionOrder), (it) => it.edition);
  const runs: { numbers: string; editions: string[] }[] = [];
  for (const [edition, list] of byEdition) {
    const numbers = unique(list.map((it) => it.number)).join(', ');
    const last = runs.at(-1);
    if (last?.numbers === numbers) last.editions.push(edition);
    else runs.push({ numbers, editions: [edition] });
  }
  return runs.map((it) => `${it.numbers} (${editionsText(it.editions)})`).join(', ');
}

function editionsText(editions: readonly string[]): string {
  return editions.length > 2 ? `${editions[0]} to ${editions.at(-1)}` : editions.join(', ');
}

function unique(numbers: readonly string[]): string[] {
  return [...new Set(numbers)];
}

function byEditionOrder(one: FrameworkMapping, other: FrameworkMapping): number {
  return Number.parseFloat(one.edition) - Number.parseFloat(other.edition);
}
