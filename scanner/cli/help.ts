import { editions, newestEdition } from '#lib/alarm-controls/editions.ts';

export const help = `Judges the logging and monitoring of AWS accounts. Reads only; writes nothing anywhere.

npm run -s scan -- --role-arn ARN --external-id ID [--role-arn ARN --external-id ID ...]
npm run -s scan -- --accounts FILE
npm run -s scan -- --self

  --role-arn ARN      Role to assume in the account. May be given several times.
  --external-id ID    External ID of the --role-arn before it.
  --accounts FILE     CSV with the columns role_arn,external_id,name,environment.
  --self              The account of the credentials the AWS SDK finds here.
  --regions A,B       Only these regions are in scope. Without it: every enabled region.
  --policy FILE       YAML or JSON: what is asked of accounts, and what is not required. docs/cli.md
                      shows one. --edition and --regions win over it.
  --edition E         CIS AWS Foundations edition that decides the alarm verdicts:
                      ${editions.join(', ')}. Default ${newestEdition}.
  --format F          json (default) or table.
  --fail-on SEVERITY  critical, high, medium or low (default).
  --help              This text.

All accounts of one call are linked with each other: an organization's trail is judged in the account that
owns it, and inherited by the others.

Exit code: 0 nothing at or above the severity fails, 1 something does or an account could not be scanned,
2 no account could be scanned or the arguments are not usable. Results on stdout, logs on stderr.
`;
