import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Widget } from '#contract/shapes/widget.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { LeftIcon, TrashIcon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toasts.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useWidgetMessages } from '../../messages/widgets/widget-messages.ts'
import { useMessages } from '../../messages/messages.tsx'
import { CodeSample } from './code-sample.tsx'
import { type Draft, draftOf, inputOf } from './draft.ts'
import { pageSampleFor, policyFor, snippetFor } from './samples.ts'
import { FormFields } from './form-fields.tsx'
import { AppearanceFields } from './appearance-fields.tsx'
import { SetUpFields } from './set-up-fields.tsx'
import { WidgetIdentitySection } from './widget-identity.tsx'
import { WidgetPreview } from './widget-preview.tsx'
import classes from './widgets.module.css'

/** One widget: what to copy, how it is set up, who its visitors are, and how it looks while that is typed. */
export function WidgetEditor({ widget, onBack }: { widget: Widget; onBack: () => void }) {
  const t = useMessages()
  const tWidgets = useWidgetMessages()
  const remove = () => {
    onBack()
    removeWithUndo({
      id: widget.id,
      message: tWidgets.removed(widget.name),
      remove: () => client.widgets.remove(widget.id).then(() => invalidate('widget')),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  }
  const [draft, setDraft] = useState(() => draftOf(widget))
  const home = window.location.origin
  return (
    <Stack>
      <Group justify="space-between">
        <Button variant="subtle" leftSection={<LeftIcon />} onClick={onBack}>
          {tWidgets.back}
        </Button>
        <Button variant="subtle" color="red" leftSection={<TrashIcon />} onClick={remove}>
          {tWidgets.remove}
        </Button>
      </Group>
      <Title order={2} size="h3">
        {widget.name}
      </Title>
      <div className={classes.columns}>
        <Stack gap="xl">
          <Stack component="section" aria-label={tWidgets.snippet} gap="sm">
            <div>
              <Title order={3} size="h5">
                {tWidgets.snippet}
              </Title>
              <Text size="sm" c="var(--quiet)">
                {tWidgets.snippetHint}
              </Text>
            </div>
            <CodeSample text={snippetFor(home, widget.key)} />
            <CodeSample label={tWidgets.policyHint} text={policyFor(home)} />
          </Stack>
          <SettingsForm widget={widget} draft={draft} onChange={setDraft} />
          <WidgetIdentitySection widget={widget} />
          <CodeSample label={tWidgets.moreHint} text={pageSampleFor(home, widget.key)} />
        </Stack>
        <WidgetPreview widgetKey={widget.key} isEnabled={widget.isEnabled} appearance={draft.appearance} />
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
  const t = useWidgetMessages()
  const { error, isBusy, submit } = useFormSubmit(async () => {
    const saved = await client.widgets.change(widget.id, inputOf(draft))
    onChange(draftOf(saved))
    invalidate('widget')
    toast({ text: t.saved })
  })
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(widget))
  return (
    <form
      aria-label={t.setUp}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="xl">
        <SetUpFields draft={draft} onChange={onChange} />
        <AppearanceFields
          appearance={draft.appearance}
          onChange={(appearance) => onChange({ ...draft, appearance })}
        />
        <FormFields forms={draft.forms} onChange={(forms) => onChange({ ...draft, forms })} />
        {error !== undefined && <ErrorState error={error} />}
        <Group justify="flex-end">
          {isChanged && (
            <Text size="sm" c="var(--quiet)">
              {t.unsaved}
            </Text>
          )}
          <Button type="submit" loading={isBusy} disabled={!isChanged}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
