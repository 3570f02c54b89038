import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmUnauthorizedApiCalls = defineAlarmCheck({
  control: 'unauthorized-api-calls',
  title: 'Refused API calls raise an alarm that reaches a person',
  rationale:
    'Stolen credentials are tried out before they are used, and most of those tries are refused. A burst of refusals is often the only warning before someone finds a permission that works.',
});
