import type { Evidence, Missing, Severity, SubjectVerdict, VerdictStatus } from '#lib/posture/verdict.ts';
import type { Check, Judgement } from '../../check.ts';

/** One region or resource under a check, with what its verdict rests on. */
export interface Subject {
  verdict: VerdictStatus;
  region: string | null;
  /** ARN or name; null when the subject is the region itself. */
  resource: string | null;
  /** How a sentence names the subject: "eu-west-1", "the bucket acme-trail". */
  named: string;
  /**
   * A sentence with `{where}` for the subjects it is true of: "GuardDuty is off in {where}." `{one|many}` agrees
   * with their number: "{Bucket|Buckets} {where} {is|are} public."
   */
  says: string;
  evidence?: readonly Evidence[];
  missing?: readonly Missing[];
  notes?: readonly string[];
  severity?: Severity;
  cause?: Judgement['cause'];
  inheritedFrom?: Judgement['inheritedFrom'];
  metBy?: Judgement['metBy'];
}

/** Worst first. What could not be seen stands above what is only weak, so that silence never reads as safety. */
const order: readonly VerdictStatus[] = [
  'fail',
  'unknown',
  'warn',
  'pass',
  'inherited',
  'attested',
  'not_applicable',
];

/** One verdict over many subjects: the worst decides, and its sentence names them all. */
export function judgeSubjects(
  scope: Check['scope'],
  subjects: readonly Subject[],
  words: { nothing: string; notes?: readonly string[]; missing?: readonly Missing[] },
): Judgement {
  const openMissing = words.missing ?? [];
  const worst = order.find((it) => subjects.some((subject) => subject.verdict === it)) ?? 'not_applicable';
  const verdict = worst !== 'fail' && openMissing.length > 0 ? 'unknown' : worst;
  const deciding = subjects.filter((it) => it.verdict === worst);
  const isAlone = deciding.length === 1;
  const [first] = deciding;
  const severity = deciding.find((it) => it.severity)?.severity;
  // Subjects that break for different reasons are each their own work.
  const cause = deciding.every((it) => it.cause?.key === first?.cause?.key) ? first?.cause : undefined;
  const metBy = verdict === 'pass' ? deciding.find((it) => it.metBy)?.metBy : undefined;
  return {
    verdict,
    scope,
    resource: isAlone ? (first?.resource ?? null) : null,
    region: isAlone ? (first?.region ?? null) : null,
    reason: reasonOf(verdict === worst ? deciding : [], openMissing, words.nothing),
    notes: [...new Set([...(words.notes ?? []), ...subjects.flatMap((it) => it.notes ?? [])])],
    subjects: subjects.map(subjectVerdict),
    evidence: evidenceOf(subjects, deciding),
    missing: distinct([
      ...openMissing,
      ...subjects.filter((it) => it.verdict === 'unknown').flatMap((it) => it.missing ?? []),
    ]),
    ...(severity && { severity }),
    ...(verdict === 'fail' && cause && { cause }),
    ...(verdict === 'inherited' && first?.inheritedFrom && { inheritedFrom: first.inheritedFrom }),
    ...(metBy && { metBy }),
  };
}

function subjectVerdict(subject: Subject): SubjectVerdict {
  return {
    verdict: subject.verdict,
    region: subject.region,
    resource: subject.resource,
    reason: sentence(subject.says, [subject.named]),
  };
}

function reasonOf(deciding: readonly Subject[], missing: readonly Missing[], nothing: string): string {
  if (deciding.length === 0) return missing[0]?.message ?? nothing;
  const namesBySentence = new Map<string, string[]>();
  for (const { says, named } of deciding) {
    namesBySentence.set(says, [...(namesBySentence.get(says) ?? []), named]);
  }
  const sentences = [...namesBySentence].map(([says, names]) => sentence(says, names));
  const shown = sentences.slice(0, 3).join(' ');
  return sentences.length > 3 ? `${shown} And ${sentences.length - 3} more.` : shown;
}

function sentence(says: string, names: readonly string[]): string {
  const isOne = new Set(names).size === 1;
  return says
    .replace(/\{([^{}|]+)\|([^{}|]+)\}/g, (_, one: string, many: string) => (isOne ? one : many))
    .replaceAll('{where}', () => inWords(names));
}

/** "a", "a and b", "a, b, c and 4 more". */
export function inWords(names: readonly string[]): string {
  const distinctNames = [...new Set(names)];
  if (distinctNames.length <= 1) return distinctNames[0] ?? '';
  if (distinctNames.length > 4)
    return `${distinctNames.slice(0, 3).join(', ')} and ${distinctNames.length - 3} more`;
  return `${distinctNames.slice(0, -1).join(', ')} and ${distinctNames.at(-1)}`;
}

/** The deciding subjects' evidence first; each call once. */
function evidenceOf(subjects: readonly Subject[], deciding: readonly Subject[]): Evidence[] {
  const others = subjects.filter((it) => !deciding.includes(it));
  return distinct([...deciding, ...others].flatMap((it) => it.evidence ?? []));
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((it) => [JSON.stringify(it), it])).values()];
}
