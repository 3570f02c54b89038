import type {
  ConnectionProblem,
  ConnectionStep,
  ConnectionStepId,
  ConnectionTest,
  PermissionResult,
} from '#lib/posture/connection-test.ts';
import { connectionSteps } from '#lib/posture/connection-test.ts';
import type { NeededPermission } from '../policy.ts';
import { untried } from './try-permissions.ts';

/** The state of one connection test, written by the steps and read as a stream of whole states. */
export interface ProbeBoard {
  begin(step: ConnectionStepId, detail: string): void;
  end(
    step: ConnectionStepId,
    state: ConnectionStep['state'],
    detail: string,
    problem?: ConnectionProblem,
  ): void;
  found(accountId: string, partition: string): void;
  tried(result: PermissionResult): void;
  denied(): PermissionResult[];
  missing(policy: string | null): void;
  finish(outcome: NonNullable<ConnectionTest['outcome']>): void;
  close(): void;
  /** Every state since the last one taken is folded into the next. Ends after `close`. */
  changes(): AsyncGenerator<ConnectionTest>;
}

const titles: Record<ConnectionStepId, string> = {
  parse: 'Role ARN understood',
  assume: 'Assumed with the external ID',
  identity: 'It is the account you named',
  'refuse-without-id': 'Refused without an external ID',
  'refuse-wrong-id': 'Refused with a wrong external ID',
  regions: 'Regions read',
  permissions: 'Each action tried once',
};

export function openBoard(permissions: readonly NeededPermission[]): ProbeBoard {
  const test: ConnectionTest = {
    steps: connectionSteps.map((id) => ({
      id,
      state: 'waiting',
      title: titles[id],
      detail: '',
      durationMs: null,
      problem: null,
    })),
    permissions: untried(permissions),
    outcome: null,
    accountId: null,
    partition: null,
    missingPolicy: null,
  };
  const begun = new Map<ConnectionStepId, number>();
  let isClosed = false;
  let isChanged = true;
  let wake: () => void = () => undefined;

  function change(write: () => void): void {
    write();
    isChanged = true;
    wake();
  }
  function put(id: ConnectionStepId, values: Partial<ConnectionStep>): void {
    change(() => {
      test.steps = test.steps.map((it) => (it.id === id ? { ...it, ...values } : it));
    });
  }

  return {
    begin(step, detail) {
      if (!begun.has(step)) begun.set(step, Date.now());
      put(step, { state: 'running', detail });
    },
    end(step, state, detail, problem) {
      const durationMs = Date.now() - (begun.get(step) ?? Date.now());
      put(step, { state, detail, durationMs, problem: problem ?? null });
    },
    found: (accountId, partition) => change(() => Object.assign(test, { accountId, partition })),
    tried: (result) =>
      change(() => {
        test.permissions = test.permissions.map((it) => (it.action === result.action ? result : it));
      }),
    denied: () => test.permissions.filter((it) => it.state === 'denied'),
    missing: (missingPolicy) => change(() => Object.assign(test, { missingPolicy })),
    finish: (outcome) => change(() => Object.assign(test, { outcome })),
    close: () =>
      change(() => {
        isClosed = true;
      }),
    async *changes() {
      for (;;) {
        if (isChanged) {
          isChanged = false;
          yield structuredClone(test);
          continue;
        }
        if (isClosed) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
