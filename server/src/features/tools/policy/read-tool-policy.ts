import { z } from 'zod'
import { ToolPolicy } from '#contract/shapes/tool-consent.ts'
import { query } from '#kernel/use-case.ts'
import { findPolicy } from './rule-store.ts'

/** Shows which tools the agents may call, must ask for, or may not call. */
export const readToolPolicy = query({
  name: 'tool-policy.read',
  permission: 'agent:write',
  input: z.strictObject({}),
  output: ToolPolicy,
  run: ({ tx }) => findPolicy(tx),
})
