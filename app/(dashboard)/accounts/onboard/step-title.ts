import type { ConnectionStep, ConnectionStepId } from '#lib/posture/connection-test.ts';

/** What is to be done; the stored title says what was done, which a step that did not pass must not claim. */
const undone: Record<ConnectionStepId, { todo: string; refused: string }> = {
  parse: { todo: 'Understand the role ARN', refused: 'Role ARN not understood' },
  assume: { todo: 'Assume the role with the external ID', refused: 'Not assumed with the external ID' },
  identity: { todo: 'Check that it is the account you named', refused: 'It is not the account you named' },
  'refuse-without-id': {
    todo: 'Must be refused without an external ID',
    refused: 'Not refused without an external ID',
  },
  'refuse-wrong-id': {
    todo: 'Must be refused with a wrong external ID',
    refused: 'Not refused with a wrong external ID',
  },
  regions: { todo: 'List the enabled regions', refused: 'Regions not read' },
  permissions: { todo: 'Try each action once', refused: 'Not every action is allowed' },
};

export function stepTitle({ id, state, title }: Pick<ConnectionStep, 'id' | 'state' | 'title'>): string {
  if (state === 'passed') return title;
  return state === 'refused' ? undone[id].refused : undone[id].todo;
}
