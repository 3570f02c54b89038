import * as analyzer from '@aws-sdk/client-accessanalyzer';
import * as inspector from '@aws-sdk/client-inspector2';
import * as macie from '@aws-sdk/client-macie2';
import * as hub from '@aws-sdk/client-securityhub';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const securityHub = defineService({
  name: 'securityhub',
  signingName: 'securityhub',
  client: new hub.SecurityHubClient({ region: 'us-east-1' }),
  module: hub,
  operations: {
    DescribeHub: operation<hub.DescribeHubRequest, hub.DescribeHubResponse>((_, { here, account }) => {
      if (!here.securityHub) throw notSubscribed(account.id);
      const { standards: _s, ...described } = here.securityHub;
      return described;
    }),
    GetEnabledStandards: operation<hub.GetEnabledStandardsRequest, hub.GetEnabledStandardsResponse>(
      (input, { here, account }) => {
        if (!here.securityHub) throw notSubscribed(account.id);
        const page = paginate(here.securityHub.standards ?? [], {
          of: 'standards',
          size: input.MaxResults ?? 100,
          token: input.NextToken,
          invalid: 'InvalidInputException',
        });
        return { StandardsSubscriptions: page.items, NextToken: page.next };
      },
    ),
  },
});

function notSubscribed(accountId: string): AwsError {
  return new AwsError(
    'InvalidAccessException',
    `Account ${accountId} is not subscribed to AWS Security Hub`,
    { status: 401 },
  );
}

export const macie2 = defineService({
  name: 'macie2',
  signingName: 'macie2',
  client: new macie.Macie2Client({ region: 'us-east-1' }),
  module: macie,
  operations: {
    GetMacieSession: operation<macie.GetMacieSessionRequest, macie.GetMacieSessionResponse>((_, { here }) => {
      if (!here.macie) throw new AwsError('AccessDeniedException', 'Macie is not enabled', { status: 403 });
      return here.macie;
    }),
  },
});

export const inspector2 = defineService({
  name: 'inspector2',
  signingName: 'inspector2',
  client: new inspector.Inspector2Client({ region: 'us-east-1' }),
  module: inspector,
  operations: {
    BatchGetAccountStatus: operation<
      inspector.BatchGetAccountStatusRequest,
      inspector.BatchGetAccountStatusResponse
    >((input, { here, account }) => {
      const wanted = input.accountIds?.length ? input.accountIds : [account.id];
      const off = { status: 'DISABLED' as const, errorCode: undefined, errorMessage: undefined };
      const resourceState = {
        ec2: off,
        ecr: off,
        lambda: off,
        lambdaCode: off,
        codeRepository: off,
        ...here.inspector,
      };
      const isOn = Object.values(resourceState).some((it) => it?.status === 'ENABLED');
      const state = { ...off, status: isOn ? ('ENABLED' as const) : ('DISABLED' as const) };
      const others = wanted.filter((id) => id !== account.id);
      return {
        accounts: wanted.includes(account.id) ? [{ accountId: account.id, state, resourceState }] : [],
        failedAccounts: others.map((accountId) => ({
          accountId,
          errorCode: 'ACCESS_DENIED' as const,
          errorMessage: 'You do not have access to this account.',
        })),
      };
    }),
  },
});

export const accessAnalyzer = defineService({
  name: 'access-analyzer',
  signingName: 'access-analyzer',
  client: new analyzer.AccessAnalyzerClient({ region: 'us-east-1' }),
  module: analyzer,
  operations: {
    ListAnalyzers: operation<analyzer.ListAnalyzersRequest, analyzer.ListAnalyzersResponse>(
      (input, { here }) => {
        const wanted = (here.analyzers ?? []).filter((it) => !input.type || it.type === input.type);
        const page = paginate(wanted, {
          of: `analyzers ${input.type}`,
          size: input.maxResults ?? 100,
          token: input.nextToken,
          invalid: 'ValidationException',
        });
        return { analyzers: page.items, nextToken: page.next };
      },
    ),
  },
});
