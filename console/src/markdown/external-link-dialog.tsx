import { Button, Checkbox, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { client } from '../data/console-client.ts'
import { refresh } from '../data/cache.ts'
import { resource } from '../data/resource.ts'
import { toast } from '../ui/toasts.ts'
import { useMay } from '../data/me.ts'
import { faultSentence } from '../messages/fault-sentence.ts'
import { useMessages } from '../messages/messages.tsx'
import { allowSite } from './allowed-sites.ts'

interface ExternalLinkDialogProps {
  /** The whole address, its host in Punycode. */
  href: string
  host: string
  onClose: () => void
}

/** What the list of the organisation takes: a name, not a single machine. */
const LISTABLE = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/

/** Asks before a link of an answer is followed, and shows where it leads. */
export function ExternalLinkDialog({ href, host, onClose }: ExternalLinkDialogProps) {
  const t = useMessages()
  const { leave } = t.message
  const [isAlways, setAlways] = useState(false)
  const isForAll = useMay()('agent:write') && LISTABLE.test(host)
  const keep = async () => {
    allowSite(host)
    if (!isForAll) return
    try {
      const { liveHosts } = await client.toolConsent.policy()
      if (!liveHosts.includes(host)) await client.toolConsent.setPolicy({ liveHosts: [...liveHosts, host] })
      refresh(resource('toolConsent.policy'))
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <Modal opened onClose={onClose} title={leave.title(host)}>
      <Stack>
        <Text size="sm">{leave.text}</Text>
        <Code block mah="12rem" dir="ltr" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {href}
        </Code>
        <Checkbox
          label={isForAll ? leave.alwaysForAll(host) : leave.always(host)}
          checked={isAlways}
          onChange={(event) => setAlways(event.currentTarget.checked)}
          styles={{ label: { overflowWrap: 'anywhere' } }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.general.cancel}
          </Button>
          <Button
            component="a"
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            data-autofocus
            onClick={() => {
              if (isAlways) void keep()
              onClose()
            }}
          >
            {leave.open}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
