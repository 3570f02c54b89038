import type { Received } from './request.ts';
import type { Protocol, Service } from './service.ts';

/** The service, speaking as it was spoken to: some accept older and newer protocols beside their client's. */
export function inProtocolOf(service: Service, request: Received): Service {
  return { ...service, protocol: protocolOf(service, request) };
}

function protocolOf(service: Service, { headers }: Received): Protocol {
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return 'rpcCbor';
  if (headers['x-amz-target'] !== undefined) return 'awsJson';
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return isForm && service.protocol === 'awsJson' ? 'awsQuery' : service.protocol;
}
