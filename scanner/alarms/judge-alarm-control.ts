import { type AlarmControlId, alarmControl } from '#lib/alarm-controls/controls.ts';
import {
  type Edition,
  editions,
  includesEdition,
  isEdition,
  newestEdition,
} from '#lib/alarm-controls/editions.ts';
import { type AlarmDetail, chainLinks } from '#lib/posture/alarm-detail.ts';
import type { Missing } from '#lib/posture/verdict.ts';
import type { Judgement } from '../check.ts';
import type { Linked } from '../link/linked.ts';
import type { JudgeContext } from '../world.ts';
import { alarmTermsOf } from './alarm-terms.ts';
import { applicabilityOf } from './applicability.ts';
import { chainEvidence } from './chain-evidence.ts';
import { controlDetail, editionVerdicts, mainCause } from './control-detail.ts';
import { fixFor } from './fix/fix.ts';
import { type Standing, standingOf } from './inheritance.ts';
import { notesOf } from './notes.ts';
import { reasonOf } from './reason.ts';
import { type Run, runOf } from './results.ts';

/**
 * Judges one alarm control along the whole chain, for every required event (catalogue section 2). Always one
 * judgement; evidence that is missing makes it `unknown`, never a pass or a fail.
 */
export function judgeAlarmControl(linked: Linked, control: AlarmControlId, context: JudgeContext): Judgement {
  const edition = isEdition(context.edition) ? context.edition : newestEdition;
  const applicability = applicabilityOf(linked, control);
  if (applicability.applies === false) {
    return {
      ...bare('not_applicable', applicability.reason),
      alarm: emptyDetail(control, edition, 'not_applicable'),
    };
  }
  if (applicability.applies === null) {
    const alarm = emptyDetail(control, edition, 'unknown');
    return { ...bare('unknown', applicability.reason), missing: [applicability.missing], alarm };
  }
  const run = runOf(linked, alarmTermsOf(context));
  const standing = standingOf(run, control, edition);
  if (!standing) return notInEdition(run, control, edition);
  return judgementOf(run, control, edition, standing);
}

function judgementOf(run: Run, control: AlarmControlId, edition: Edition, standing: Standing): Judgement {
  const { result, inheritedFrom } = standing;
  const cause = mainCause(result.fates)?.cause ?? null;
  const detail = controlDetail(run, control, edition, standing);
  const fix = result.status === 'fail' && !inheritedFrom ? fixFor(run, control, edition, result) : null;
  const strict = result.met?.strict;
  return {
    verdict: inheritedFrom ? 'inherited' : result.status,
    scope: 'account',
    resource: cause?.arn ?? cause?.name ?? null,
    region: cause?.region || null,
    reason: reasonOf(run, standing),
    notes: notesOf(run, result),
    subjects: [],
    evidence: chainEvidence(run, result.fates),
    missing: result.status === 'unknown' ? missingIn(standing) : [],
    ...(inheritedFrom
      ? {
          inheritedFrom: {
            accountId: inheritedFrom.accountId,
            checkId: `alarm-${control}`,
            verdict: inheritedFrom.status,
          },
        }
      : {}),
    ...(strict && result.met ? { metBy: { text: `Met by ${result.met.by.join(' and ')}.`, strict } } : {}),
    alarm: fix ? { ...detail, fix } : detail,
  };
}

function missingIn({ result }: Standing): Missing[] {
  const found = new Map<string, Missing>();
  for (const { outcome, cause } of result.fates) {
    if (outcome === 'unknown' && cause?.missing) found.set(cause.missing.message, cause.missing);
  }
  return [...found.values()];
}

function notInEdition(run: Run, control: AlarmControlId, edition: Edition): Judgement {
  const title = alarmControl(control).title;
  const judgement = bare('not_applicable', `CIS ${edition} has no control for this: ${title}.`);
  const detail = emptyDetail(control, edition, 'not_applicable');
  return { ...judgement, alarm: { ...detail, editions: editionVerdicts(run, control) } };
}

/** Nothing is required, so nothing is drawn. */
function emptyDetail(
  control: AlarmControlId,
  edition: Edition,
  verdict: 'not_applicable' | 'unknown',
): AlarmDetail {
  const { cis, since } = alarmControl(control);
  const verdicts = editions.map((it) => {
    const isThere = includesEdition(it, since);
    const answer = {
      verdict: isThere ? verdict : 'not_applicable',
      number: cis[it] ?? null,
      required: 0,
      lost: 0,
    };
    return [it, answer] as const;
  });
  return {
    control,
    edition,
    required: 0,
    arriving: 0,
    lost: 0,
    unseen: 0,
    firstBrokenLink: null,
    stations: chainLinks.map((link) => ({
      link,
      state: 'not-reached',
      name: null,
      arn: null,
      fact: 'Not judged',
    })),
    lanes: [],
    missedEvents: [],
    exclusions: [],
    filters: [],
    otherFilters: 0,
    editions: Object.fromEntries(verdicts),
    securityHub: verdict === 'unknown' ? 'unknown' : 'not-applicable',
    noise: [],
    rootCause: null,
  };
}

function bare(verdict: 'not_applicable' | 'unknown', reason: string): Judgement {
  return {
    verdict,
    scope: 'account',
    resource: null,
    region: null,
    reason,
    notes: [],
    subjects: [],
    evidence: [],
    missing: [],
  };
}
