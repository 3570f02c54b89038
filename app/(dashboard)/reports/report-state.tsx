import { Glyph } from '#components/ui/glyph.tsx';

export function ReportState({ status }: { status: 'queued' | 'running' | 'done' | 'failed' }) {
  if (status === 'done') {
    return (
      <span className="v pass">
        <Glyph name="pass" />
        Ready
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
      {status === 'queued' ? 'Queued' : 'Being made'}
    </span>
  );
}
