import { toolConsent, toolPolicy } from '../../data/tool-consent.ts'
import { refresh } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { useMay } from '../../shell/me.ts'
import { useRuleWords } from '../../words/rules/rule-words.ts'
import { LiveHostsForm } from './live-hosts-form.tsx'
import { RulesForm } from './rules-form.tsx'

/** Which tools all agents may call. */
export function TenantRules() {
  const said = useRuleWords()
  const mayChange = useMay()('agent:write')
  return mayChange ? <Rules title={said.ofTenant} hint={said.hint} /> : null
}

function Rules(words: { title: string; hint: string }) {
  const { value } = useResource(toolPolicy)
  if (!value) return null
  const save = async (rules: typeof value.rules) => {
    await toolConsent.setPolicy({ rules })
    refresh(toolPolicy.key)
  }
  const saveHosts = async (liveHosts: string[]) => {
    await toolConsent.setPolicy({ liveHosts })
    refresh(toolPolicy.key)
  }
  return (
    <>
      <RulesForm {...words} rules={value.rules} onSave={save} />
      <LiveHostsForm hosts={value.liveHosts} onSave={saveHosts} />
    </>
  )
}
