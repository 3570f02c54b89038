import { StateWord } from '#components/ui/state-word.tsx';

export function ReportState({ status }: { status: 'queued' | 'running' | 'done' | 'failed' }) {
  if (status === 'done') return <StateWord tone="pass">Ready</StateWord>;
  if (status === 'failed') return <StateWord tone="fail">Failed</StateWord>;
  return <StateWord tone="notreached">{status === 'queued' ? 'Queued' : 'Being made'}</StateWord>;
}
