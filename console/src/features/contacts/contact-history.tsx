import { Button, Text, Title } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { ResourceView } from '../../ui/resource-view.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useContactMessages } from './contact-messages.ts'
import classes from './contacts.module.css'

/** What a contact has written about, the latest first. */
export function ContactHistory({ contactId }: { contactId: string }) {
  const t = useContactMessages()
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t.history}
      </Title>
      <ResourceView of={useResource(pages('contacts.conversations', contactId))}>
        {(page) => <History page={page} contactId={contactId} />}
      </ResourceView>
    </section>
  )
}

function History({ page, contactId }: { page: Page<Conversation>; contactId: string }) {
  const t = useContactMessages()
  const { conversations, general } = useMessages()
  const { isBusy, submit } = useFormSubmit(() => pages('contacts.conversations', contactId).more(page))
  if (page.items.length === 0)
    return (
      <Text size="sm" c="var(--quiet)">
        {t.historyNone}
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
                {t.messages(messageCount)} · <Timestamp at={updatedAt} />
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
