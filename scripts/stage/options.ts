import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Options of the command line. After `--help`, or what cannot be read, it prints the usage and ends the process. */
export function readOptions<const T extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: T,
): ReturnType<typeof parseArgs<{ options: T }>>['values'] {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    process.exit(2);
  }
}

/** A port to listen on, `null` when none was named. */
export function readPort(text: string | undefined): number | null {
  if (!text) return null;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  process.stderr.write('--port takes a number from 1 to 65535.\n');
  process.exit(2);
}
