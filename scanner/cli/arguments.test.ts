import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

const arn = (accountId: string) => `arn:aws:iam::${accountId}:role/WatchpostReadOnly`;

describe('arguments', () => {
  it('give each external ID to the role before it', () => {
    const request = readArguments([
      '--role-arn',
      arn('111111111111'),
      '--role-arn',
      arn('222222222222'),
      '--external-id',
      'id-2',
      '--regions',
      'eu-west-1,us-east-1',
    ]);
    expect(request).toMatchObject({
      targets: [
        { accountId: '111111111111', externalId: null, regions: ['eu-west-1', 'us-east-1'] },
        { accountId: '222222222222', externalId: 'id-2' },
      ],
      format: 'json',
      failOn: 'low',
      policy: { edition: '7.0', regionsInScope: ['eu-west-1', 'us-east-1'], retentionDays: 365 },
      expired: [],
    });
  });

  it('leave an ARN that is no role’s to its own account', () => {
    expect(readArguments(['--role-arn', 'arn:aws:iam::1:user/x'])).toMatchObject({
      targets: [{ accountId: null }],
    });
  });

  it.each([
    [[], 'Name at least one account'],
    [['--external-id', 'x'], 'needs the --role-arn'],
    [['--role-arn', arn('111111111111'), '--external-id', 'a', '--external-id', 'b'], 'has two external IDs'],
    [['--role-arn', arn('111111111111'), '--role-arn', arn('111111111111')], '111111111111 is named twice'],
    [['--self', '--edition', '9'], '--edition: "9" is none of'],
    [['--self', '--format', 'xml'], '--format: "xml" is none of'],
    [['--self', '--fail-on', 'never'], '--fail-on: "never" is none of'],
    [['--self', '--regions', 'here'], '"here" is no region name'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['stray'], 'stray'],
    [['--accounts', '/nowhere.csv'], 'cannot be read'],
    [['--self', '--policy', '/nowhere.yaml'], '/nowhere.yaml cannot be read'],
    [
      ['--self', '--policy', import.meta.filename],
      'arguments.test.ts is not usable.\n  not valid YAML or JSON',
    ],
  ])('refuse %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(UsageError);
    expect(() => readArguments(args)).toThrow(message);
  });
});
