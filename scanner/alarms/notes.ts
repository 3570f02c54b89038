import { feedsIn, type Result, type Run } from './results.ts';
import { routeOf } from './stations.ts';

/** What an auditor should know beside the verdict: said once each, in a stable order. */
export function notesOf(run: Run, result: Result): string[] {
  const notes = new Set<string>();
  for (const fate of result.fates) {
    for (const passed of routeOf(fate)) for (const note of passed.notes) notes.add(note);
  }
  if (result.uncaughtHistorical.length > 0) {
    notes.add(`No filter names ${result.uncaughtHistorical.join(', ')}: these calls can no longer occur.`);
  }
  for (const feed of feedsIn(run.chain, 'all')) {
    for (const source of feed.sources) {
      const [first] = source.route;
      if (first?.fact === 'Pattern is invalid' && first.why) notes.add(first.why);
    }
  }
  for (const note of unreadSecondary(run)) notes.add(note);
  return [...notes];
}

/** Evidence that would not change the verdict, but was asked for and not given. */
function unreadSecondary(run: Run): string[] {
  const gaps = run.linked.secondaryGaps(
    'cloudwatch.mute-rules',
    'cloudwatch.log-alarms',
    'cloudwatch.composite-alarms',
    'events.rules',
    'logs.groups',
  );
  const apis = new Map<string, Set<string>>();
  for (const gap of gaps) apis.set(gap.api, (apis.get(gap.api) ?? new Set()).add(gap.region));
  return [...apis].map(([api, regions]) => {
    const where = [...regions].sort().slice(0, 3).join(', ');
    const more = regions.size > 3 ? ` and ${regions.size - 3} more regions` : '';
    return `${api} was not answered in ${where}${more}; the verdict stands without it.`;
  });
}
