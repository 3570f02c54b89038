export interface RoleArn {
  partition: string;
  accountId: string;
  /** "/" or "/security/". */
  path: string;
  roleName: string;
}

const partitions = ['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc'];
const roleArn =
  /^arn:(aws|aws-us-gov|aws-cn|aws-eusc):iam::(\d{12}):role(\/(?:[\x21-\x7e]+\/)?)([\w+=,.@-]{1,64})$/;

/** @returns the role, or one sentence that says what the text is instead. */
export function parseRoleArn(text: string): RoleArn | string {
  const [, partition, accountId, path, roleName] = roleArn.exec(text) ?? [];
  if (partition && accountId && path && roleName) return { partition, accountId, path, roleName };
  return whyNoRoleArn(text);
}

function whyNoRoleArn(text: string): string {
  if (text === '') return 'Paste the ARN of the role.';
  if (/\s/.test(text)) return 'A role ARN has no spaces or line breaks.';
  const [prefix, partition = '', service = '', , accountId = '', ...rest] = text.split(':');
  if (prefix !== 'arn' || rest.length === 0) {
    return 'This is no ARN. A role ARN looks like arn:aws:iam::123456789012:role/WatchpostReadOnly.';
  }
  const [kind = '', name = ''] = rest.join(':').split('/');
  if (service === 'sts' && kind === 'assumed-role') {
    return `This is the ARN of a session, not of the role. The role is arn:${partition}:iam::${accountId}:role/${name}.`;
  }
  if (service !== 'iam') return `This is an ARN of the service ${service}, not of an IAM role.`;
  if (kind !== 'role') return `This is the ARN of an IAM ${kind}, not of a role.`;
  if (!/^\d{12}$/.test(accountId)) return 'The account id in this ARN is not 12 digits.';
  if (!partitions.includes(partition)) return `${partition} is no AWS partition Watchpost knows.`;
  return 'The role name in this ARN is not one IAM allows.';
}
