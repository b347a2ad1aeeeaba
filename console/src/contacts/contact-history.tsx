import { Button, Text, Title } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { change } from '../data/cache.ts'
import { contactConversations, moreContactConversations } from '../data/contact-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded } from '../look/loaded.tsx'
import { When } from '../look/when.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useSending } from '../settings/use-sending.ts'
import { useWords } from '../words/words.tsx'
import { useContactWords } from './contact-words.ts'
import classes from './contacts.module.css'

/** What a contact has written about, the latest first. */
export function ContactHistory({ contactId }: { contactId: string }) {
  const words = useContactWords()
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {words.history}
      </Title>
      <Loaded of={useResource(contactConversations(contactId))}>
        {(page) => <History page={page} contactId={contactId} />}
      </Loaded>
    </section>
  )
}

function History({ page, contactId }: { page: Page<Conversation>; contactId: string }) {
  const words = useContactWords()
  const { conversations, general } = useWords()
  const { isBusy, submit } = useSending(async () => {
    const next = await moreContactConversations(contactId, page)
    change(contactConversations(contactId), () => next)
  })
  if (page.items.length === 0)
    return (
      <Text size="sm" c="var(--quiet)">
        {words.historyNone}
      </Text>
    )
  return (
    <>
      <ul className={classes.list}>
        {page.items.map(({ id, title, messageCount, updatedAt }) => (
          <li key={id} className={classes.row}>
            <div className={classes.facts}>
              <Link href={to.conversation(id)} className={classes.name}>
                {title || conversations.untitled}
              </Link>
              <Text size="xs" c="var(--quiet)">
                {words.messages(messageCount)} · <When at={updatedAt} />
              </Text>
            </div>
          </li>
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button mt="xs" variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}
