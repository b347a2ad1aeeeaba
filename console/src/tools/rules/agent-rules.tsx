import { agentToolPolicy, toolConsent } from '../../data/tool-consent.ts'
import { refresh } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { useRuleWords } from '../../words/rules/rule-words.ts'
import { RulesForm } from './rules-form.tsx'

/** Which tools one agent may call. They count at once and are no part of its versions. */
export function AgentRules({ agentId }: { agentId: string }) {
  const said = useRuleWords()
  const policy = agentToolPolicy(agentId)
  const { value } = useResource(policy)
  if (!value) return null
  const save = async (rules: typeof value.rules) => {
    await toolConsent.setAgentPolicy(agentId, rules)
    refresh(policy.key)
  }
  return <RulesForm title={said.ofAgent} hint={said.agentHint} rules={value.rules} onSave={save} />
}
