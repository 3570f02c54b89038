import { permissionPolicy, policyText, type Trust, trustPolicy } from './role-documents.ts';

export const defaultRoleName = 'WatchpostReadOnly';

/** null where the one who deploys fills it in. */
type Filled = { [Part in keyof Trust]: Trust[Part] | null };

/** CloudFormation template of the role. Given values become the parameters' defaults. */
export function cloudFormationTemplate({ principalArn, externalId }: Filled): string {
  const [allow, deny] = permissionPolicy().Statement;
  const actions = (statement: typeof allow) =>
    [statement?.Action ?? []].flat().map((it) => `                  - ${quoted(it)}`);
  return `${[
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Description: Read-only role for Watchpost. It reads settings and never data.',
    'Parameters:',
    '  PrincipalArn:',
    '    Type: String',
    '    Description: ARN of the identity Watchpost runs as',
    ...(principalArn ? [`    Default: ${quoted(principalArn)}`] : []),
    '  ExternalId:',
    '    Type: String',
    '    NoEcho: true',
    '    MinLength: 16',
    '    Description: External ID that Watchpost made for this account',
    ...(externalId ? [`    Default: ${quoted(externalId)}`] : []),
    '  RoleName:',
    '    Type: String',
    `    Default: ${defaultRoleName}`,
    'Resources:',
    '  Role:',
    '    Type: AWS::IAM::Role',
    '    Properties:',
    '      RoleName: !Ref RoleName',
    '      MaxSessionDuration: 3600',
    '      AssumeRolePolicyDocument:',
    "        Version: '2012-10-17'",
    '        Statement:',
    '          - Effect: Allow',
    '            Principal:',
    '              AWS: !Ref PrincipalArn',
    '            Action: sts:AssumeRole',
    '            Condition:',
    '              StringEquals:',
    "                'sts:ExternalId': !Ref ExternalId",
    '      Policies:',
    '        - PolicyName: Watchpost',
    '          PolicyDocument:',
    "            Version: '2012-10-17'",
    '            Statement:',
    '              - Sid: WatchpostReadsSettings',
    '                Effect: Allow',
    '                Action:',
    ...actions(allow),
    "                Resource: '*'",
    '              - Sid: WatchpostNeverReadsData',
    '                Effect: Deny',
    '                Action:',
    ...actions(deny),
    "                Resource: '*'",
    'Outputs:',
    '  RoleArn:',
    '    Value: !GetAtt Role.Arn',
  ].join('\n')}\n`;
}

/** Terraform of the role. Given values become the variables' defaults. */
export function terraformTemplate({ principalArn, externalId }: Filled): string {
  const [allow, deny] = permissionPolicy().Statement;
  const actions = (statement: typeof allow) =>
    [statement?.Action ?? []].flat().map((it) => `      ${quoted2(it)},`);
  const fallback = (value: string | null) => (value ? [`  default     = ${quoted2(value)}`] : []);
  return `${[
    'variable "watchpost_principal_arn" {',
    '  type        = string',
    '  description = "ARN of the identity Watchpost runs as"',
    ...fallback(principalArn),
    '}',
    '',
    'variable "watchpost_external_id" {',
    '  type        = string',
    '  sensitive   = true',
    '  description = "External ID that Watchpost made for this account"',
    ...fallback(externalId),
    '}',
    '',
    'data "aws_iam_policy_document" "watchpost_trust" {',
    '  statement {',
    '    actions = ["sts:AssumeRole"]',
    '    principals {',
    '      type        = "AWS"',
    '      identifiers = [var.watchpost_principal_arn]',
    '    }',
    '    condition {',
    '      test     = "StringEquals"',
    '      variable = "sts:ExternalId"',
    '      values   = [var.watchpost_external_id]',
    '    }',
    '  }',
    '}',
    '',
    'data "aws_iam_policy_document" "watchpost" {',
    '  statement {',
    '    sid       = "WatchpostReadsSettings"',
    '    resources = ["*"]',
    '    actions = [',
    ...actions(allow),
    '    ]',
    '  }',
    '  statement {',
    '    sid       = "WatchpostNeverReadsData"',
    '    effect    = "Deny"',
    '    resources = ["*"]',
    '    actions = [',
    ...actions(deny),
    '    ]',
    '  }',
    '}',
    '',
    'resource "aws_iam_role" "watchpost" {',
    `  name                 = ${quoted2(defaultRoleName)}`,
    '  max_session_duration = 3600',
    '  assume_role_policy   = data.aws_iam_policy_document.watchpost_trust.json',
    '}',
    '',
    'resource "aws_iam_role_policy" "watchpost" {',
    '  name   = "Watchpost"',
    '  role   = aws_iam_role.watchpost.id',
    '  policy = data.aws_iam_policy_document.watchpost.json',
    '}',
    '',
    'output "role_arn" {',
    '  value = aws_iam_role.watchpost.arn',
    '}',
  ].join('\n')}\n`;
}

/** AWS CLI lines that make the role. */
export function cliCommands(trust: Trust): string {
  return [
    `aws iam create-role --role-name ${defaultRoleName} --assume-role-policy-document '${compact(policyText(trustPolicy(trust)))}'`,
    `aws iam put-role-policy --role-name ${defaultRoleName} --policy-name Watchpost --policy-document '${compact(policyText(permissionPolicy()))}'`,
  ].join('\n');
}

function compact(json: string): string {
  return JSON.stringify(JSON.parse(json));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoted2(text: string): string {
  return JSON.stringify(text);
}
