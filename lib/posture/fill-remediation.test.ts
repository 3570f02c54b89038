import { describe, expect, it } from 'vitest';
import { fillRemediation } from './fill-remediation.ts';

const place = { accountId: '111111111111', partition: 'aws', region: 'eu-north-1', resource: null };

function filled(cli: string, resource: string | null, more: Partial<typeof place> = {}): string {
  const remediation = { summary: '', console: [], cli, terraform: '', cloudformation: '' };
  return fillRemediation(remediation, { ...place, ...more, resource }).cli;
}

describe('a remediation', () => {
  it.each([
    ['--bucket {bucketName}', 'arn:aws:s3:::acme-trail', '--bucket acme-trail'],
    ['"{bucketArn}/*"', 'arn:aws:s3:::acme-trail', '"arn:aws:s3:::acme-trail/*"'],
    [
      '--region {region} --name {trailName}',
      'arn:aws:cloudtrail:eu-north-1:111111111111:trail/main',
      '--region eu-north-1 --name main',
    ],
    ['--key-id {keyId}', 'arn:aws:kms:eu-north-1:111111111111:key/0ba67b07', '--key-id 0ba67b07'],
    ['{vpcId}', 'arn:aws:ec2:eu-north-1:111111111111:vpc/vpc-1', 'vpc-1'],
    [
      '--api-id {apiId} --stage-name {stageName}',
      'arn:aws:apigateway:eu-north-1::/apis/a1b2c3/stages/$default',
      '--api-id a1b2c3 --stage-name $default',
    ],
    ['{detectorId}', '0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
    ['{accountId} {partition}', null, '111111111111 aws'],
  ])('names what it mends: %s', (text, resource, expected) => {
    expect(filled(text, resource)).toBe(expected);
  });

  it('names what the verdict knows beside the resource', () => {
    const cli = '--name {trailName} --s3-bucket-name {bucketName}';
    const remediation = { summary: '', console: [], cli, terraform: '', cloudformation: '' };
    const resource = 'arn:aws:cloudtrail:eu-north-1:111111111111:trail/main';
    expect(fillRemediation(remediation, { ...place, resource, names: { bucketName: 'acme' } }).cli).toBe(
      '--name main --s3-bucket-name acme',
    );
  });

  it('names every region that has to be mended', () => {
    const text = 'for region in {regions}; do aws macie2 enable-macie --region "$region"; done';
    const remediation = { summary: '', console: [], cli: text, terraform: '', cloudformation: '' };
    const regions = ['eu-north-1', 'eu-west-1'];
    expect(fillRemediation(remediation, { ...place, region: null, regions }).cli).toContain(
      'in eu-north-1 eu-west-1;',
    );
    expect(filled('{regions}', null)).toBe('eu-north-1');
  });

  it('leaves in braces what is to be chosen, and other braces alone', () => {
    const text = `{keyArn} {"Status":"Enabled"} \${aws_kms_key.trail.arn} {roleArn}`;
    expect(filled(text, 'arn:aws:s3:::acme-trail')).toBe(text);
    expect(filled('{region}', null, { region: null } as never)).toBe('{region}');
  });
});
