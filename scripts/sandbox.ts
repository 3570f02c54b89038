import { CloudFileError } from '../scanner/sandbox/document/cloud-file-error.ts';
import { type Sandbox, startSandbox } from '../scanner/sandbox/sandbox.ts';
import { readOptions } from './stage/options.ts';

const usage =
  'Usage: npm run sandbox -- --cloud FILE_OR_FOLDER [--port N]   (default port 4566; see docs/sandbox.md)';

await main();

async function main(): Promise<void> {
  const values = readOptions(usage, { cloud: { type: 'string' }, port: { type: 'string' } });
  const port = Number(values.port ?? 4566);
  if (values.cloud === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const sandbox = await startSandbox({ cloud: values.cloud, port }).catch((error: unknown) =>
    explain(error, port),
  );
  if (!sandbox) return;
  console.log(`Sandbox AWS at ${sandbox.url}. Copy into your shell:\n`);
  for (const [name, value] of Object.entries(sandbox.env)) console.log(`export ${name}=${value}`);
  console.log('\nCtrl-C stops it.');
  stopOn(sandbox);
}

function explain(error: unknown, port: number): undefined {
  process.exitCode = 2;
  if (error instanceof CloudFileError) console.error(error.message);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    console.error(`Port ${port} is in use. Choose another with --port N, or --port 0 for any free one.`);
  } else throw error;
}

function stopOn(sandbox: Sandbox): void {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void sandbox.close());
}
