type Value = string | number | readonly string[] | undefined | null;

/** `?a=1&b=x`, leaving out what is empty; '' when nothing is left. */
export function queryString(values: Readonly<Record<string, Value>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== null && text !== '') params.set(name, String(text));
  }
  const text = params.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
