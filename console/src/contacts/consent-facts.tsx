import { Text, Title } from '@mantine/core'
import type { ContactCard } from '#contract/shapes/contact.ts'
import { useContactWords } from './contact-words.ts'
import classes from './contacts.module.css'

/** What the person allows. It is theirs to say, so nothing here can be changed. */
export function ConsentFacts({ card: { memory, initiative } }: { card: ContactCard }) {
  const words = useContactWords()
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {words.consent}
      </Title>
      <Said what={words.remembering} isAllowed={memory.remembers} isSaid={memory.isChosen} />
      <Said what={words.speakingFirst} isAllowed={initiative.agrees} isSaid={initiative.isSet} />
    </section>
  )
}

function Said({ what, isAllowed, isSaid }: { what: string; isAllowed: boolean; isSaid: boolean }) {
  const words = useContactWords()
  return (
    <div className={classes.consent}>
      <Text size="sm">{what}</Text>
      <Text size="sm" c={isAllowed ? 'var(--link)' : 'var(--quiet)'} ta="end">
        {isAllowed ? words.allows : isSaid ? words.refuses : words.unsaid}
      </Text>
    </div>
  )
}
