import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Widget } from '#contract/shapes/widget.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { Failure } from '../look/failure.tsx'
import { LeftIcon, TrashIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { useSending } from '../settings/use-sending.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWidgetWords } from '../words/widgets/widget-words.ts'
import { useWords } from '../words/words.tsx'
import { CodeSample } from './code-sample.tsx'
import { type Draft, draftOf, givenBy } from './draft.ts'
import { pageSampleFor, policyFor, snippetFor } from './samples.ts'
import { FormFields } from './form-fields.tsx'
import { LookFields } from './look-fields.tsx'
import { SetUpFields } from './set-up-fields.tsx'
import { WidgetIdentitySection } from './widget-identity.tsx'
import { WidgetPreview } from './widget-preview.tsx'
import classes from './widgets.module.css'

/** One widget: what to copy, how it is set up, who its visitors are, and how it looks while that is typed. */
export function WidgetEditor({ widget, onBack }: { widget: Widget; onBack: () => void }) {
  const words = useWords()
  const said = useWidgetWords()
  const remove = () => {
    onBack()
    removeWithUndo({
      id: widget.id,
      said: said.removed(widget.name),
      remove: () => client.widgets.remove(widget.id).then(() => refresh('widgets')),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  }
  const [draft, setDraft] = useState(() => draftOf(widget))
  const home = window.location.origin
  return (
    <Stack>
      <Group justify="space-between">
        <Button variant="subtle" leftSection={<LeftIcon />} onClick={onBack}>
          {said.back}
        </Button>
        <Button variant="subtle" color="red" leftSection={<TrashIcon />} onClick={remove}>
          {said.remove}
        </Button>
      </Group>
      <Title order={2} size="h3">
        {widget.name}
      </Title>
      <div className={classes.columns}>
        <Stack gap="xl">
          <Stack component="section" aria-label={said.snippet} gap="sm">
            <div>
              <Title order={3} size="h5">
                {said.snippet}
              </Title>
              <Text size="sm" c="var(--quiet)">
                {said.snippetHint}
              </Text>
            </div>
            <CodeSample text={snippetFor(home, widget.key)} />
            <CodeSample label={said.policyHint} text={policyFor(home)} />
          </Stack>
          <SettingsForm widget={widget} draft={draft} onChange={setDraft} />
          <WidgetIdentitySection widget={widget} />
          <CodeSample label={said.moreHint} text={pageSampleFor(home, widget.key)} />
        </Stack>
        <WidgetPreview widgetKey={widget.key} isEnabled={widget.isEnabled} look={draft.look} />
      </div>
    </Stack>
  )
}

interface SettingsFormProps {
  widget: Widget
  draft: Draft
  onChange: (draft: Draft) => void
}

function SettingsForm({ widget, draft, onChange }: SettingsFormProps) {
  const said = useWidgetWords()
  const { error, isBusy, submit } = useSending(async () => {
    const saved = await client.widgets.change(widget.id, givenBy(draft))
    onChange(draftOf(saved))
    refresh('widgets')
    toast({ text: said.saved })
  })
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(widget))
  return (
    <form
      aria-label={said.setUp}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="xl">
        <SetUpFields draft={draft} onChange={onChange} />
        <LookFields look={draft.look} onChange={(look) => onChange({ ...draft, look })} />
        <FormFields forms={draft.forms} onChange={(forms) => onChange({ ...draft, forms })} />
        {error !== undefined && <Failure error={error} />}
        <Group justify="flex-end">
          {isChanged && (
            <Text size="sm" c="var(--quiet)">
              {said.unsaved}
            </Text>
          )}
          <Button type="submit" loading={isBusy} disabled={!isChanged}>
            {said.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
