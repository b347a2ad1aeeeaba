import { Button, Group, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import type { FileKind, FileLimits } from '#contract/shapes/file.ts'
import { client } from '../../../data/console-client.ts'
import { forgetLimits } from '../../conversations/attached/check-file-size.ts'
import { change } from '../../../data/cache.ts'
import { resource } from '../../../data/resource.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { formatFileSize } from '../../../messages/file-size.ts'
import { toast } from '../../../ui/toasts.ts'
import { useFileMessages } from '../../../messages/files/file-messages.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import classes from './file-limits.module.css'

// Sizes are typed in megabytes, as they are shown.
const MEGABYTE = 1_000_000
const MEGABYTES_MAX = 1_000_000

const kinds: readonly FileKind[] = ['image', 'audio', 'video', 'document']

type Own = FileLimits['own']

/** A switch and a size for each kind of file; an empty size is the server's own. */
export function FileLimitsForm({ limits }: { limits: FileLimits }) {
  const { messages: t, locale } = useLocale()
  const tFiles = useFileMessages()
  const [own, setOwn] = useState<Own>(limits.own)
  const isChanged = kinds.some((kind) => own[kind] !== limits.own[kind])
  const { error, isBusy, submit } = useFormSubmit(async () => {
    const changed = await client.files.changeLimits(own)
    forgetLimits()
    change(resource('files.limits'), () => changed)
    toast({ text: tFiles.limits.saved })
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) void submit()
      }}
    >
      <Stack>
        <Text c="dimmed" size="sm">
          {tFiles.limits.hint}
        </Text>
        {error !== undefined && <ErrorState error={error} />}
        <ul className={classes.kinds}>
          {kinds.map((kind) => (
            <KindRow
              key={kind}
              kind={kind}
              own={own[kind]}
              now={formatFileSize(limits[kind], locale)}
              onChange={(bytes) => setOwn({ ...own, [kind]: bytes })}
            />
          ))}
        </ul>
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={!isChanged}>
            {t.general.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface KindRowProps {
  kind: FileKind
  own: number | null
  /** What holds at this moment. */
  now: string
  onChange: (bytes: number | null) => void
}

function KindRow({ kind, own, now, onChange }: KindRowProps) {
  const { limits } = useFileMessages()
  const isTaken = own !== 0
  return (
    <li className={classes.kind}>
      <Switch
        label={limits.kinds[kind]}
        checked={isTaken}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? null : 0)}
      />
      {isTaken && (
        <NumberInput
          className={classes.size ?? ''}
          aria-label={limits.atMost(limits.kinds[kind])}
          placeholder={now}
          suffix=" MB"
          min={0.001}
          max={MEGABYTES_MAX}
          decimalScale={3}
          allowNegative={false}
          thousandSeparator
          hideControls
          value={own === null ? '' : own / MEGABYTE}
          onChange={(value) =>
            onChange(value === '' ? null : Math.max(1, Math.round(Number(value) * MEGABYTE)))
          }
        />
      )}
    </li>
  )
}
