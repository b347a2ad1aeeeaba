import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { query } from '#kernel/use-case.ts'
import { findGrants } from '../approvals/grant-store.ts'
import { findToolSettings, rulesFor } from './rule-store.ts'

/** The rules and consents that count for an agent in a conversation at this moment. */
export const readCircumstances = query({
  name: 'tool-policy.read-circumstances',
  permission: 'internal',
  input: z.strictObject({ agentId: id('agent').nullable(), conversationId: id('conversation').nullable() }),
  run: async ({ tx }, { agentId, conversationId }) => ({
    rules: await rulesFor(tx, agentId),
    ...(await findToolSettings(tx)),
    grants: conversationId === null ? [] : await findGrants(tx, conversationId),
  }),
})
