import { StateWord } from '#components/ui/state-word.tsx';

/** State of a scan in a word. A scan that could not read some accounts is done, and says so. */
export function ScanState({
  status,
  failed,
}: {
  status: 'queued' | 'running' | 'done' | 'failed';
  failed: number;
}) {
  if (status === 'done') {
    return failed === 0 ? (
      <StateWord tone="pass">Done</StateWord>
    ) : (
      <StateWord tone="unknown">{`Done, ${failed} not read`}</StateWord>
    );
  }
  if (status === 'failed') return <StateWord tone="fail">Failed</StateWord>;
  return <StateWord tone="notreached">{status === 'queued' ? 'Queued' : 'Running'}</StateWord>;
}
