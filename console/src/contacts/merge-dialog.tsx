import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Contact } from '#contract/shapes/contact.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { contacts } from '../data/contact-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { SearchIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { toast } from '../look/toasts.ts'
import { useSending } from '../settings/use-sending.ts'
import { useWords } from '../words/words.tsx'
import { useContactWords } from './contact-words.ts'
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
  const words = useContactWords()
  const { general } = useWords()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS)
  const [otherId, setOtherId] = useState('')
  const { error, isBusy, submit } = useSending(async () => {
    await client.contacts.merge(contact.id, otherId)
    refresh('contact')
    refresh('conversations')
    toast({ text: words.merged })
    onClose()
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.mergeTitle(name)}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (otherId) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          <TextInput
            type="search"
            aria-label={words.mergeSearch}
            placeholder={words.mergeSearch}
            leftSection={<SearchIcon size={16} />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <Others search={search} besides={contact.id} chosen={otherId} onChoose={setOtherId} />
          <Text size="sm" c="var(--quiet)">
            {words.mergeText(name)}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={isBusy} disabled={!otherId}>
              {words.mergeDo}
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
  const words = useContactWords()
  return (
    <Loaded of={useResource(contacts(search ? { search } : {}))} skeleton={<Rows count={3} height={40} />}>
      {({ items }) => {
        const others = items.filter(({ id, erasing }) => id !== besides && !erasing).slice(0, SHOWN_MAX)
        if (others.length === 0) return <Text size="sm">{words.noneFound}</Text>
        return (
          <Radio.Group value={chosen} onChange={onChoose} aria-label={words.mergeSearch}>
            <Stack gap="xs">
              {others.map((other) => (
                <Radio
                  key={other.id}
                  value={other.id}
                  label={nameOf(other, words)}
                  description={
                    [other.email, other.phone, other.company, ...other.externalIds]
                      .filter((said) => said && said !== nameOf(other, words))
                      .join(' · ') || undefined
                  }
                />
              ))}
            </Stack>
          </Radio.Group>
        )
      }}
    </Loaded>
  )
}
