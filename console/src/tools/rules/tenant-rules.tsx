import { client } from '../../console-client.ts'
import { toolPolicy } from '../../data/tool-consent.ts'
import { refresh } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { useMay } from '../../shell/me.ts'
import { useRuleMessages } from '../../messages/rules/rule-messages.ts'
import { AllowedHostsForm } from './allowed-hosts-form.tsx'
import { RulesForm } from './rules-form.tsx'

/** Which tools all agents may call. */
export function TenantRules() {
  const t = useRuleMessages()
  const mayChange = useMay()('agent:write')
  return mayChange ? <Rules title={t.ofTenant} hint={t.hint} /> : null
}

function Rules(t: { title: string; hint: string }) {
  const { value } = useResource(toolPolicy)
  if (!value) return null
  const save = async (rules: typeof value.rules) => {
    await client.toolConsent.setPolicy({ rules })
    refresh(toolPolicy.key)
  }
  const saveHosts = async (liveHosts: string[]) => {
    await client.toolConsent.setPolicy({ liveHosts })
    refresh(toolPolicy.key)
  }
  return (
    <>
      <RulesForm {...t} rules={value.rules} onSave={save} />
      <AllowedHostsForm hosts={value.liveHosts} onSave={saveHosts} />
    </>
  )
}
