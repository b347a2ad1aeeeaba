import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages, resource } from '../../data/resource.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useSharingMessages } from '../../messages/sharing/sharing-messages.ts'
import { useMessages } from '../../messages/messages.tsx'
import { ShareRow } from './share-row.tsx'
import classes from './sharing.module.css'

const DAY_MS = 86_400_000
const lasts = { never: null, day: 1, week: 7, month: 30 } as const
type Ending = keyof typeof lasts

/** Makes a link to a conversation, says first who will see what, and lists those that are there. */
export function LinkDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { general } = useMessages()
  const t = useSharingMessages()
  const isOff = useResource(resource('shares.settings')).value?.isOn === false
  const links = useResource(pages('shares.list', { conversationId })).value?.items ?? []
  const [ending, setEnding] = useState<Ending>('never')
  const [address, setAddress] = useState('')
  const { error, isBusy, submit } = useFormSubmit(async () => {
    const days = lasts[ending]
    const expiresAt = days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString()
    const { url } = await client.shares.create({ conversationId, expiresAt })
    setAddress(location.origin + url)
    invalidate('share')
  })
  return (
    <Modal opened onClose={onClose} title={t.title} closeButtonProps={{ 'aria-label': general.close }}>
      <Stack>
        {isOff ? (
          <Alert color="yellow">{t.forbidden}</Alert>
        ) : (
          <Text size="sm">
            {t.whoSees} {t.later}
          </Text>
        )}
        {error !== undefined && <ErrorState error={error} />}
        {address === '' ? (
          <Group align="flex-end">
            <Select
              label={t.ends}
              data={Object.entries(t.endings).map(([value, label]) => ({ value, label }))}
              value={ending}
              onChange={(next) => next && setEnding(next as Ending)}
              allowDeselect={false}
              disabled={isOff}
              flex="1 1 10rem"
            />
            <Button onClick={() => void submit()} loading={isBusy} disabled={isOff}>
              {t.make}
            </Button>
          </Group>
        ) : (
          <div className={classes.made}>
            <TextInput
              label={t.link}
              description={t.made}
              value={address}
              readOnly
              flex={1}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton text={() => address} label={t.copy} />
          </div>
        )}
        {links.length > 0 && (
          <section aria-label={t.links}>
            <Title order={3} size="h6" mb={4}>
              {t.links}
            </Title>
            <ul className={classes.list}>
              {links.map((share) => (
                <ShareRow key={share.id} share={share} namesIt={false} />
              ))}
            </ul>
          </section>
        )}
      </Stack>
    </Modal>
  )
}
