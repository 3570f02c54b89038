import { describe, expect, it } from 'vitest';
import { readAccountsCsv } from './accounts-csv.ts';

describe('accounts CSV', () => {
  it('takes columns in any order, and lets all but the role be empty', () => {
    const text = 'role_arn,name,environment,external_id\narn:1,One,Sandbox,id-1\n\narn:2,,,\n';
    expect(readAccountsCsv(text)).toEqual({
      accounts: [
        { roleArn: 'arn:1', name: 'One', externalId: 'id-1', environment: 'sandbox' },
        { roleArn: 'arn:2', name: null, externalId: null, environment: null },
      ],
      errors: [],
    });
  });

  it.each([
    ['', 'The file is empty'],
    ['arn:1,id-1\n', 'The first line must be role_arn,external_id,name'],
    ['role_arn,password\na,b\n', 'It has password.'],
    ['role_arn,name\n,One\n', 'Line 2: role_arn is empty.'],
    [
      'role_arn,environment\narn:1,prod\n',
      'Line 2: environment is none of production, staging, development, sandbox.',
    ],
    ['role_arn\n', 'The file names no account.'],
    ['role_arn,name\na,b,c\n', 'Invalid Record Length'],
  ])('says what is wrong with %j', (text, error) => {
    expect(readAccountsCsv(text).errors.join(' ')).toContain(error);
  });
});
