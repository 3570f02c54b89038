import { type AlarmLatency, defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { JudgeContext } from '../world.ts';

/** What an alarm is judged by besides facts. */
export interface AlarmTerms {
  /** Decides which mute rules and stuck alarms count. */
  now: string;
  /** How late the workspace lets an alarm be. */
  latency: AlarmLatency;
  /** Where an alternative must report an event; null: in every enabled region. */
  regionsInScope: readonly string[] | null;
}

export function alarmTermsOf({ now, policy = defaultWorkspacePolicy }: JudgeContext): AlarmTerms {
  return { now, latency: policy.alarmLatency, regionsInScope: policy.regionsInScope };
}

/** Equal for terms that judge alike. */
export function termsKey({ now, latency, regionsInScope }: AlarmTerms): string {
  return `${now} ${latency.datapoints} ${latency.minutes} ${regionsInScope?.join() ?? 'all'}`;
}
