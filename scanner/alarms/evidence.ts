import type { ChainLink } from '#lib/posture/alarm-detail.ts';
import type { Evidence } from '#lib/posture/verdict.ts';
import type { Source } from '../snapshot.ts';
import { linkNumber } from './route.ts';

/** One call's part in a verdict. `argumentsOf` are the CLI's, unquoted; they are quoted for a POSIX shell. */
export function evidence(
  link: ChainLink,
  source: Source,
  accountId: string,
  decided: string,
  cli: { command: string; args: readonly string[] },
  answer?: unknown,
): Evidence {
  return {
    api: source.api,
    accountId,
    region: source.region,
    at: source.at,
    decided,
    ...(answer === undefined ? {} : { answer }),
    command: ['aws', cli.command, '--region', source.region, ...cli.args.map(quote)].join(' '),
    link: linkNumber(link),
  };
}

/** Quotes one argument for a POSIX shell; what needs no quotes keeps none. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
