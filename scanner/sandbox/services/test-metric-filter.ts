import type { TestMetricFilterRequest, TestMetricFilterResponse } from '@aws-sdk/client-cloudwatch-logs';
import { matchesMessage } from '#lib/filter-pattern/match.ts';
import { parsePattern } from '#lib/filter-pattern/parse.ts';
import { AwsError } from '../wire/aws-error.ts';

/** Evaluates a pattern with the product's own engine; AWS's is not to be had here. */
export function testMetricFilter(input: TestMetricFilterRequest): TestMetricFilterResponse {
  const parsed = parsePattern(input.filterPattern ?? '');
  if (!parsed.ok) throw new AwsError('InvalidParameterException', 'Invalid metric filter pattern');
  const messages = input.logEventMessages ?? [];
  if (messages.length < 1 || messages.length > 50) {
    throw new AwsError('InvalidParameterException', 'logEventMessages must hold 1 to 50 messages');
  }
  const matches = messages.flatMap((eventMessage, index) =>
    matchesMessage(parsed.pattern, eventMessage)
      ? [{ eventNumber: index + 1, eventMessage, extractedValues: {} }]
      : [],
  );
  return { matches };
}
