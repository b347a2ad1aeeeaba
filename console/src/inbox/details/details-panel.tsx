import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { When } from '../../look/when.tsx'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { HolderName } from '../desk-head.tsx'
import classes from '../inbox.module.css'
import { SummarySection } from '../copilot/summary-section.tsx'
import { KeepingFields } from './keeping-fields.tsx'
import { PersonHistory } from './person-history.tsx'

/** Who writes, why a person was asked for, and how the desk keeps the conversation. */
export function DetailsPanel({ one }: { one: DeskConversation }) {
  const inbox = useInboxWords()
  const { person, conversation, asked, firstAnsweredAt, snoozedUntil } = one
  return (
    <Stack gap="lg">
      <Section title={inbox.person}>
        <Text fw={600} dir="auto" className={classes.broken ?? ''}>
          {person.name || inbox.kinds[person.kind]}
        </Text>
        <Fact name={inbox.kinds[person.kind]}>
          {inbox.since} <When at={conversation.createdAt} />
        </Fact>
      </Section>
      <Section title={inbox.holder}>
        <Text size="sm">
          <HolderName one={one} />
        </Text>
        {snoozedUntil !== null && (
          <Fact name={inbox.snoozedUntil}>
            <When at={snoozedUntil} />
          </Fact>
        )}
      </Section>
      <Section title={inbox.asked}>
        {asked === null ? (
          <Text size="sm" c="var(--quiet)">
            {inbox.nobodyAsked}
          </Text>
        ) : (
          <>
            <Text size="sm">{inbox.askedBy[asked.why]}</Text>
            {asked.text !== '' && (
              <Text size="sm" component="blockquote" className={classes.quote ?? ''} dir="auto">
                {asked.text}
              </Text>
            )}
            <Fact name={inbox.askedAt}>
              <When at={asked.at} />
            </Fact>
            <Fact name={inbox.firstAnswer}>
              {firstAnsweredAt === null ? inbox.notAnswered : <When at={firstAnsweredAt} />}
            </Fact>
          </>
        )}
      </Section>
      <SummarySection conversationId={conversation.id} />
      <KeepingFields one={one} />
      <PersonHistory one={one} />
    </Stack>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <Title order={2} size="h6" mb={4}>
      {title}
    </Title>
    {children}
  </section>
)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <Text size="sm" c="var(--quiet)">
    {name} · {children}
  </Text>
)
