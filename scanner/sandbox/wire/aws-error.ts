interface AwsErrorOptions {
  status?: number;
  fields?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** What a service refuses with; `code` is the exception's name as the SDK reports it. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number | undefined;
  readonly fields: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status;
    this.fields = options.fields ?? {};
    this.headers = options.headers ?? {};
  }
}
