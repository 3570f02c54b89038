import { describe } from 'vitest';
import { logGroup, region, trail } from './testing/literals.ts';
import { checkRows } from './testing/rows.ts';

describe('the log group', () => {
  checkRows([
    ['fails without one', { 'cloudtrail.trails': [trail({ logGroupArn: null })] }, 'fail', 'log-group'],
    ['fails when it is gone', { 'logs.groups': [], 'logs.metric-filters': [] }, 'fail', 'log-group'],
    [
      'fails in class INFREQUENT_ACCESS',
      { 'logs.groups': [logGroup({ logGroupClass: 'INFREQUENT_ACCESS' })] },
      'fail',
      'log-group',
    ],
    [
      'fails with a standing delivery error',
      { 'cloudtrail.trails': [trail({ error: 'AccessDenied' })] },
      'fail',
      'log-group',
    ],
    [
      'is not another region’s group of the same name',
      { 'cloudtrail.trails': [trail({ logGroupArn: logGroup().arn.replace(region, 'us-east-1') })] },
      'fail',
      'log-group',
    ],
    [
      'is matched with and without a trailing star',
      { 'cloudtrail.trails': [trail({ logGroupArn: `${logGroup().arn}:*` })] },
      'pass',
      null,
    ],
  ]);
});
