import pino from 'pino';
import { env } from './env.ts';

const secrets = [
  'externalId',
  'nextExternalId',
  'password',
  'token',
  'tokenHash',
  'secret',
  'authorization',
  'cookie',
  'credentials',
  'accessKeyId',
  'secretAccessKey',
  'sessionToken',
];

/** JSON lines on stderr; stdout belongs to results. */
export const log = pino(
  {
    level: env().WATCHPOST_LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secrets.flatMap((it) => [it, `*.${it}`, `*.*.${it}`]), censor: '[redacted]' },
    serializers: { error: pino.stdSerializers.errWithCause },
  },
  pino.destination({ dest: 2, sync: true }),
);
