import { type ChainStation, chainLinks } from '#lib/posture/alarm-detail.ts';
import type { Evidence, Verdict } from '#lib/posture/verdict.ts';
import type { Judged } from './check-group.ts';
import { groupEvidence, regionsText } from './evidence-group.ts';
import type { EvidenceRow, Reproduction } from './model.ts';
import { clock } from './text.ts';

/** What decided, per account: the answers at the first broken link, or all where no link is named. */
export function evidenceOf(judged: readonly Judged[]): EvidenceRow[] {
  return judged.flatMap(({ account, verdict }) =>
    groupEvidence(decidingEvidence(verdict)).map(({ first, regions, decided }) => ({
      account: account.name,
      api: first.api,
      region: regionsText(regions),
      time: clock(first.at),
      decided: regions.length === 1 ? decided : `${decided} (${regions.length} regions)`,
    })),
  );
}

/** One reproduction for each way the check is broken: the first account of each first broken link. */
export function reproductionOf(judged: readonly Judged[]): Reproduction[] {
  const kinds = Map.groupBy(judged, (it) => it.verdict.alarm?.firstBrokenLink ?? it.verdict.verdict);
  return [...kinds.values()].flatMap(([first]) => {
    if (!first) return [];
    return groupEvidence(decidingEvidence(first.verdict)).map(({ first: it, regions }) => ({
      account:
        regions.length === 1
          ? first.account.name
          : `${first.account.name}, the same in ${regions.length} regions`,
      command: it.command,
      returned: returnedBy(it),
    }));
  });
}

/** The answers at the broken (or weak) link, those first that name the resource to fix. */
function decidingEvidence(verdict: Verdict): Evidence[] {
  const station = decidingStation(verdict);
  if (!station) return verdict.evidence;
  const link = chainLinks.indexOf(station.link) + 1;
  // An absence has no answer of its own at the broken link: the last link that answered shows it.
  const reached = Math.max(0, ...verdict.evidence.map((it) => it.link ?? 0).filter((it) => it <= link));
  const nearest = verdict.evidence.filter((it) => it.link === reached);
  if (nearest.length === 0) return verdict.evidence;
  const { name } = station;
  const named =
    name === null ? [] : nearest.filter((it) => it.decided.includes(name) || it.command.includes(name));
  return named.length > 0 ? named : nearest;
}

function decidingStation({ alarm }: Verdict): ChainStation | undefined {
  if (!alarm) return undefined;
  const broken = alarm.stations.find((it) => it.link === alarm.firstBrokenLink);
  return broken ?? alarm.stations.find((it) => it.state === 'weak');
}

function returnedBy(evidence: Evidence): string {
  if (evidence.answer === undefined || evidence.answer === null) return evidence.decided;
  return typeof evidence.answer === 'string' ? evidence.answer : JSON.stringify(evidence.answer, null, 2);
}
