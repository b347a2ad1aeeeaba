import { Button, Group, Text } from '@mantine/core'
import type { Share } from '#contract/shapes/share.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { toast } from '../look/toasts.ts'
import { When } from '../look/when.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useSharingWords } from '../words/sharing/sharing-words.ts'
import { useWords } from '../words/words.tsx'
import classes from './sharing.module.css'

/** A link that one made: what it shows, until when, and how it ends. */
export function ShareRow({ share, namesIt }: { share: Share; namesIt: boolean }) {
  const words = useWords()
  const said = useSharingWords()
  const { id, conversationId, title, messageCount, isBehind, updatedAt, expiresAt } = share
  const isOver = expiresAt !== null && new Date(expiresAt) <= new Date()
  const act = async (doing: Promise<unknown>, done: string) => {
    await doing.then(
      () => toast({ text: done }),
      (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true }),
    )
    refresh('shares/')
  }
  return (
    <li className={classes.row}>
      <div className={classes.facts}>
        {namesIt && (
          <Link href={to.conversation(conversationId)} className={classes.name} dir="auto">
            {title || said.untitled}
          </Link>
        )}
        <Text size="sm" c="var(--quiet)">
          {said.shows(messageCount)} · {said.asOf} <When at={updatedAt} />
          {expiresAt !== null && (
            <>
              {' · '}
              {isOver ? said.over : said.until} <When at={expiresAt} />
            </>
          )}
        </Text>
        {isBehind && (
          <Text size="sm" c="var(--quiet)">
            {said.behind}
          </Text>
        )}
      </div>
      <Group gap="xs">
        {isBehind && !isOver && (
          <Button
            size="xs"
            variant="default"
            onClick={() => void act(client.shares.change(id, { showsNow: true }), said.updated)}
          >
            {said.update}
          </Button>
        )}
        <Button
          size="xs"
          variant="light"
          color="red"
          onClick={() => void act(client.shares.revoke(id), said.revoked)}
        >
          {said.revoke}
        </Button>
      </Group>
    </li>
  )
}
