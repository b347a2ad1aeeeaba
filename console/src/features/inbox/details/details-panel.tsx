import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { AssigneeName } from '../inbox-header.tsx'
import classes from '../inbox.module.css'
import { SummarySection } from '../copilot/summary-section.tsx'
import { TriageFields } from './triage-fields.tsx'
import { PersonHistory } from './person-history.tsx'

/** Who writes, why a person was asked for, and the inbox state of the conversation. */
export function DetailsPanel({ one }: { one: InboxConversation }) {
  const t = useInboxMessages()
  const { person, conversation, asked, firstAnsweredAt, snoozedUntil } = one
  return (
    <Stack gap="lg">
      <Section title={t.person}>
        <Text fw={600} dir="auto" className={classes.broken ?? ''}>
          {person.name || t.kinds[person.kind]}
        </Text>
        <Fact name={t.kinds[person.kind]}>
          {t.since} <Timestamp at={conversation.createdAt} />
        </Fact>
      </Section>
      <Section title={t.assignee}>
        <Text size="sm">
          <AssigneeName one={one} />
        </Text>
        {snoozedUntil !== null && (
          <Fact name={t.snoozedUntil}>
            <Timestamp at={snoozedUntil} />
          </Fact>
        )}
      </Section>
      <Section title={t.asked}>
        {asked === null ? (
          <Text size="sm" c="var(--quiet)">
            {t.nobodyAsked}
          </Text>
        ) : (
          <>
            <Text size="sm">{t.askedBy[asked.why]}</Text>
            {asked.text !== '' && (
              <Text size="sm" component="blockquote" className={classes.quote ?? ''} dir="auto">
                {asked.text}
              </Text>
            )}
            <Fact name={t.askedAt}>
              <Timestamp at={asked.at} />
            </Fact>
            <Fact name={t.firstAnswer}>
              {firstAnsweredAt === null ? t.notAnswered : <Timestamp at={firstAnsweredAt} />}
            </Fact>
          </>
        )}
      </Section>
      <SummarySection conversationId={conversation.id} />
      <TriageFields one={one} />
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
