import type { Account } from '../cloud/cloud.ts';
import type { FaultDocument } from '../document/account.ts';
import { matches } from './policy.ts';

const fieldsEmulatorsLack: readonly string[] = [
  'logGroupClass',
  'logGroupArn',
  'applyOnTransformedLogs',
  'fieldSelectionCriteria',
  'TreatMissingData',
  'DatapointsToAlarm',
  'StateTransitionedTimestamp',
  'StateUpdatedTimestamp',
  'Unit',
  'OKActions',
  'InsufficientDataActions',
  'IsOrganizationTrail',
  'HasInsightSelectors',
  'HasCustomEventSelectors',
  'IncludeGlobalServiceEvents',
  'LatestDeliveryTime',
  'LatestDeliveryAttemptTime',
  'LatestDeliveryAttemptSucceeded',
  'LatestCloudWatchLogsDeliveryTime',
  'LatestDigestDeliveryTime',
  'StartLoggingTime',
  'AdvancedEventSelectors',
  'ExcludeManagementEventSources',
  'DataResources',
  'KeySpec',
  'MultiRegion',
];

/** Remembers how often each fault has struck, so that `times: 2` ends. */
export class Faults {
  readonly #struck = new Map<FaultDocument, number>();

  /** The fault for this request that has not run out, counted as struck. */
  strike(account: Account, action: string, region: string, input: unknown): FaultDocument | undefined {
    const fault = (account.document.faults ?? []).find((it) => this.#applies(it, action, region, input));
    if (fault) this.#struck.set(fault, (this.#struck.get(fault) ?? 0) + 1);
    return fault;
  }

  reset(): void {
    this.#struck.clear();
  }

  #applies(fault: FaultDocument, action: string, region: string, input: unknown): boolean {
    if (fault.action === undefined && action === 'sts:AssumeRole') return false;
    if (!matches(fault.action ?? '*', action) || !matches(fault.region ?? '*', region)) return false;
    if (fault.resource !== undefined && !mentions(input, fault.resource)) return false;
    return fault.times === undefined || (this.#struck.get(fault) ?? 0) < fault.times;
  }
}

/** The answer of an emulator that leaves out what AWS always sends. */
export function sparse(value: unknown, fields: readonly string[] = fieldsEmulatorsLack): unknown {
  if (Array.isArray(value)) return value.map((it: unknown) => sparse(it, fields));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, it]: [string, unknown]) =>
      fields.includes(key) ? [] : [[key, sparse(it, fields)]],
    ),
  );
}

function mentions(input: unknown, pattern: string): boolean {
  if (typeof input === 'string') return matches(pattern, input);
  if (typeof input !== 'object' || input === null) return false;
  return Object.values(input).some((it) => mentions(it, pattern));
}
