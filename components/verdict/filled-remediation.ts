import type { Remediation } from '#lib/posture/remediation.ts';
import type { FindingPage } from '#lib/queries/finding.ts';

/** The check's remediation with this finding's real names in its `{placeholders}`. */
export function filledRemediation(finding: FindingPage): Remediation {
  const { summary, console, cli, terraform, cloudformation } = finding.check.remediation;
  const names = namesOf(finding);
  const fill = (text: string) =>
    text.replace(/\{([a-z][A-Za-z]+)\}/g, (blank, name: string) => names[name] ?? blank);
  return {
    summary: fill(summary),
    console: console.map(fill),
    cli: fill(cli),
    terraform: fill(terraform),
    cloudformation: fill(cloudformation),
  };
}

/** Some `{placeholder}` names nothing the finding knows. */
export function hasBlanks({ console, cli, terraform, cloudformation }: Remediation): boolean {
  return /\{[a-z][A-Za-z]+\}/.test([...console, cli, terraform, cloudformation].join(' '));
}

function namesOf(finding: FindingPage): Record<string, string | undefined> {
  const { alarm, subjects } = finding.detail;
  const worst = subjects.find((it) => it.verdict === 'fail' || it.verdict === 'warn') ?? subjects[0];
  const resource = worst?.resource ?? finding.resource ?? '';
  const station = (link: string) => alarm?.stations.find((it) => it.link === link);
  return {
    accountId: finding.account.accountId,
    region: worst?.region ?? finding.region ?? undefined,
    trailName: station('trail')?.name ?? /:trail\/(.+)$/.exec(resource)?.[1],
    bucketName: /^arn:[\w-]+:s3:::([^/]+)$/.exec(resource)?.[1],
    logGroupName: station('log-group')?.name ?? undefined,
    topicArn: station('topic')?.arn ?? undefined,
  };
}
