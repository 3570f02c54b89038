import { Door } from '#components/shell/door.tsx';

/** Without the shell, because the shell's own data could not be read either. */
export function NoAnswer({ digest, again }: { digest: string | undefined; again: () => void }) {
  return (
    <Door>
      <div role="alert">
        <h1>Watchpost could not answer</h1>
        <p>
          Most often the database did not. Nothing was changed; what was scanned and judged is kept, and the
          address still holds what you filtered by.
        </p>
      </div>
      <button type="button" className="btn primary" onClick={again}>
        Try again
      </button>
      {digest ? (
        <p className="small m3">
          Whoever runs Watchpost finds the reason in the log of the web process, under{' '}
          <span className="mono">{digest}</span>.
        </p>
      ) : null}
    </Door>
  );
}
