import {
  type AdvancedEventSelector,
  AdvancedEventSelector$,
  type EventSelector,
  EventSelector$,
  type GetTrailStatusResponse,
  GetTrailStatusResponse$,
  type InsightSelector,
  InsightSelector$,
  type Trail,
  Trail$,
} from '@aws-sdk/client-cloudtrail';
import {
  type CompositeAlarm,
  CompositeAlarm$,
  type GetAlarmMuteRuleOutput,
  GetAlarmMuteRuleOutput$,
  type LogAlarm,
  LogAlarm$,
  type Metric,
  Metric$,
  type MetricAlarm,
  MetricAlarm$,
} from '@aws-sdk/client-cloudwatch';
import {
  type LogGroup,
  LogGroup$,
  type MetricFilter,
  MetricFilter$,
  type Processor,
  Processor$,
  type SubscriptionFilter,
  SubscriptionFilter$,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  type EventBus,
  EventBus$,
  type Rule,
  Rule$,
  type Target,
  Target$,
} from '@aws-sdk/client-eventbridge';
import { type Subscription, Subscription$ } from '@aws-sdk/client-sns';
import { z } from 'zod';
import { ControlName, perControl } from './baseline-controls.ts';
import { awsShape, awsStruct, text, textOrJson } from './shape.ts';
import { strict } from './strict.ts';

export const TrailDocument = awsStruct<Trail>(Trail$).with({
  status: awsShape<GetTrailStatusResponse>(GetTrailStatusResponse$).optional(),
  eventSelectors: z.array(awsShape<EventSelector>(EventSelector$)).optional(),
  advancedEventSelectors: z.array(awsShape<AdvancedEventSelector>(AdvancedEventSelector$)).optional(),
  insightSelectors: z.array(awsShape<InsightSelector>(InsightSelector$)).optional(),
});
export type TrailDocument = z.infer<typeof TrailDocument>;

const MetricFilterDocument = awsShape<MetricFilter>(MetricFilter$);

export const LogGroupDocument = awsStruct<LogGroup>(LogGroup$).with({
  metricFilters: z.array(MetricFilterDocument).optional(),
  subscriptionFilters: z.array(awsShape<SubscriptionFilter>(SubscriptionFilter$)).optional(),
  transformerConfig: z.array(awsShape<Processor>(Processor$)).optional(),
});
export type LogGroupDocument = z.infer<typeof LogGroupDocument>;

export const TopicDocument = strict({
  name: text.optional(),
  TopicArn: text.optional(),
  attributes: z.record(z.string(), textOrJson).optional(),
  subscriptions: z.array(awsShape<Subscription>(Subscription$)).optional(),
  person: text.optional(),
});
export type TopicDocument = z.infer<typeof TopicDocument>;

export const RuleDocument = awsStruct<Rule>(Rule$).with({
  targets: z.array(awsShape<Target>(Target$)).optional(),
});
export type RuleDocument = z.infer<typeof RuleDocument>;

/** A metric filter and an alarm per control, for those who need sixteen of them and no surprise. */
export const BaselineDocument = strict({
  logGroupName: text,
  topic: text,
  namespace: text.optional(),
  controls: z.array(ControlName).optional(),
  except: z.array(ControlName).optional(),
  filters: strict(perControl(MetricFilterDocument)).optional(),
  alarms: strict(perControl(awsShape<MetricAlarm>(MetricAlarm$))).optional(),
});
export type BaselineDocument = z.infer<typeof BaselineDocument>;

export const monitoringSections = {
  trails: z.array(TrailDocument).optional(),
  logGroups: z.array(LogGroupDocument).optional(),
  metricFilters: z.array(MetricFilterDocument).optional(),
  metrics: z.array(awsShape<Metric>(Metric$)).optional(),
  metricAlarms: z.array(awsShape<MetricAlarm>(MetricAlarm$)).optional(),
  compositeAlarms: z.array(awsShape<CompositeAlarm>(CompositeAlarm$)).optional(),
  logAlarms: z.array(awsShape<LogAlarm>(LogAlarm$)).optional(),
  alarmMuteRules: z.array(awsShape<GetAlarmMuteRuleOutput>(GetAlarmMuteRuleOutput$)).optional(),
  topics: z.array(TopicDocument).optional(),
  eventBuses: z.array(awsShape<EventBus>(EventBus$)).optional(),
  rules: z.array(RuleDocument).optional(),
  baselines: z.array(BaselineDocument).optional(),
};
