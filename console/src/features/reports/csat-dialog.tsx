import { Modal, NumberInput, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CsatLanguage, CsatSettings } from '#contract/shapes/csat.ts'
import { client } from '../../data/console-client.ts'
import { refresh } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { DialogForm } from '../../ui/form-dialog.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'

const languages: Record<CsatLanguage, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' }

/** Whether, when and with which words people are asked how a conversation went. */
export function CsatDialog({ onClose }: { onClose: () => void }) {
  const t = useReportsMessages()
  return (
    <Modal opened onClose={onClose} title={t.asking} closeOnClickOutside={false}>
      <ResourceView of={useResource(resource('csat.settings'))}>
        {(settings) => <Fields settings={settings} onClose={onClose} />}
      </ResourceView>
    </Modal>
  )
}

function Fields({ settings, onClose }: { settings: CsatSettings; onClose: () => void }) {
  const t = useReportsMessages()
  const [draft, setDraft] = useState(settings)
  const set = (change: Partial<CsatSettings>) => setDraft({ ...draft, ...change })
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.csat.change(draft)
    refresh(resource('csat.settings'))
    onClose()
  })
  return (
    <DialogForm onClose={onClose} onSave={submit} isBusy={isBusy} error={error}>
      <Switch
        label={t.isOn}
        checked={draft.isOn}
        onChange={({ currentTarget }) => set({ isOn: currentTarget.checked })}
      />
      <Switch
        label={t.asksAfterAgents}
        checked={draft.asksAfterAgents}
        disabled={!draft.isOn}
        onChange={({ currentTarget }) => set({ asksAfterAgents: currentTarget.checked })}
      />
      <NumberInput
        label={t.delay}
        value={draft.delayMinutes}
        onChange={(value) => set({ delayMinutes: Number(value) || 0 })}
        min={0}
        max={10_080}
        allowDecimal={false}
      />
      <NumberInput
        label={t.change}
        value={draft.changeMinutes}
        onChange={(value) => set({ changeMinutes: Number(value) || 0 })}
        min={0}
        max={43_200}
        allowDecimal={false}
      />
      {Object.entries(languages).map(([language, name]) => (
        <TextInput
          key={language}
          label={t.question(name)}
          placeholder={t.ours}
          maxLength={200}
          value={draft.questions[language as CsatLanguage]}
          onChange={({ currentTarget }) =>
            set({ questions: { ...draft.questions, [language]: currentTarget.value } })
          }
        />
      ))}
    </DialogForm>
  )
}
