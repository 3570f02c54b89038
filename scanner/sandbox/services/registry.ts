import type { Service } from '../wire/service.ts';
import { account } from './account.ts';
import { cloudtrail } from './cloudtrail.ts';
import { cloudwatch } from './cloudwatch.ts';
import { ec2 } from './ec2.ts';
import { logs } from './logs.ts';
import { sns } from './sns.ts';
import { sts } from './sts.ts';

export const services: readonly Service[] = [account, cloudtrail, cloudwatch, ec2, logs, sns, sts];
