import { z } from 'zod'
import { ToolPolicy, SetToolPolicy } from '#contract/shapes/tool-consent.ts'
import { query, command } from '#kernel/use-case.ts'
import { findPolicy, putToolSettings, replaceRules } from './rule-store.ts'

/** Shows which tools the agents may call, must ask for, or may not call. */
export const readToolPolicy = query({
  name: 'tool-policy.read',
  permission: 'agent:write',
  input: z.strictObject({}),
  output: ToolPolicy,
  run: ({ tx }) => findPolicy(tx),
})

/** Sets which tools the agents may call, must ask for, or may not call, and where links may lead. It counts from then on. */
export const setToolPolicy = command({
  name: 'tool-policy.set',
  permission: 'agent:write',
  input: SetToolPolicy,
  output: ToolPolicy,
  async run({ tx, scope, emit }, { rules, ...settings }) {
    if (rules) await replaceRules(tx, scope, null, rules)
    await putToolSettings(tx, scope, settings)
    emit({ type: 'tool-policy.set', payload: { agentId: null, name: '' } })
    return findPolicy(tx)
  },
})
