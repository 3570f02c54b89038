import type { Evidence } from '#lib/posture/verdict.ts';

/** The same question with the same answer, asked in several regions. */
export interface EvidenceGroup {
  first: Evidence;
  regions: string[];
  /** Keys of all questions in it, as `questionOf` gives them. */
  questions: string[];
  decided: string;
}

/** What several verdicts read in one answer stands together; what many regions answer alike is one line. */
export function groupEvidence(evidence: readonly Evidence[]): EvidenceGroup[] {
  const questions = [...Map.groupBy(evidence, questionOf)].flatMap(([key, list]) => {
    const [first] = list;
    const decided = [...new Set(list.map((it) => it.decided.replace(/\.$/, '')))].join('; ');
    return first ? [{ key, first, decided }] : [];
  });
  const alike = Map.groupBy(questions, ({ first, decided }) =>
    JSON.stringify([first.api, first.accountId, anywhere(first.command, first), anywhere(decided, first)]),
  );
  return [...alike.values()].flatMap((list) => {
    const [one] = list;
    if (!one) return [];
    return [
      {
        first: one.first,
        decided: one.decided,
        regions: list.map((it) => it.first.region),
        questions: list.map((it) => it.key),
      },
    ];
  });
}

/** Tells questions apart: one call with one set of arguments. */
export function questionOf(evidence: Evidence): string {
  return JSON.stringify([evidence.api, evidence.accountId, evidence.region, evidence.command]);
}

export function regionsText(regions: readonly string[]): string {
  const [first = ''] = regions;
  return regions.length === 1 ? first : `${regions.length} regions`;
}

function anywhere(text: string, { region }: Evidence): string {
  return region === '' ? text : text.replaceAll(region, '*');
}
