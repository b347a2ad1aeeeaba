import { Text, Title } from '@mantine/core'
import type { ContactCard } from '#contract/shapes/contact.ts'
import { useContactMessages } from './contact-messages.ts'
import classes from './contacts.module.css'

/** What the person allows. It is theirs to say, so nothing here can be changed. */
export function ConsentFacts({ card: { memory, proactivePreferences } }: { card: ContactCard }) {
  const t = useContactMessages()
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t.consent}
      </Title>
      <Said what={t.remembering} isAllowed={memory.remembers} isSaid={memory.isChosen} />
      <Said
        what={t.speakingFirst}
        isAllowed={proactivePreferences.agrees}
        isSaid={proactivePreferences.isSet}
      />
    </section>
  )
}

function Said({ what, isAllowed, isSaid }: { what: string; isAllowed: boolean; isSaid: boolean }) {
  const t = useContactMessages()
  return (
    <div className={classes.consent}>
      <Text size="sm">{what}</Text>
      <Text size="sm" c={isAllowed ? 'var(--link)' : 'var(--quiet)'} ta="end">
        {isAllowed ? t.allows : isSaid ? t.refuses : t.unsaid}
      </Text>
    </div>
  )
}
