import { Stack, Text, Title } from '@mantine/core'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { contactConversations } from '../../data/contact-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { When } from '../../look/when.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useCopilotWords } from '../../words/copilot/copilot-words.ts'
import { useWords } from '../../words/words.tsx'
import classes from '../inbox.module.css'
import { visitorFacts } from './visitor-facts.ts'

const SHOWN_MAX = 5

/** What a visitor wrote about before, and what agents remember of them. Nothing for whoever is signed in. */
export function PersonHistory({ one: { person, conversation } }: { one: DeskConversation }) {
  return person.kind === 'visitor' ? <History personId={person.id} exceptId={conversation.id} /> : null
}

function History({ personId, exceptId }: { personId: string; exceptId: string }) {
  const words = useCopilotWords()
  const { conversations } = useWords()
  const held = useResource(contactConversations(personId)).value
  const facts = useResource(visitorFacts(personId)).value?.items ?? []
  const earlier = held?.items.filter(({ id }) => id !== exceptId).slice(0, SHOWN_MAX)
  return (
    <>
      <section aria-labelledby="earlier">
        <Title order={2} size="h6" mb={4} id="earlier">
          {words.earlier}
        </Title>
        <Stack gap={4}>
          {earlier?.length === 0 && (
            <Text size="sm" c="var(--quiet)">
              {words.noEarlier}
            </Text>
          )}
          {earlier?.map(({ id, title, updatedAt }) => (
            <Text key={id} size="sm" dir="auto" className={classes.broken ?? ''}>
              <Link href={to.atDesk(id)}>{title || conversations.untitled}</Link>{' '}
              <Text span size="xs" c="var(--quiet)">
                <When at={updatedAt} />
              </Text>
            </Text>
          ))}
          <Text size="sm">
            <Link href={to.contact(personId)}>{words.contact}</Link>
          </Text>
        </Stack>
      </section>
      {facts.length > 0 && (
        <section aria-labelledby="known">
          <Title order={2} size="h6" mb={4} id="known">
            {words.known}
          </Title>
          <ul className={classes.known}>
            {facts.map(({ id, text }) => (
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
