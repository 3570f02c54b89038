import { log } from '#lib/log.ts';
import { scopeWords } from '#lib/posture/decision-scope.ts';
import { readArguments, UsageError } from './cli/arguments.ts';
import { help } from './cli/help.ts';
import { exitCodeOf, outputOf } from './cli/output.ts';
import { tableOf } from './cli/table.ts';
import { openMemoryRecorder } from './memory-recorder.ts';
import { scan } from './scan.ts';

const accountBudgetMs = 15 * 60_000;
const accountsAtOnce = 8;

async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(args);
  if (request === 'help') {
    process.stdout.write(help);
    return 0;
  }
  for (const { checkId, scope, owner, expiresAt } of request.expired) {
    log.warn({ checkId, scope: scopeWords(scope), owner, expiresAt }, 'a decision of the policy has expired');
  }
  const startedAt = new Date().toISOString();
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('Interrupted.')));
  process.once('SIGTERM', () => stop.abort(new Error('Terminated.')));
  const recorder = openMemoryRecorder((progress) => log.info(progress, 'scan'));
  await scan(request.targets, recorder, {
    edition: request.policy.edition,
    policy: request.policy,
    accountsAtOnce,
    timeoutMs: accountBudgetMs,
    signal: stop.signal,
    onBug: (where, error) => log.error({ where, error }, 'Watchpost failed'),
  });
  const results = request.targets.flatMap((target) => recorder.results().get(target) ?? []);
  const output = outputOf(results, startedAt, new Date().toISOString());
  for (const it of output.accounts) {
    if (it.error) log.error({ accountId: it.accountId, reason: it.error }, 'account not scanned');
  }
  process.stdout.write(request.format === 'json' ? `${JSON.stringify(output, null, 2)}\n` : tableOf(output));
  return exitCodeOf(output, request.failOn);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nSee npm run -s scan -- --help\n`);
  } else {
    log.fatal({ error }, 'the scan failed');
  }
  process.exitCode = 2;
}
