export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

/** null when the text is no ARN. */
export function parseArn(text: string): Arn | null {
  const [prefix, partition, service, region, accountId, ...rest] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || accountId === undefined)
    return null;
  return { partition, service, region, accountId, resource: rest.join(':') };
}

/** Log group ARNs are written with and without `:*`; facts and lookups use the form without. */
export function logGroupArnOf(text: string): string {
  return text.endsWith(':*') ? text.slice(0, -2) : text;
}

/** The name behind an ARN, for people; the text itself when it is no ARN. */
export function shortName(text: string): string {
  const arn = parseArn(text);
  if (!arn) return text;
  const resource = arn.resource.replace(/^(log-group|alarm|function|rule|trail|mute-rule)[:/]/, '');
  return resource === '' ? text : resource;
}
