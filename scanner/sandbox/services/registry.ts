import type { Service } from '../wire/service.ts';
import { account } from './account.ts';
import { cloudfront, shield, support } from './account-wide.ts';
import { cloudtrail } from './cloudtrail.ts';
import { cloudwatch } from './cloudwatch.ts';
import { config } from './config.ts';
import { ec2 } from './ec2.ts';
import { eventbridge } from './eventbridge.ts';
import { apiGateway, apiGatewayV2, appsync, cognito, elasticLoadBalancing } from './exposed.ts';
import { guardduty } from './guardduty.ts';
import { kms } from './kms.ts';
import { logs } from './logs.ts';
import { organizations } from './organizations.ts';
import { s3 } from './s3.ts';
import { s3Control } from './s3-control.ts';
import { accessAnalyzer, inspector2, macie2, securityHub } from './security-services.ts';
import { sns } from './sns.ts';
import { sts } from './sts.ts';
import { wafv2 } from './wafv2.ts';
import { ecr, lambda } from './workloads.ts';

export const services: readonly Service[] = [
  accessAnalyzer,
  account,
  apiGateway,
  apiGatewayV2,
  appsync,
  cloudfront,
  cloudtrail,
  cloudwatch,
  cognito,
  config,
  ec2,
  ecr,
  elasticLoadBalancing,
  eventbridge,
  guardduty,
  inspector2,
  kms,
  lambda,
  logs,
  macie2,
  organizations,
  s3,
  s3Control,
  securityHub,
  shield,
  sns,
  sts,
  support,
  wafv2,
];
