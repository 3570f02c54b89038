/** What a user can act on. Commands throw it; `formAction` shows its message. Anything else thrown is a bug of ours. */
export type AppErrorCode =
  | 'invalid-input'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'conflict'
  | 'expired'
  | 'unavailable';

export class AppError extends Error {
  readonly code: AppErrorCode;
  /** Form field the message belongs to. */
  readonly field: string | undefined;

  constructor(code: AppErrorCode, message: string, options?: { cause?: unknown; field?: string }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.field = options?.field;
  }
}
