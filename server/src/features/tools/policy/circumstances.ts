import { readStep } from '#kernel/step.ts'
import { findGrants } from '../approvals/grant-store.ts'
import { findToolSettings, rulesFor } from './rule-store.ts'

/** The rules and consents that count for an agent in a conversation at this moment. */
export const readCircumstances = readStep(
  async ({ tx }, { agentId, conversationId }: { agentId: string | null; conversationId: string | null }) => ({
    rules: await rulesFor(tx, agentId),
    ...(await findToolSettings(tx)),
    grants: conversationId === null ? [] : await findGrants(tx, conversationId),
  }),
)
