import { Modal, NumberInput, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RatingLanguage, RatingSettings } from '#contract/shapes/rating.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { ratingSettings } from '../data/report-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { DialogForm } from '../look/form-dialog.tsx'
import { Loaded } from '../look/loaded.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'

const languages: Record<RatingLanguage, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' }

/** Whether, when and with which words people are asked how a conversation went. */
export function RatingDialog({ onClose }: { onClose: () => void }) {
  const said = useReportsWords()
  return (
    <Modal opened onClose={onClose} title={said.asking} closeOnClickOutside={false}>
      <Loaded of={useResource(ratingSettings)}>
        {(settings) => <Fields settings={settings} onClose={onClose} />}
      </Loaded>
    </Modal>
  )
}

function Fields({ settings, onClose }: { settings: RatingSettings; onClose: () => void }) {
  const said = useReportsWords()
  const [draft, setDraft] = useState(settings)
  const set = (change: Partial<RatingSettings>) => setDraft({ ...draft, ...change })
  const { error, isBusy, submit } = useSending(async () => {
    await client.ratings.change(draft)
    refresh(ratingSettings.key)
    onClose()
  })
  return (
    <DialogForm onClose={onClose} onSave={submit} isBusy={isBusy} error={error}>
      <Switch
        label={said.isOn}
        checked={draft.isOn}
        onChange={({ currentTarget }) => set({ isOn: currentTarget.checked })}
      />
      <Switch
        label={said.asksAfterAgents}
        checked={draft.asksAfterAgents}
        disabled={!draft.isOn}
        onChange={({ currentTarget }) => set({ asksAfterAgents: currentTarget.checked })}
      />
      <NumberInput
        label={said.delay}
        value={draft.delayMinutes}
        onChange={(value) => set({ delayMinutes: Number(value) || 0 })}
        min={0}
        max={10_080}
        allowDecimal={false}
      />
      <NumberInput
        label={said.change}
        value={draft.changeMinutes}
        onChange={(value) => set({ changeMinutes: Number(value) || 0 })}
        min={0}
        max={43_200}
        allowDecimal={false}
      />
      {Object.entries(languages).map(([language, name]) => (
        <TextInput
          key={language}
          label={said.question(name)}
          placeholder={said.ours}
          maxLength={200}
          value={draft.questions[language as RatingLanguage]}
          onChange={({ currentTarget }) =>
            set({ questions: { ...draft.questions, [language]: currentTarget.value } })
          }
        />
      ))}
    </DialogForm>
  )
}
