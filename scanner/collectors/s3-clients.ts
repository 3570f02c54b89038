import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { ClientConfig } from '../aws/clients.ts';

/** Path-style addressing works on AWS and on any host that cannot carry `<bucket>.` before its name. */
export class PathStyleS3Client extends S3Client {
  constructor(config: ClientConfig) {
    super({ ...config, forcePathStyle: true });
  }
}

/**
 * S3 Control puts `<account>.` before the host. A custom endpoint such as 127.0.0.1 cannot carry that, and needs
 * it as little: the account is in a header as well.
 */
export class HostAgnosticS3ControlClient extends S3ControlClient {
  constructor(config: ClientConfig) {
    super(config);
    const resolve = this.config.endpointProvider;
    this.config.endpointProvider = (parameters, context) =>
      resolve(
        'Endpoint' in parameters && parameters.Endpoint
          ? { ...parameters, RequiresAccountId: false }
          : parameters,
        context,
      );
  }
}
