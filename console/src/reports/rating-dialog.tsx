import { Button, Group, Modal, NumberInput, Stack, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RatingLanguage, RatingSettings } from '#contract/shapes/rating.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { ratingSettings } from '../data/report-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { Loaded } from '../look/loaded.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { useWords } from '../words/words.tsx'

const languages: Record<RatingLanguage, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' }

/** Whether, when and with which words people are asked how a conversation went. */
export function RatingDialog({ onClose }: { onClose: () => void }) {
  const { general } = useWords()
  const said = useReportsWords()
  return (
    <Modal opened onClose={onClose} title={said.asking} closeButtonProps={{ 'aria-label': general.close }}>
      <Loaded of={useResource(ratingSettings)}>
        {(settings) => <Fields settings={settings} onClose={onClose} />}
      </Loaded>
    </Modal>
  )
}

function Fields({ settings, onClose }: { settings: RatingSettings; onClose: () => void }) {
  const { general } = useWords()
  const said = useReportsWords()
  const [draft, setDraft] = useState(settings)
  const set = (change: Partial<RatingSettings>) => setDraft({ ...draft, ...change })
  const { error, isBusy, submit } = useSending(async () => {
    await client.ratings.change(draft)
    refresh(ratingSettings.key)
    onClose()
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
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
        {error !== undefined && <Failure error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit" loading={isBusy}>
            {general.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
