import { client } from '../../../data/console-client.ts'
import { refresh } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { useRuleMessages } from '../../../messages/rules/rule-messages.ts'
import { RulesForm } from './rules-form.tsx'

/** Which tools one agent may call. They count at once and are no part of its versions. */
export function AgentRules({ agentId }: { agentId: string }) {
  const t = useRuleMessages()
  const policy = resource('toolConsent.agentPolicy', agentId)
  const { value } = useResource(policy)
  if (!value) return null
  const save = async (rules: typeof value.rules) => {
    await client.toolConsent.setAgentPolicy(agentId, { rules })
    refresh(policy)
  }
  return <RulesForm title={t.ofAgent} hint={t.agentHint} rules={value.rules} onSave={save} />
}
