import type { Metadata } from 'next';
import Link from 'next/link';
import { Page } from '#components/shell/page.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { serviceName } from '#components/verdict/service-names.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { plural } from '#lib/format.ts';
import {
  deniedActions,
  permissionPolicy,
  policyText,
  type RolePermission,
  rolePermissions,
} from '#lib/onboarding/role-documents.ts';
import {
  cloudFormationTemplate,
  defaultRoleName,
  terraformTemplate,
} from '#lib/onboarding/role-templates.ts';
import { listChecks } from '#lib/queries/checks.ts';

export const metadata: Metadata = { title: 'Permissions' };

const unfilled = { principalArn: null, externalId: null };

export default async function PermissionsPage() {
  await requireViewer();
  const checks = await listChecks();
  const titles = new Map(checks.map((it) => [it.id, checkTitle(it.id, it.title)]));
  const services = Map.groupBy(rolePermissions, (it) => it.action.split(':')[0] ?? '');
  return (
    <Page crumbs={[{ title: 'Permissions' }]}>
      <PageHead title="Permissions">
        <p>
          Role <span className="mono">{defaultRoleName}</span> may do these {rolePermissions.length} things in
          an account, and nothing else. All of them describe or list; none changes anything or reads data.
        </p>
      </PageHead>
      <Section title="What is asked, and why" aside={plural(services.size, 'service')}>
        <table className="t perms">
          <caption className="vh">Each action, why it is needed and what it feeds</caption>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Action</th>
              <th scope="col">Why</th>
              <th scope="col" className="only-wide">
                Unknown without it
              </th>
            </tr>
          </thead>
          {[...services].map(([service, permissions]) => (
            <tbody key={service}>
              {permissions.map((it, index) => (
                <tr key={it.action}>
                  {index === 0 ? (
                    <th scope="rowgroup" rowSpan={permissions.length} className="medium">
                      {serviceName(service)}
                    </th>
                  ) : null}
                  <td className="mono">
                    {it.action.replace(/:.*/, ':')}
                    <wbr />
                    {it.action.replace(/^[^:]*:/, '')}
                  </td>
                  <td>{it.why}</td>
                  <td className="only-wide m2">
                    <Blinds permission={it} titles={titles} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </Section>
      <Section title="What is denied outright" aside={plural(deniedActions.length, 'action')}>
        <p className="m2">
          The policy denies the common ways to the data behind the settings, so that a policy somebody adds to
          the role later cannot allow it: objects, log events, secrets, decryption, queries, and becoming
          another role.
        </p>
        <ul className="plainnames mono">
          {deniedActions.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      </Section>
      <Section title="The same as a policy">
        <p className="m2 mb-2">
          For a new account,{' '}
          <Link className="a" href="/accounts/onboard">
            onboarding
          </Link>{' '}
          fills in the external ID and who is trusted. It is made from the calls the scanner makes, so policy
          and code cannot differ.
        </p>
        <Tabs
          label="Formats"
          tabs={[
            {
              id: 'json',
              title: 'JSON',
              content: <CodeBlock text={policyText(permissionPolicy())} label="Permission policy" />,
            },
            {
              id: 'cloudformation',
              title: 'CloudFormation',
              content: <CodeBlock text={cloudFormationTemplate(unfilled)} label="CloudFormation template" />,
            },
            {
              id: 'terraform',
              title: 'Terraform',
              content: <CodeBlock text={terraformTemplate(unfilled)} label="Terraform" />,
            },
          ]}
        />
      </Section>
    </Page>
  );
}

const listedAtMost = 4;

function Blinds({ permission, titles }: { permission: RolePermission; titles: ReadonlyMap<string, string> }) {
  const names = permission.checks.map((it) => titles.get(it) ?? it);
  if (names.length === 0) return <span className="m3">Nothing: a note is lost, no verdict</span>;
  if (names.length <= listedAtMost) return names.join(', ');
  return (
    <details className="blinds">
      <summary>{plural(names.length, 'check')}</summary>
      {names.join(', ')}
    </details>
  );
}
