import { Button, Group, Text } from '@mantine/core'
import type { Share } from '#contract/shapes/share.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { toast } from '../../ui/toasts.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useSharingMessages } from '../../messages/sharing/sharing-messages.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './sharing.module.css'

/** A link that one made: what it shows, until when, and how it ends. */
export function ShareRow({ share, namesIt }: { share: Share; namesIt: boolean }) {
  const t = useMessages()
  const tSharing = useSharingMessages()
  const { id, conversationId, title, messageCount, isBehind, updatedAt, expiresAt } = share
  const isOver = expiresAt !== null && new Date(expiresAt) <= new Date()
  const act = async (doing: Promise<unknown>, done: string) => {
    await doing.then(
      () => toast({ text: done }),
      (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }),
    )
    invalidate('share')
  }
  return (
    <li className={classes.row}>
      <div className={classes.facts}>
        {namesIt && (
          <Link href={to.conversation(conversationId)} className={classes.name} dir="auto">
            {title || tSharing.untitled}
          </Link>
        )}
        <Text size="sm" c="var(--quiet)">
          {tSharing.shows(messageCount)} · {tSharing.asOf} <Timestamp at={updatedAt} />
          {expiresAt !== null && (
            <>
              {' · '}
              {isOver ? tSharing.over : tSharing.until} <Timestamp at={expiresAt} />
            </>
          )}
        </Text>
        {isBehind && (
          <Text size="sm" c="var(--quiet)">
            {tSharing.behind}
          </Text>
        )}
      </div>
      <Group gap="xs">
        {isBehind && !isOver && (
          <Button
            size="xs"
            variant="default"
            onClick={() => void act(client.shares.change(id, { showsNow: true }), tSharing.updated)}
          >
            {tSharing.update}
          </Button>
        )}
        <Button
          size="xs"
          variant="light"
          color="red"
          onClick={() => void act(client.shares.revoke(id), tSharing.revoked)}
        >
          {tSharing.revoke}
        </Button>
      </Group>
    </li>
  )
}
