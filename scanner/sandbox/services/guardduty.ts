import * as module from '@aws-sdk/client-guardduty';
import type { Call } from '../call.ts';
import type { DetectorDocument } from '../document/security.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const guardduty = defineService({
  name: 'guardduty',
  signingName: 'guardduty',
  client: new module.GuardDutyClient({ region: 'us-east-1' }),
  module,
  operations: {
    ListDetectors: operation<module.ListDetectorsRequest, module.ListDetectorsResponse>((input, { here }) => {
      const ids = (here.detectors ?? []).map((it) => it.DetectorId ?? '');
      const page = pageOf(ids, 'detectors', input);
      return { DetectorIds: page.items, NextToken: page.next };
    }),
    GetDetector: operation<module.GetDetectorRequest, module.GetDetectorResponse>((input, call) => {
      const { DetectorId: _, findings: _f, ...detector } = find(input.DetectorId, call);
      return detector;
    }),
    ListFindings: operation<module.ListFindingsRequest, module.ListFindingsResponse>((input, call) => {
      const criteria = Object.entries(input.FindingCriteria?.Criterion ?? {});
      const ids = (find(input.DetectorId, call).findings ?? [])
        .filter((finding) =>
          criteria.every(([field, condition]) => holds(fieldOf(finding, field), condition)),
        )
        .sort(bySort(input.SortCriteria))
        .map((finding) => finding.Id ?? '');
      const page = pageOf(ids, `findings ${JSON.stringify([criteria, input.SortCriteria])}`, input);
      return { FindingIds: page.items, NextToken: page.next };
    }),
    GetFindings: operation<module.GetFindingsRequest, module.GetFindingsResponse>((input, call) => ({
      Findings: (find(input.DetectorId, call).findings ?? []).filter((it) =>
        input.FindingIds?.includes(it.Id ?? ''),
      ),
    })),
    ListOrganizationAdminAccounts: operation<
      module.ListOrganizationAdminAccountsRequest,
      module.ListOrganizationAdminAccountsResponse
    >((_, call) => {
      if (call.account.organization?.management !== call.account.id) {
        const message = 'The request failed because you do not have required AWS Organization permission.';
        throw new AwsError('BadRequestException', message);
      }
      const admins = call.here.guardDutyOrganizationAdmins ?? [];
      return { AdminAccounts: admins.map((AdminAccountId) => ({ AdminAccountId, AdminStatus: 'ENABLED' })) };
    }),
    GetAdministratorAccount: operation<
      module.GetAdministratorAccountRequest,
      module.GetAdministratorAccountResponse
    >((input, call) => {
      find(input.DetectorId, call);
      const AccountId = call.here.guardDutyAdministrator;
      return AccountId
        ? { Administrator: { AccountId, RelationshipStatus: 'Enabled' } }
        : { Administrator: undefined };
    }),
  },
});

function find(detectorId: string | undefined, { here }: Call): DetectorDocument {
  const detector = (here.detectors ?? []).find((it) => it.DetectorId === detectorId);
  if (detector) return detector;
  const message = 'The request is rejected because the input detectorId is not owned by the current account.';
  throw new AwsError('BadRequestException', message);
}

function bySort(sort: module.SortCriteria | undefined) {
  const field = sort?.AttributeName;
  if (!field) return () => 0;
  const direction = sort.OrderBy === 'DESC' ? -1 : 1;
  return (a: module.Finding, b: module.Finding) => {
    const [first, second] = [fieldOf(a, field), fieldOf(b, field)];
    if (typeof first === 'number' && typeof second === 'number') return (first - second) * direction;
    return String(first).localeCompare(String(second)) * direction;
  };
}

function fieldOf(finding: module.Finding, field: string): unknown {
  if (field === 'updatedAt') return Date.parse(finding.UpdatedAt ?? '');
  if (field === 'createdAt') return Date.parse(finding.CreatedAt ?? '');
  if (field === 'service.archived') return finding.Service?.Archived ?? false;
  let value: unknown = finding;
  for (const part of field.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part.charAt(0).toUpperCase() + part.slice(1));
  }
  return value;
}

function holds(value: unknown, condition: object): boolean {
  return Object.entries(condition).every(([operator, wanted]: [string, unknown]) => {
    const limit = Number(wanted);
    switch (operator.toLowerCase()) {
      case 'eq':
      case 'equals':
        return [wanted].flat().map(String).includes(String(value));
      case 'neq':
      case 'notequals':
        return ![wanted].flat().map(String).includes(String(value));
      case 'gt':
      case 'greaterthan':
        return Number(value) > limit;
      case 'gte':
      case 'greaterthanorequal':
        return Number(value) >= limit;
      case 'lt':
      case 'lessthan':
        return Number(value) < limit;
      case 'lte':
      case 'lessthanorequal':
        return Number(value) <= limit;
      default:
        return true;
    }
  });
}

function pageOf<T>(
  items: T[],
  of: string,
  input: { MaxResults?: number | undefined; NextToken?: string | undefined },
) {
  return paginate(items, {
    of,
    size: input.MaxResults ?? 50,
    token: input.NextToken,
    invalid: 'BadRequestException',
  });
}
