/** Fields a person looks for first. */
const telling = /^(\s*"(?:eventName|type|awsRegion|errorCode)": )(".*?")(,?)$/;

/** A CloudTrail record to read: what tells events apart stands out, the reason it gets lost stands on top. */
export function RecordView({ record, note }: { record: unknown; note: string }) {
  const lines = JSON.stringify(record, null, 2).split('\n');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="code" tabIndex={0} aria-label="Sample CloudTrail record">
      <p className="miss">{note}</p>
      <pre>
        {lines.map((line, index) => {
          const [, before, value, after] = telling.exec(line) ?? [];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are in the order of the text.
            <span key={index}>
              {value === undefined ? (
                line
              ) : (
                <>
                  {before}
                  <mark>{value}</mark>
                  {after}
                </>
              )}
              {'\n'}
            </span>
          );
        })}
      </pre>
    </section>
  );
}
