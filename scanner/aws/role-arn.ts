import { parseArn } from '../link/arn.ts';

export interface RoleArn {
  partition: string;
  accountId: string;
  roleName: string;
}

const roleArn =
  /^arn:(aws|aws-us-gov|aws-cn|aws-eusc):iam::(\d{12}):role\/((?:[\x21-\x7e]+\/)*[\w+=,.@-]{1,64})$/;

/** @returns the role, or a sentence that says what the text is instead. */
export function parseRoleArn(text: string): RoleArn | string {
  const match = roleArn.exec(text);
  if (match?.[1] && match[2] && match[3]) {
    return { partition: match[1], accountId: match[2], roleName: match[3].split('/').at(-1) ?? match[3] };
  }
  return whyNoRoleArn(text);
}

function whyNoRoleArn(text: string): string {
  if (/\s/.test(text)) return 'A role ARN has no spaces or line breaks.';
  const arn = parseArn(text);
  if (!arn) return 'This is no ARN. A role ARN looks like arn:aws:iam::123456789012:role/WatchpostReadOnly.';
  if (arn.service === 'sts' && arn.resource.startsWith('assumed-role/')) {
    const name = arn.resource.split('/')[1] ?? '';
    return `This is the ARN of a session, not of the role. The role is arn:${arn.partition}:iam::${arn.accountId}:role/${name}.`;
  }
  if (arn.service !== 'iam') return `This is an ARN of the service ${arn.service}, not of an IAM role.`;
  const kind = arn.resource.split('/')[0]?.split(':')[0] ?? '';
  if (kind !== 'role') return `This is the ARN of an IAM ${kind}, not of a role.`;
  if (!/^\d{12}$/.test(arn.accountId)) return 'The account id in this ARN is not 12 digits.';
  if (!['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc'].includes(arn.partition)) {
    return `${arn.partition} is no AWS partition Watchpost knows.`;
  }
  return 'The role name in this ARN is not one IAM allows.';
}
