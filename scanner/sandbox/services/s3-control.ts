import * as module from '@aws-sdk/client-s3-control';
import { accessDenied } from '../access/denied-codes.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const s3Control = defineService({
  name: 's3control',
  signingName: 's3',
  pathPrefix: '/v20180820/',
  iamPrefix: 's3',
  client: new module.S3ControlClient({ region: 'us-east-1' }),
  module,
  isGlobal: true,
  operations: {
    GetPublicAccessBlock: operation<module.GetPublicAccessBlockRequest, module.GetPublicAccessBlockOutput>(
      (input, { account }) => {
        if (input.AccountId !== account.id) throw accessDenied(s3Control, 'Access Denied');
        const block = account.document.global?.publicAccessBlock;
        if (block) return { PublicAccessBlockConfiguration: block };
        const message = 'The public access block configuration was not found';
        throw new AwsError('NoSuchPublicAccessBlockConfiguration', message, {
          status: 404,
          fields: { AccountId: account.id },
        });
      },
      's3:GetAccountPublicAccessBlock',
    ),
  },
});
