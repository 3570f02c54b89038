import type { Evidence, Missing } from '#lib/posture/verdict.ts';
import { missingOf } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import type { Gap, Source } from '../../snapshot.ts';
import { inWords } from './subjects.ts';

/** @param command AWS CLI line without region, which is added. */
export function evidenceOf(
  accountId: string,
  source: Source,
  decided: string,
  command: string,
  answer?: unknown,
): Evidence {
  return {
    api: source.api,
    accountId,
    region: source.region,
    at: source.at,
    decided,
    command: source.region ? `${command} --region ${source.region}` : command,
    ...(answer !== undefined && { answer }),
  };
}

export function missingOfGaps(linked: Linked, gaps: readonly Gap[]): Missing[] {
  const owner = linked.owner(linked.account.accountId);
  return gaps.map((gap) => missingOf(gap, owner));
}

/** "The policy was not read." with what was refused: "…: s3:GetBucketPolicy was denied." */
export function withDenied(says: string, missing: readonly Missing[] = []): string {
  const actions = [...new Set(missing.flatMap((it) => it.action ?? []))];
  if (actions.length === 0) return says;
  return `${says.replace(/\.$/, '')}: ${inWords(actions)} ${actions.length > 1 ? 'were' : 'was'} denied.`;
}

/** Notes for what was not read but could not change the verdict. */
export function notesOfGaps(gaps: readonly Gap[]): string[] {
  return gaps.map((gap) => `${gap.api} was not answered in ${gap.region}: ${gap.message}`);
}
