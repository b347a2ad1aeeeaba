import { Text } from '@mantine/core'
import { LongText } from '../../../ui/long-text.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import { Notice } from './notice.tsx'
import classes from './evals.module.css'

interface BlockedTextProps {
  knowledgeBaseId: string
  text: string
}

/** What a document would say, for whoever is to decide about it. */
export function BlockedText({ knowledgeBaseId, text }: BlockedTextProps) {
  const { evals } = useEvalsMessages()
  return (
    <Notice title={evals.blockedHere}>
      <Text size="sm" mb="xs">
        {evals.blockedText} <Link href={to.tests(knowledgeBaseId)}>{evals.decide}</Link>
      </Text>
      <section className={classes.blocked_text} tabIndex={0} aria-label={evals.blockedText} dir="auto">
        <LongText text={text} />
      </section>
    </Notice>
  )
}
