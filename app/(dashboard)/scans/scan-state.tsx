import { Glyph } from '#components/ui/glyph.tsx';

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
      <span className="v pass">
        <Glyph name="pass" />
        Done
      </span>
    ) : (
      <span className="v unknown">
        <Glyph name="unknown" />
        Done, {failed} not read
      </span>
    );
  }
  if (status === 'failed') {
    return (
      <span className="v fail">
        <Glyph name="fail" />
        Failed
      </span>
    );
  }
  return (
    <span className="v notreached">
      <Glyph name="notreached" />
      {status === 'queued' ? 'Queued' : 'Running'}
    </span>
  );
}
