import { type NextRequest, NextResponse } from 'next/server';
import { env } from '#lib/env.ts';

/** A fresh nonce per request; Next puts it on every script and style it writes. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, env().NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = { matcher: ['/((?!_next/static|favicon.ico|icon.svg).*)'] };

/** React streams a late part of an SVG inside `<svg style="display:none">`: this attribute, and no other. */
const streamedSvg = `'unsafe-hashes' 'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='`;

/** Next's development overlay evaluates code and writes styles of its own. */
function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  return [
    `default-src 'self'`,
    `script-src ${isDevelopment ? `${scripts} 'unsafe-eval'` : scripts}`,
    `style-src ${isDevelopment ? `'self' 'unsafe-inline'` : `'self' 'nonce-${nonce}' ${streamedSvg}`}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
