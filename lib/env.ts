import { z } from 'zod';

const example = /^(changeme|change-me|secret|example|replace-me|your-)/i;

const Port = z.coerce.number().int().min(1).max(65_535);
const Text = z.string().trim().min(1);

/** Every variable Watchpost reads. `.env.example` is generated from the descriptions here. */
export const EnvSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('production')
    .describe('Set by Next.js and the scripts.'),
  DATABASE_URL: Text.optional().describe(
    'PostgreSQL to use, 14 or newer. Without it Watchpost starts its own PostgreSQL in WATCHPOST_HOME.',
  ),
  WATCHPOST_HOME: Text.default('.watchpost').describe(
    'Folder for everything that is kept on disk: the embedded database, the generated secret, logs.',
  ),
  WATCHPOST_URL: z
    .url()
    .default('http://127.0.0.1:3000')
    .describe('Address people open in the browser. Links and cookies are made for it.'),
  WATCHPOST_SECRET: z
    .string()
    .min(32, 'WATCHPOST_SECRET needs at least 32 characters. Make one with: openssl rand -base64 48')
    .refine((it) => !example.test(it) && new Set(it).size > 8, {
      message: 'WATCHPOST_SECRET looks like an example. Make one with: openssl rand -base64 48',
    })
    .optional()
    .describe(
      'Signs sessions, 32 characters or more. `npm start` makes one in WATCHPOST_HOME when it is not set; several machines need the same.',
    ),
  WATCHPOST_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least important log line that is written. Logs are JSON on stderr.'),
  WATCHPOST_WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(8)
    .describe('Jobs one worker process runs at a time. One account is one job.'),
  WATCHPOST_SCAN_CRON: Text.default('0 6 * * *').describe(
    'When every account is scanned, as a cron line in UTC.',
  ),
  WATCHPOST_DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe('Most database connections one process opens.'),
  WATCHPOST_NEW_ROLE_PATIENCE_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600)
    .default(120)
    .describe(
      'How long the connection test goes on trying a role that AWS still refuses: a new role takes a minute.',
    ),
  WATCHPOST_PRINCIPAL_ARN: Text.optional().describe(
    'ARN of the IAM role the worker runs as, printed in the trust policy that customers copy. Without it the worker asks STS.',
  ),
  WATCHPOST_CONFIRM_WITH_AWS: z
    .enum(['true', 'false'])
    .default('false')
    .transform((it) => it === 'true')
    .describe(
      'true lets admins and leads have CloudWatch Logs itself judge filter patterns, by logs:TestMetricFilter in an onboarded account. Set it for the web server and the worker.',
    ),
  PORT: Port.default(3000).describe('Port the web server listens on.'),
  HOST: Text.default('127.0.0.1').describe('Address the web server listens on. 0.0.0.0 for every interface.'),
  AWS_ENDPOINT_URL: z
    .url()
    .optional()
    .describe('Read by the AWS SDK itself: sends every AWS call to another endpoint, such as the sandbox.'),
  AWS_REGION: Text.optional().describe('Read by the AWS SDK itself: region of the first STS call.'),
  CI: z.string().optional().describe('Set by CI services; only makes output plainer.'),
});
export type Env = z.infer<typeof EnvSchema>;

/** @throws Error naming each variable that is wrong, and how to mend it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = EnvSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((it) => `  ${it.path.join('.')}: ${it.message}`);
  throw new Error(`The environment is not usable.\n${lines.join('\n')}`);
}

let cached: Env | undefined;

/** Parsed once, on first use, so that tools which only load a module need no environment. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Lets one process start others, or itself, with settings it has just worked out. */
export function setEnv(values: Record<string, string>): void {
  Object.assign(process.env, values);
  cached = undefined;
}

/** For programs we start that need nothing else of the environment. */
export function systemPath(): string {
  return process.env.PATH ?? '';
}
