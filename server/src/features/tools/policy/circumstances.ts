import { readStep } from '#kernel/step.ts'
import { findGrants } from '../approvals/grant-store.ts'
import { findToolSettings, rulesFor } from './rule-store.ts'

/** The current rules and approvals for an agent in a conversation. */
export const readCircumstances = readStep(
  async ({ tx }, { agentId, conversationId }: { agentId: string | null; conversationId: string | null }) => ({
    rules: await rulesFor(tx, agentId),
    ...(await findToolSettings(tx)),
    grants: conversationId === null ? [] : await findGrants(tx, conversationId),
  }),
)
