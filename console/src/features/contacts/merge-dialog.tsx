import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Contact } from '#contract/shapes/contact.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useContactMessages } from './contact-messages.ts'
import { nameOf } from './name-of.ts'

const TYPING_MS = 250
const SHOWN_MAX = 8

interface MergeProps {
  contact: Contact
  name: string
  onClose: () => void
}

/** Asks who is the same person, says what that means, and makes one of both. */
export function MergeDialog({ contact, name, onClose }: MergeProps) {
  const t = useContactMessages()
  const { general } = useMessages()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS)
  const [otherId, setOtherId] = useState('')
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.contacts.merge(contact.id, { otherId })
    invalidate('contact')
    invalidate('conversation')
    toast({ text: t.merged })
    onClose()
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.mergeTitle(name)}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (otherId) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <ErrorState error={error} />}
          <TextInput
            type="search"
            aria-label={t.mergeSearch}
            placeholder={t.mergeSearch}
            leftSection={<SearchIcon size={16} />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <Others search={search} besides={contact.id} chosen={otherId} onChoose={setOtherId} />
          <Text size="sm" c="var(--quiet)">
            {t.mergeText(name)}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={isBusy} disabled={!otherId}>
              {t.mergeDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface OthersProps {
  search: string
  besides: string
  chosen: string
  onChoose: (id: string) => void
}

function Others({ search, besides, chosen, onChoose }: OthersProps) {
  const t = useContactMessages()
  return (
    <ResourceView
      of={useResource(pages('contacts.list', search ? { search } : {}))}
      skeleton={<SkeletonRows count={3} height={40} />}
    >
      {({ items }) => {
        const others = items.filter(({ id, erasing }) => id !== besides && !erasing).slice(0, SHOWN_MAX)
        if (others.length === 0) return <Text size="sm">{t.noneFound}</Text>
        return (
          <Radio.Group value={chosen} onChange={onChoose} aria-label={t.mergeSearch}>
            <Stack gap="xs">
              {others.map((other) => (
                <Radio
                  key={other.id}
                  value={other.id}
                  label={nameOf(other, t)}
                  description={
                    [other.email, other.phone, other.company, ...other.externalIds]
                      .filter((detail) => detail && detail !== nameOf(other, t))
                      .join(' · ') || undefined
                  }
                />
              ))}
            </Stack>
          </Radio.Group>
        )
      }}
    </ResourceView>
  )
}
