import { client } from '../../../data/console-client.ts'
import { refresh } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { useMay } from '../../../data/me.ts'
import { useRuleMessages } from '../../../messages/rules/rule-messages.ts'
import { AllowedHostsForm } from './allowed-hosts-form.tsx'
import { RulesForm } from './rules-form.tsx'

/** Which tools all agents may call. */
export function TenantRules() {
  const t = useRuleMessages()
  const mayChange = useMay()('agent:write')
  return mayChange ? <Rules title={t.ofTenant} hint={t.hint} /> : null
}

function Rules(t: { title: string; hint: string }) {
  const { value } = useResource(resource('toolConsent.policy'))
  if (!value) return null
  const save = async (rules: typeof value.rules) => {
    await client.toolConsent.setPolicy({ rules })
    refresh(resource('toolConsent.policy'))
  }
  const saveHosts = async (liveHosts: string[]) => {
    await client.toolConsent.setPolicy({ liveHosts })
    refresh(resource('toolConsent.policy'))
  }
  return (
    <>
      <RulesForm {...t} rules={value.rules} onSave={save} />
      <AllowedHostsForm hosts={value.liveHosts} onSave={saveHosts} />
    </>
  )
}
