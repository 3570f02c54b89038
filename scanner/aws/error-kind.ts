import { z } from 'zod';
import type { Gap, GapKind } from '../snapshot.ts';

/** What the SDK's many error classes have in common, read defensively. */
export interface AwsFailure {
  /** Error code without the words AWS appends for some protocols: `AccessDenied`, `TimeoutError`. */
  code: string;
  message: string;
  httpStatus: number | null;
  requestId: string | null;
}

const Text = z.string().min(1).optional().catch(undefined);
const Count = z.number().optional().catch(undefined);
const SdkError = z.object({
  name: Text,
  code: Text,
  Code: Text,
  message: Text,
  cause: z.unknown().optional(),
  errors: z.array(z.unknown()).optional().catch(undefined),
  $metadata: z.object({ httpStatusCode: Count, requestId: Text }).optional().catch(undefined),
  $response: z.object({ statusCode: Count }).optional().catch(undefined),
});

export function failureOf(error: unknown): AwsFailure {
  const parsed = SdkError.safeParse(error);
  if (!parsed.success)
    return { code: 'Error', message: shorten(String(error)), httpStatus: null, requestId: null };
  const { $metadata, $response } = parsed.data;
  return {
    code: codeOf(parsed.data).replace(/^.*#/, '').replace(/:.*$/, ''),
    message: messageOf(parsed.data),
    httpStatus: $metadata?.httpStatusCode ?? $response?.statusCode ?? null,
    requestId: $metadata?.requestId ?? null,
  };
}

/** The SDK names a 404 without a readable body `NotFound`, as if AWS had looked; AWS's own errors have a message. */
function codeOf({ Code, code, name, message }: z.infer<typeof SdkError>): string {
  const stated = Code ?? code;
  const isMadeUp = /^NotFound(Exception)?$/.test(name ?? '') && /^unknown(error)?$/i.test(message ?? '');
  return stated ?? (isMadeUp ? 'UnknownError' : name) ?? 'Error';
}

const denied =
  /^(AccessDenied|AccessDeniedException|AccessDeniedFault|AuthorizationError|AuthorizationErrorException|UnauthorizedOperation|UnauthorizedException|NotAuthorized|NotAuthorizedException|Forbidden|ForbiddenException|Client\.UnauthorizedOperation|InsufficientPermissions|KMSAccessDeniedException)$/;
const throttling =
  /^(Throttling|ThrottlingException|ThrottledException|RequestThrottled|RequestThrottledException|TooManyRequestsException|RequestLimitExceeded|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|EC2ThrottledException|LimitExceededException|TransactionInProgressException)$/;
const unsupported =
  /^(UnknownOperationException|UnknownOperation|InvalidAction|UnsupportedOperation|UnsupportedOperationException|NotImplemented|NotImplementedError|NotImplementedException|UnknownEndpoint|NoSuchOperation|MissingAction)$/;
const notAccepted =
  /^(UnrecognizedClientException|InvalidClientTokenId|AuthFailure|InvalidAccessKeyId|OptInRequired|RegionDisabledException|InvalidToken|InvalidSignatureException)$/;
const timeout =
  /^(TimeoutError|AbortError|RequestTimeout|RequestTimeoutException|ETIMEDOUT|ESOCKETTIMEDOUT)$/;
const unreachable =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|ERR_TLS_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|NetworkingError)$/;

export function isThrottling(error: unknown): boolean {
  const failure = failureOf(error);
  return throttling.test(failure.code) || failure.httpStatus === 429;
}

/** @returns the kind of gap a failed call leaves. Refusals that mean something to one call are its caller's. */
export function kindOf(error: unknown): GapKind {
  const { code, message, httpStatus } = failureOf(error);
  if (denied.test(code)) return 'denied';
  if (throttling.test(code) || httpStatus === 429) return 'throttled';
  if (timeout.test(code)) return 'timeout';
  if (unreachable.test(code) || unreachable.test(systemCodeOf(error))) return 'unreachable';
  if (notAccepted.test(code)) return 'region-off';
  if (unsupported.test(code) || isUnknownOperation(message, httpStatus)) return 'unsupported';
  if (isUnreadable(error)) return httpStatus === null || httpStatus < 400 ? 'malformed' : 'error';
  return 'error';
}

/** Who refused, in AWS's own words: "… because no service control policy allows the … action". */
export function deniedByOf(message: string): NonNullable<Gap['deniedBy']> {
  if (/service control polic/i.test(message)) return 'scp';
  if (/resource control polic/i.test(message)) return 'rcp';
  if (/permissions boundar/i.test(message)) return 'boundary';
  if (/session polic/i.test(message)) return 'session-policy';
  if (/resource-based polic/i.test(message)) return 'resource-policy';
  if (/identity-based polic/i.test(message)) return 'identity-policy';
  return 'unstated';
}

/** The IAM action AWS named in its refusal. */
export function deniedActionOf(message: string): string | null {
  return /to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1] ?? null;
}

/** Emulators answer operations they lack with 404, 405, 501 or a 500 that says so. */
function isUnknownOperation(message: string, httpStatus: number | null): boolean {
  if (httpStatus === 501 || httpStatus === 405) return true;
  return /not (yet )?(been )?implemented|unknown operation|unsupported (operation|action)|not a valid action/i.test(
    message,
  );
}

/** The body was not what the protocol promises, such as a proxy's HTML page. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof TypeError || error instanceof z.ZodError;
}

function systemCodeOf(error: unknown): string {
  const parsed = SdkError.safeParse(error);
  if (!parsed.success) return '';
  return parsed.data.code ?? (parsed.data.cause ? systemCodeOf(parsed.data.cause) : '');
}

/** Node's connection errors to several addresses have an empty message and the real ones inside. */
function messageOf(error: z.infer<typeof SdkError>): string {
  const waitedMs = /(?:has exceeded the configured|socket timed out after) (\d+) ms/.exec(
    error.message ?? '',
  )?.[1];
  if (waitedMs) return `No answer within ${Number(waitedMs) / 1000} seconds.`;
  if (error.message) return shorten(error.message);
  const inner = SdkError.safeParse(error.errors?.[0]);
  return shorten((inner.success && inner.data.message) || error.code || error.name || 'No message.');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}
