import { SetToolPolicy, ToolPolicy } from '#contract/shapes/tool-consent.ts'
import { command } from '#kernel/use-case.ts'
import { findPolicy, putApprovalDays, replaceRules } from './rule-store.ts'

/** Sets which tools the agents may call, must ask for, or may not call. It counts from the next call on. */
export const setToolPolicy = command({
  name: 'tool-policy.set',
  permission: 'agent:write',
  input: SetToolPolicy,
  output: ToolPolicy,
  async run({ tx, scope, emit }, { rules, approvalDays }) {
    if (rules) await replaceRules(tx, scope, null, rules)
    if (approvalDays !== undefined) await putApprovalDays(tx, scope, approvalDays)
    emit({ type: 'tool-policy.set', payload: { agentId: null, name: '' } })
    return findPolicy(tx)
  },
})
