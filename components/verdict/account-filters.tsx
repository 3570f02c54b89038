import { FilterSelect } from '#components/ui/filter-bar.tsx';
import { capitalize } from '#lib/format.ts';
import { environments } from '#lib/posture/decision-scope.ts';

/** Filters of every list of accounts, or of what is in them. */
export function EnvironmentFilter({ value = '' }: { value: string | undefined }) {
  return (
    <FilterSelect
      name="environment"
      label="Environment"
      value={value}
      all="All"
      options={environments.map((it) => ({ value: it, title: capitalize(it) }))}
    />
  );
}

/** Nothing to choose where all accounts are in one group. */
export function GroupFilter({
  groups,
  value = '',
}: {
  groups: readonly string[];
  value: string | undefined;
}) {
  if (groups.length < 2) return null;
  return (
    <FilterSelect
      name="group"
      label="Group"
      value={value}
      all="All"
      options={groups.map((it) => ({ value: it, title: it }))}
    />
  );
}
