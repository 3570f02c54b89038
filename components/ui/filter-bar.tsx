import Form from 'next/form';
import type { ReactNode } from 'react';
import { AutoSubmit } from '#components/ui/auto-submit.tsx';

export interface Option {
  value: string;
  title: string;
}

/** Filters are a GET form: their state is the address. */
export function FilterBar({
  children,
  keep = {},
}: {
  children: ReactNode;
  keep?: Record<string, string | undefined>;
}) {
  return (
    <Form action="" className="bar" scroll={false}>
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {children}
      <AutoSubmit />
    </Form>
  );
}

export function FilterSelect({
  name,
  label,
  value,
  options,
  all,
}: {
  name: string;
  label: string;
  value: string;
  options: readonly Option[];
  /** Word of the choice that filters nothing. */
  all?: string;
}) {
  const isOn = all !== undefined && value !== '';
  return (
    <label className={isOn ? 'field pick on' : 'field pick'}>
      <span>{label}</span>
      <select name={name} defaultValue={value} key={value}>
        {all === undefined ? null : <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </label>
  );
}

export function FilterSearch({
  name,
  label,
  value,
}: {
  name: string;
  label: string;
  value: string | undefined;
}) {
  return (
    <div className="field text">
      <input
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        defaultValue={value ?? ''}
        data-search
        autoComplete="off"
      />
      <kbd>/</kbd>
    </div>
  );
}
