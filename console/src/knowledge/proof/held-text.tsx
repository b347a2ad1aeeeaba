import { Text } from '@mantine/core'
import { LongText } from '../../look/long-text.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'
import { Notice } from './notice.tsx'
import classes from './proof.module.css'

interface HeldTextProps {
  sourceId: string
  text: string
}

/** What a document would say, for whoever is to decide about it. */
export function HeldText({ sourceId, text }: HeldTextProps) {
  const { proof } = useProofWords()
  return (
    <Notice title={proof.heldHere}>
      <Text size="sm" mb="xs">
        {proof.heldText} <Link href={to.tests(sourceId)}>{proof.decide}</Link>
      </Text>
      <section className={classes.held_text} tabIndex={0} aria-label={proof.heldText} dir="auto">
        <LongText text={text} />
      </section>
    </Notice>
  )
}
