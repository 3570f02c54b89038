import * as module from '@aws-sdk/client-config-service';
import type { Call } from '../call.ts';
import { without } from '../cloud/names.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const config = defineService({
  name: 'config',
  signingName: 'config',
  client: new module.ConfigServiceClient({ region: 'us-east-1' }),
  module,
  operations: {
    DescribeConfigurationRecorders: operation<
      module.DescribeConfigurationRecordersRequest,
      module.DescribeConfigurationRecordersResponse
    >((input, call) => ({
      ConfigurationRecorders: recorders(input, call).map((it) => without(it, 'status')),
    })),
    DescribeConfigurationRecorderStatus: operation<
      module.DescribeConfigurationRecorderStatusRequest,
      module.DescribeConfigurationRecorderStatusResponse
    >((input, call) => ({
      ConfigurationRecordersStatus: recorders(input, call).flatMap(({ status }) => (status ? [status] : [])),
    })),
    DescribeDeliveryChannels: operation<
      module.DescribeDeliveryChannelsRequest,
      module.DescribeDeliveryChannelsResponse
    >((input, call) => ({
      DeliveryChannels: channels(input.DeliveryChannelNames, call).map((it) => without(it, 'status')),
    })),
    DescribeDeliveryChannelStatus: operation<
      module.DescribeDeliveryChannelStatusRequest,
      module.DescribeDeliveryChannelStatusResponse
    >((input, call) => ({
      DeliveryChannelsStatus: channels(input.DeliveryChannelNames, call).flatMap(({ status }) =>
        status ? [status] : [],
      ),
    })),
  },
});

interface RecorderInput {
  ConfigurationRecorderNames?: string[] | undefined;
  ServicePrincipal?: string | undefined;
}

function recorders(input: RecorderInput, { here }: Call) {
  const all = here.configurationRecorders ?? [];
  const names = input.ConfigurationRecorderNames;
  const missing = names?.find((name) => !all.some((it) => it.name === name));
  if (missing !== undefined) {
    const message = `Cannot find configuration recorder with the specified name '${missing}'.`;
    throw new AwsError('NoSuchConfigurationRecorderException', message);
  }
  return all
    .filter((it) => !names || names.includes(it.name ?? ''))
    .filter((it) => !input.ServicePrincipal || it.servicePrincipal === input.ServicePrincipal);
}

function channels(names: string[] | undefined, { here }: Call) {
  const all = here.deliveryChannels ?? [];
  const missing = names?.find((name) => !all.some((it) => it.name === name));
  if (missing !== undefined) {
    const message = `Cannot find delivery channel with specified name '${missing}'.`;
    throw new AwsError('NoSuchDeliveryChannelException', message);
  }
  return all.filter((it) => !names || names.includes(it.name ?? ''));
}
