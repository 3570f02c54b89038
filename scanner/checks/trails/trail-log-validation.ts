import { defineCheck } from '../../check.ts';
import type { LinkedTrail } from '../../link/linked.ts';
import { trailCloudFormation, trailTerraform } from '../support/existing-resource.ts';
import { type EveryTrailRule, judgeEveryTrail } from './every-trail.ts';
import { settingsEvidence } from './trail-evidence.ts';
import type { TrailFinding } from './trail-finding.ts';

export const trailLogValidation = defineCheck({
  id: 'trail-log-validation',
  title: 'Every trail signs its log files',
  section: 'trails',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'inherited', 'unknown'],
  rationale:
    'With log file validation CloudTrail delivers signed digests every hour. Without them nobody can prove that a log file was not changed or deleted after the fact, which is the first thing asked of evidence.',
  remediation: {
    summary: 'Turn on log file validation on the trail, also on stopped trails: it costs nothing.',
    console: [
      'Open CloudTrail, choose Trails and open the trail in its home region.',
      'Edit the general details.',
      'Turn on Log file validation and save.',
    ],
    cli: 'aws cloudtrail update-trail --region {region} --name {trailName} --enable-log-file-validation',
    terraform: trailTerraform('  enable_log_file_validation = true'),
    cloudformation: trailCloudFormation('    EnableLogFileValidation: true'),
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  ],
  reads: ['cloudtrail.trails'],

  judge: (linked) => judgeEveryTrail(rule, linked),
});

const rule: EveryTrailRule = {
  checkId: 'trail-log-validation',
  subjects: (trails) => trails,
  judgeTrail: validation,
  praise: (trails) =>
    trails.length === 1
      ? `Trail ${trails[0]?.fact.name} has log file validation on.`
      : `All ${trails.length} trails have log file validation on.`,
  question: 'Whether every trail signs its log files is not known',
};

function validation(trail: LinkedTrail): TrailFinding {
  const isOn = trail.fact.isLogFileValidationEnabled;
  return {
    verdict: isOn ? 'pass' : 'fail',
    reason: `Trail ${trail.fact.name} has log file validation ${isOn ? 'on' : 'off'}.`,
    trail,
    evidence: [
      settingsEvidence(trail, `LogFileValidationEnabled is ${isOn}.`, { LogFileValidationEnabled: isOn }),
    ],
    missing: [],
  };
}
