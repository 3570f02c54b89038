import { CodeBlock } from '#components/ui/code-block.tsx';
import { Note } from '#components/ui/note.tsx';
import { type Tab, Tabs } from '#components/ui/tabs.tsx';
import { permissionPolicy, policyText, trustPolicy } from '#lib/onboarding/role-documents.ts';
import {
  cliCommands,
  cloudFormationTemplate,
  defaultRoleName,
  terraformTemplate,
} from '#lib/onboarding/role-templates.ts';

/** Ways to make the role, filled in. Made from what the scanner calls, so that policy and code cannot differ. */
export function RoleForms({ principalArn, externalId }: { principalArn: string | null; externalId: string }) {
  const filled = { principalArn, externalId };
  const deploy = `aws cloudformation deploy --stack-name watchpost --template-file watchpost.yaml --capabilities CAPABILITY_NAMED_IAM`;
  const tabs: Tab[] = [
    {
      id: 'cloudformation',
      title: 'CloudFormation',
      content: (
        <>
          <p className="small m2 py-2">Save as watchpost.yaml, then deploy it in the account.</p>
          <CodeBlock text={deploy} label="Deploy command" />
          <div className="mt-2">
            <CodeBlock text={cloudFormationTemplate(filled)} label="CloudFormation template" />
          </div>
        </>
      ),
    },
    {
      id: 'terraform',
      title: 'Terraform',
      content: <CodeBlock text={terraformTemplate(filled)} label="Terraform" />,
    },
    ...(principalArn
      ? [
          {
            id: 'cli',
            title: 'CLI',
            content: <CodeBlock text={cliCommands({ principalArn, externalId })} label="AWS CLI commands" />,
          },
          {
            id: 'json',
            title: 'JSON',
            content: (
              <>
                <p className="small m2 py-2">Trust policy</p>
                <CodeBlock
                  text={policyText(trustPolicy({ principalArn, externalId }))}
                  label="Trust policy"
                />
                <p className="small m2 py-2">Permission policy</p>
                <CodeBlock text={policyText(permissionPolicy())} label="Permission policy" />
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <div>
      <p className="small m2">
        Role {defaultRoleName} trusts Watchpost only with the external ID below, may describe and list, and is
        denied every way to read data.
      </p>
      {principalArn ? null : (
        <Note tone="warn">
          <b>Watchpost does not know its own AWS identity yet.</b> Whoever runs it must give the worker
          credentials; until then the principal in the templates is yours to fill in.
        </Note>
      )}
      <details className="ways">
        <summary>Show the role as CloudFormation, Terraform, CLI or JSON</summary>
        <Tabs tabs={tabs} label="Ways to make the role" />
      </details>
    </div>
  );
}
