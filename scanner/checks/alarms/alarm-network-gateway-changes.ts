import { defineAlarmCheck } from './define-alarm-check.ts';

export const alarmNetworkGatewayChanges = defineAlarmCheck({
  control: 'network-gateway-changes',
  title: 'Network gateway changes raise an alarm that reaches a person',
  rationale:
    'A new or changed gateway is a new way in and out of the network, past whatever inspects the old one.',
});
