import { cbor } from '@smithy/core/cbor';
import { type Answer, cborHeaders, jsonHeaders, s3Headers, xmlHeaders } from './answer.ts';
import type { AwsError } from './aws-error.ts';
import { errorTraits } from './schema.ts';
import type { Service } from './service.ts';

/** Writes a refusal in the shape, and with the status, of the service's protocol. */
export function writeError(service: Service, error: AwsError, requestId: string, resource: string): Answer {
  const traits = errorTraits(service.module, error.code);
  // JSON services answer every fault of the caller with 400, whatever status their model gives the error.
  const modelled = service.protocol === 'awsJson' && (traits.status ?? 400) < 500 ? 400 : traits.status;
  const status = error.status ?? modelled ?? 400;
  const queryCode = traits.queryCode ?? error.code;
  switch (service.protocol) {
    case 'awsJson': {
      const headers = jsonHeaders(`application/x-amz-json-${service.jsonVersion}`, requestId);
      if (service.isQueryCompatible) {
        headers['x-amzn-query-error'] = `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}`;
      }
      return {
        status,
        headers,
        body: JSON.stringify({ __type: error.code, message: error.message, ...error.fields }),
      };
    }
    case 'restJson':
      return {
        status,
        headers: { ...jsonHeaders('application/json', requestId), 'x-amzn-errortype': error.code },
        body: JSON.stringify({ message: error.message, ...error.fields }),
      };
    case 'awsQuery':
      return {
        status,
        headers: xmlHeaders(requestId),
        body: `<ErrorResponse xmlns="${service.xmlNamespace}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${queryCode}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      };
    case 'ec2Query':
      return {
        status,
        headers: xmlHeaders(requestId),
        body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${queryCode}</Code><Message>${escapeXml(error.message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
      };
    case 'restXml':
      return {
        status,
        headers: { ...s3Headers(requestId), ...error.headers },
        body: restXmlError(service, error, requestId, resource),
      };
    case 'rpcCbor':
      return {
        status,
        headers: cborHeaders(requestId),
        body: cbor.serialize({ __type: error.code, message: error.message, ...error.fields }),
      };
  }
}

function restXmlError(service: Service, error: AwsError, requestId: string, resource: string): string {
  const inner = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>${fieldsXml(error.fields)}`;
  if (service.name === 's3') {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}<Resource>${escapeXml(resource)}</Resource><RequestId>${requestId}</RequestId><HostId>sandbox</HostId></Error>`;
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ErrorResponse xmlns="${service.xmlNamespace}"><Error><Type>Sender</Type>${inner}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function fieldsXml(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join('');
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
