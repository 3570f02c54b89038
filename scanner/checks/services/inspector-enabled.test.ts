import { describe, expect, it } from 'vitest';
import { verdictIn } from '../../test-support/region-cloud.ts';
import { inspectorEnabled } from './inspector-enabled.ts';

const state = (ec2: boolean, ecr: boolean, lambda: boolean) => {
  const of = (isOn: boolean) => ({
    status: isOn ? ('ENABLED' as const) : ('DISABLED' as const),
    errorCode: undefined,
    errorMessage: undefined,
  });
  return { inspector: { ec2: of(ec2), ecr: of(ecr), lambda: of(lambda) } };
};
const instances = [{ InstanceId: 'i-1' }];

describe('inspector-enabled', () => {
  it.each([
    ['scans everything', { eu: state(true, true, true) }, 'pass'],
    ['scans all there is', { eu: { ...state(true, false, false), instances } }, 'pass'],
    ['does not scan instances', { eu: { ...state(false, true, true), instances } }, 'fail'],
    [
      'does not scan images',
      { eu: { ...state(true, false, true), repositories: [{ repositoryName: 'shop' }] } },
      'fail',
    ],
    [
      'does not scan functions',
      { eu: { ...state(true, true, false), functions: [{ FunctionName: 'pay' }] } },
      'fail',
    ],
    [
      'meets only a terminated instance',
      {
        eu: {
          ...state(false, true, true),
          instances: [{ InstanceId: 'i-1', State: { Name: 'terminated' as const } }],
        },
      },
      'pass',
    ],
    ['has nothing to scan', {}, 'not_applicable'],
    [
      'does not say whether it scans',
      {
        eu: { ...state(true, true, true), instances },
        faults: [{ kind: 'sparse' as const, action: 'inspector2:*', fields: ['status'] }],
      },
      'unknown',
    ],
    ['was denied', { eu: state(true, true, true), role: { deny: ['inspector2:*'] } }, 'unknown'],
    [
      'is off where instances were denied',
      { eu: state(false, true, true), role: { deny: ['ec2:DescribeInstances'] } },
      'unknown',
    ],
  ])('judges Inspector that %s', async (_, account, verdict) => {
    expect((await verdictIn(inspectorEnabled, account as never)).verdict).toBe(verdict);
  });
});
