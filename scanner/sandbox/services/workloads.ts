import * as ecrModule from '@aws-sdk/client-ecr';
import * as lambdaModule from '@aws-sdk/client-lambda';
import { arn } from '../cloud/names.ts';
import { paginate } from '../paginate.ts';
import { defineService, operation } from '../wire/service.ts';

export const ecr = defineService({
  name: 'ecr',
  signingName: 'ecr',
  client: new ecrModule.ECRClient({ region: 'us-east-1' }),
  module: ecrModule,
  operations: {
    DescribeRepositories: operation<
      ecrModule.DescribeRepositoriesRequest,
      ecrModule.DescribeRepositoriesResponse
    >((input, { here, account, region }) => {
      const repositories = (here.repositories ?? []).map((it) => ({
        registryId: account.id,
        repositoryArn: arn(account, 'ecr', region, `repository/${it.repositoryName ?? ''}`),
        repositoryUri: `${account.id}.dkr.ecr.${region}.amazonaws.com/${it.repositoryName ?? ''}`,
        ...it,
      }));
      const page = paginate(repositories, {
        of: 'repositories',
        size: input.maxResults ?? 100,
        token: input.nextToken,
        invalid: 'InvalidParameterException',
      });
      return { repositories: page.items, nextToken: page.next };
    }),
  },
});

export const lambda = defineService({
  name: 'lambda',
  signingName: 'lambda',
  client: new lambdaModule.LambdaClient({ region: 'us-east-1' }),
  module: lambdaModule,
  operations: {
    ListFunctions: operation<lambdaModule.ListFunctionsRequest, lambdaModule.ListFunctionsResponse>(
      (input, { here, account, region }) => {
        const functions = (here.functions ?? []).map((it) => ({
          FunctionArn: arn(account, 'lambda', region, `function:${it.FunctionName ?? ''}`),
          Runtime: 'nodejs22.x' as const,
          ...it,
        }));
        const page = paginate(functions, {
          of: 'functions',
          size: input.MaxItems ?? 50,
          token: input.Marker,
          invalid: 'InvalidParameterValueException',
        });
        return { Functions: page.items, NextMarker: page.next };
      },
    ),
  },
});
