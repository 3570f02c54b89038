import type { Metadata } from 'next';
import { Forbidden } from '#components/shell/forbidden.tsx';
import { Page } from '#components/shell/page.tsx';
import { Name } from '#components/ui/name.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { formatDay, formatInstant, plural } from '#lib/format.ts';
import { listMembers } from '#lib/queries/members.ts';
import { InviteForm } from './invite-form.tsx';
import { MemberForm, WithdrawForm } from './member-form.tsx';

export const metadata: Metadata = { title: 'Members' };

const crumbs = [{ title: 'Members' }];

export default async function MembersPage() {
  const viewer = await requireViewer();
  if (!hasRole(viewer, 'admin')) {
    return (
      <Page crumbs={crumbs}>
        <Forbidden what="see the members" who="An admin" workspaceName={viewer.workspaceName} />
      </Page>
    );
  }
  const { members, invitations } = await listMembers(viewer);
  return (
    <Page crumbs={crumbs}>
      <PageHead title="Members">
        <p>
          {plural(members.length, 'person', 'people')} of <Name text={viewer.workspaceName} />. Admins onboard
          accounts and invite; leads start scans; auditors read everything and make reports.
        </p>
      </PageHead>
      <div className="two">
        <Section title="People">
          <table className="t mid">
            <caption className="vh">Members of the workspace</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col" className="only-wide">
                  Since
                </th>
                <th scope="col">Role</th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <tr key={member.userId}>
                  <th scope="row">
                    <b className="medium">
                      <Name text={member.name} />
                    </b>
                    <p className="small m3">{member.email}</p>
                  </th>
                  <td className="only-wide m2">{formatDay(member.since)}</td>
                  <td>
                    <MemberForm userId={member.userId} name={member.name} role={member.role} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
        <div>
          <Section title="Invite">
            <InviteForm />
          </Section>
          {invitations.length > 0 ? (
            <Section title="Invited">
              <ul className="plainlist">
                {invitations.map((invitation) => (
                  <li key={invitation.id} className="footrow">
                    <span>
                      {invitation.email}, {invitation.role}
                      <br />
                      <span className="small m3">until {formatInstant(invitation.expiresAt)}</span>
                    </span>
                    <WithdrawForm id={invitation.id} email={invitation.email} />
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
      </div>
    </Page>
  );
}
