import permissions from './permissions.json' with { type: 'json' };

/** One action of the scanner, and what needs it. Written by `npm run policy -- --write`. */
export interface RolePermission {
  action: string;
  why: string;
  /** Checks that read `unknown` without it. */
  checks: string[];
}

export const rolePermissions: readonly RolePermission[] = permissions;

/** Reading data is denied outright, so that a policy someone adds to the role later cannot allow it. */
export const deniedActions: readonly string[] = [
  'athena:GetQueryResults*',
  'cloudtrail:GetQueryResults',
  'codecommit:GitPull',
  'dynamodb:BatchGetItem',
  'dynamodb:GetItem',
  'dynamodb:GetRecords',
  'dynamodb:PartiQLSelect',
  'dynamodb:Query',
  'dynamodb:Scan',
  'ebs:GetSnapshotBlock',
  'ec2:GetConsoleOutput',
  'ec2:GetConsoleScreenshot',
  'ec2:GetPasswordData',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
  'glacier:GetJobOutput',
  'kinesis:GetRecords',
  'kms:Decrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
  'lambda:GetFunction',
  'lambda:InvokeFunction',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:GetLogRecord',
  'logs:GetQueryResults',
  'logs:StartLiveTail',
  'logs:StartQuery',
  'logs:Unmask',
  'rds-data:*',
  'redshift-data:*',
  's3:GetObject',
  's3:GetObjectTorrent',
  's3:GetObjectVersion',
  's3:GetObjectVersionTorrent',
  's3express:CreateSession',
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetSecretValue',
  'sqs:ReceiveMessage',
  'ssm:GetParameter',
  'ssm:GetParameterHistory',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'sts:AssumeRole',
];

export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: PolicyStatement[];
}

interface PolicyStatement {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Principal?: { AWS: string };
  Action: string | string[];
  Resource?: '*';
  Condition?: Record<string, Record<string, string>>;
}

/** The least the role needs: describing and listing, and never the data behind it. */
export function permissionPolicy(actions = rolePermissions.map((it) => it.action)): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'WatchpostReadsSettings', Effect: 'Allow', Action: [...actions], Resource: '*' },
      { Sid: 'WatchpostNeverReadsData', Effect: 'Deny', Action: [...deniedActions], Resource: '*' },
    ],
  };
}

/** A statement that grants only what a connection test found missing. */
export function missingPermissions(actions: readonly string[]): PolicyDocument {
  const Action = [...new Set(actions)].sort();
  const Statement = [{ Sid: 'WatchpostMissing', Effect: 'Allow' as const, Action, Resource: '*' as const }];
  return { Version: '2012-10-17', Statement };
}

export interface Trust {
  /** ARN the Watchpost worker acts as. */
  principalArn: string;
  externalId: string;
}

/** The external ID keeps other customers of the same Watchpost from naming this role as theirs. */
export function trustPolicy({ principalArn, externalId }: Trust): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'WatchpostAssumes',
        Effect: 'Allow',
        Principal: { AWS: principalArn },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  };
}

export function policyText(policy: PolicyDocument): string {
  return JSON.stringify(policy, null, 2);
}
