import { Stack, Text, Title } from '@mantine/core'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages, resource } from '../../../data/resource.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useCopilotMessages } from '../../../messages/copilot/copilot-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../inbox.module.css'

const SHOWN_MAX = 5

/** What a visitor wrote about before, and what agents remember of them. Nothing for whoever is signed in. */
export function PersonHistory({ one: { person, conversation } }: { one: InboxConversation }) {
  return person.kind === 'visitor' ? <History personId={person.id} exceptId={conversation.id} /> : null
}

function History({ personId, exceptId }: { personId: string; exceptId: string }) {
  const t = useCopilotMessages()
  const { conversations } = useMessages()
  const held = useResource(pages('contacts.conversations', personId)).value
  const memories = useResource(resource('visitorMemories.list', personId)).value?.items ?? []
  const earlier = held?.items.filter(({ id }) => id !== exceptId).slice(0, SHOWN_MAX)
  return (
    <>
      <section aria-labelledby="earlier">
        <Title order={2} size="h6" mb={4} id="earlier">
          {t.earlier}
        </Title>
        <Stack gap={4}>
          {earlier?.length === 0 && (
            <Text size="sm" c="var(--quiet)">
              {t.noEarlier}
            </Text>
          )}
          {earlier?.map(({ id, title, updatedAt }) => (
            <Text key={id} size="sm" dir="auto" className={classes.broken ?? ''}>
              <Link href={to.inboxConversation(id)}>{title || conversations.untitled}</Link>{' '}
              <Text span size="xs" c="var(--quiet)">
                <Timestamp at={updatedAt} />
              </Text>
            </Text>
          ))}
          <Text size="sm">
            <Link href={to.contact(personId)}>{t.contact}</Link>
          </Text>
        </Stack>
      </section>
      {memories.length > 0 && (
        <section aria-labelledby="known">
          <Title order={2} size="h6" mb={4} id="known">
            {t.known}
          </Title>
          <ul className={classes.known}>
            {memories.map(({ id, text }) => (
              <li key={id} dir="auto">
                {text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
