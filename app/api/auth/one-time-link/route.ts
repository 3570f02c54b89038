import { toNextJsHandler } from 'better-auth/next-js';
import { auth } from '#lib/auth/auth.ts';

/**
 * The one endpoint of better-auth that is reached over HTTP. Its others would hand out session tokens to scripts and
 * let passwords be tried past the limit of the sign-in form; pages reach what they need through lib/auth.
 */
export function GET(request: Request): Promise<Response> {
  return toNextJsHandler(auth()).GET(request);
}
